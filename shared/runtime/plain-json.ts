import type { Bilingual } from '#domain/language.ts';
import { Problem } from './problem.ts';

/** What JSON allows and I-JSON (RFC 7493) does not, and a name that no shape has. */
export type JsonFault = 'repeated-member' | 'half-character' | 'prototype-member';

/**
 * What makes a value of JSON one that readers would take differently: a member that is written twice (and its name), or
 * half a character; or a member `__proto__`, which schemas leave out without a word where they take unknown names.
 */
export function jsonFaultOf(text: string, value: unknown): FoundFault | undefined {
  const half = text.search(HALF_CHARACTER);
  if (half >= 0 && hasHalfCharacter(value)) return { fault: 'half-character', member: '', at: half };
  if (membersIn(text) > membersOf(value)) return { fault: 'repeated-member', ...firstRepeated(text) };
  const prototype = text.search(PROTOTYPE);
  if (prototype >= 0 && hasPrototype(value)) return { fault: 'prototype-member', member: '__proto__', at: prototype };
  return undefined;
}

interface FoundFault {
  readonly fault: JsonFault;
  /** The member's name, where it is a member that is wrong. */
  readonly member: string;
  /** Where it stands, or may stand, in the text. */
  readonly at: number;
}

/** What is said of such a fault in a file that is read on an own machine. */
export function faultInFile({ fault, member }: Pick<FoundFault, 'fault' | 'member'>): string {
  const shown = JSON.stringify(member.slice(0, 40));
  switch (fault) {
    case 'repeated-member':
      return `the member ${shown} is there twice in one object; write it once`;
    case 'half-character':
      return 'half a character (\\ud800 to \\udfff by itself)';
    case 'prototype-member':
      return `a member ${shown}, which no object of the format has`;
  }
}

/** Raises `malformed-json` (400) for a body that readers would take differently. */
export function requirePlainJson(text: string, value: unknown): void {
  const found = jsonFaultOf(text, value);
  // In a report it costs its own row, which is refused for a member that no row has.
  if (found && found.fault !== 'prototype-member') throw malformed(found.fault, found.member);
}

/** Raises `malformed-json` (400) for a member `__proto__`. */
export function requireNoPrototype(value: unknown): void {
  if (hasPrototype(value)) throw malformed('prototype-member', '__proto__');
}

function malformed(fault: JsonFault, member: string): Problem {
  return new Problem(400, 'malformed-json', FAULTS[fault](JSON.stringify(member.slice(0, 40))));
}

function hasHalfCharacter(value: unknown): boolean {
  const isHalf = (part: unknown) => typeof part === 'string' && !part.isWellFormed();
  for (const [name, part] of parts(value)) if (isHalf(name) || isHalf(part)) return true;
  return false;
}

function hasPrototype(value: unknown): boolean {
  for (const [name] of parts(value)) if (name === '__proto__') return true;
  return false;
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

/** The name itself, or an underline in an escape. */
const PROTOTYPE = /__proto__|\\u005[fF]/;

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
function firstRepeated(text: string): { readonly member: string; readonly at: number } {
  const names: Set<string>[] = [];
  for (const match of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    const [token, written, colon] = match;
    if (token === '{') names.push(new Set());
    else if (token === '}') names.pop();
    else if (written !== undefined && colon !== undefined) {
      const name = JSON.parse(written) as string;
      if (names.at(-1)?.has(name)) return { member: name, at: match.index };
      names.at(-1)?.add(name);
    }
  }
  return { member: '', at: 0 };
}

const FAULTS: Readonly<Record<JsonFault, (member: string) => Bilingual>> = {
  'repeated-member': (member) => ({
    vi: `Một đối tượng JSON có hai lần thành phần ${member}: không rõ giá trị nào là đúng.`,
    en: `An object of the body has the member ${member} twice: which one is meant cannot be known.`,
  }),
  'half-character': () => ({
    vi: 'Nội dung có nửa ký tự (\\ud800 đến \\udfff đứng một mình).',
    en: 'The body has half a character (\\ud800 to \\udfff by itself).',
  }),
  'prototype-member': () => ({
    vi: 'Nội dung có thành phần "__proto__", không có trong cấu trúc nào.',
    en: 'The body has a member "__proto__", which no shape has.',
  }),
};
