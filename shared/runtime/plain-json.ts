import { Problem } from './problem.ts';

/**
 * Raises `malformed-json` (400) for what JSON allows and I-JSON (RFC 7493) does not: a member that is written twice, or
 * half a character. Readers would differ in what was meant.
 */
export function requirePlainJson(text: string, value: unknown): void {
  if (HALF_CHARACTER.test(text)) requireWholeCharacters(value);
  if (membersIn(text) > membersOf(value)) throw repeatedMember(firstRepeated(text));
}

function requireWholeCharacters(value: unknown): void {
  const isHalf = (part: unknown) => typeof part === 'string' && !part.isWellFormed();
  for (const [name, part] of parts(value)) if (isHalf(name) || isHalf(part)) throw halfCharacter();
}

/**
 * Raises `malformed-json` (400) for a member `__proto__`, which no shape has: schemas leave it out without a word where
 * they take names that they do not know.
 */
export function requireNoPrototype(value: unknown): void {
  for (const [name] of parts(value)) {
    if (name === '__proto__') {
      throw new Problem(400, 'malformed-json', {
        vi: 'Nội dung có thành phần "__proto__", không có trong cấu trúc nào.',
        en: 'The body has a member "__proto__", which no shape has.',
      });
    }
  }
}

/** A value and all that lies in it, with the names of members; without recursion, since it may be nested a million times. */
function* parts(value: unknown): Generator<readonly [name: string | undefined, part: unknown]> {
  yield [undefined, value];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const isList = Array.isArray(next);
    for (const [name, part] of Object.entries(next)) {
      yield [isList ? undefined : name, part];
      if (typeof part === 'object') open.push(part);
    }
  }
}

/** How many members a value has, itself and all that lies in it; it runs for every row of every report. */
function membersOf(value: unknown): number {
  let members = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inner = Object.values(next);
    if (!Array.isArray(next)) members += inner.length;
    for (const part of inner) if (typeof part === 'object') open.push(part);
  }
  return members;
}

/** An escape that may stand for one half of a character outside the basic plane. */
const HALF_CHARACTER = /\\u[dD][89a-fA-F]/;

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** How many members valid JSON writes: the colons outside its texts. */
function membersIn(text: string): number {
  let members = 0;
  let isText = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isText) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (code === COLON) members++;
  }
  return members;
}

/** The name that some object of valid JSON has first twice. */
function firstRepeated(text: string): string {
  const names: Set<string>[] = [];
  for (const [token, written, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') names.push(new Set());
    else if (token === '}') names.pop();
    else if (written !== undefined && colon !== undefined) {
      const name = JSON.parse(written) as string;
      if (names.at(-1)?.has(name)) return name;
      names.at(-1)?.add(name);
    }
  }
  return '';
}

function repeatedMember(name: string): Problem {
  const shown = JSON.stringify(name.slice(0, 40));
  return new Problem(400, 'malformed-json', {
    vi: `Một đối tượng JSON có hai lần thành phần ${shown}: không rõ giá trị nào là đúng.`,
    en: `An object of the body has the member ${shown} twice: which one is meant cannot be known.`,
  });
}

function halfCharacter(): Problem {
  return new Problem(400, 'malformed-json', {
    vi: 'Nội dung có nửa ký tự (\\ud800 đến \\udfff đứng một mình).',
    en: 'The body has half a character (\\ud800 to \\udfff by itself).',
  });
}
