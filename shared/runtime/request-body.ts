import { type $ZodIssue, type $ZodType, type output, safeParse } from 'zod/v4/core';
import { inVietnamese } from '#contract/issue-words.ts';
import type { Bilingual } from '#domain/language.ts';
import type { HttpRequest } from './http.ts';
import { requirePlainJson } from './plain-json.ts';
import { Problem } from './problem.ts';
import { textOf } from './utf8.ts';

const MAX_ISSUES = 20;

/** The body's media type in lower case; JSON where none is named. Raises `unsupported-encoding` (415) for a compressed body, or another charset. */
export function mediaTypeOf({ headers }: Pick<HttpRequest, 'headers'>): string {
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding !== '' && encoding !== 'identity') {
    throw new Problem(415, 'unsupported-encoding', {
      vi: 'Hãy gửi nội dung không nén (không có content-encoding).',
      en: 'Send the body uncompressed (without a content-encoding).',
    });
  }
  const type = headers['content-type'] ?? 'application/json';
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new Problem(415, 'unsupported-encoding', {
      vi: 'Hãy gửi nội dung ở mã UTF-8: "content-type" nêu một mã khác.',
      en: 'Send the body as UTF-8: its content-type names another charset.',
    });
  }
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** A refusal of whatever is not one of these types. */
export function unsupportedType(taken: readonly string[]): Problem {
  const join = (or: string) => taken.join(', ').replace(/, ([^,]*)$/, ` ${or} $1`);
  return new Problem(415, 'unsupported-type', { vi: `Chỉ nhận ${join('hoặc')}.`, en: `Send ${join('or')}.` });
}

/**
 * The body as JSON. Raises `malformed-json` or `wrong-encoding` (400), also for what JSON allows and nobody can mean: a
 * member that is written twice, or half a character.
 */
export function readJson(request: Pick<HttpRequest, 'body'>): unknown {
  const text = readText(request);
  const value = parseJson(text);
  requirePlainJson(text, value);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    throw new Problem(
      400,
      'malformed-json',
      {
        vi: `Nội dung gửi lên không phải JSON hợp lệ${where ? ` (lỗi tại vị trí ${where})` : ''}.`,
        en: `The body is not valid JSON${where ? ` (at position ${where})` : ''}.`,
      },
      where ? { position: Number(where) } : {},
    );
  }
}

/** The body as text without a byte order mark. Raises `wrong-encoding` (400) unless it is UTF-8. */
export function readText({ body }: Pick<HttpRequest, 'body'>): string {
  const text = textOf(body);
  if (text === undefined) throw wrongEncoding();
  return text;
}

/** What a schema reads: the names that its refusals begin with. */
const PARTS = {
  body: { vi: 'Nội dung gửi lên không đúng cấu trúc', en: 'The body does not have the expected shape' },
  query: { vi: 'Tham số sau dấu "?" không đúng', en: 'The parameters after "?" are not right' },
  path: { vi: 'Địa chỉ không đúng', en: 'The path is not right' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** The value in the schema's shape. Raises `invalid-request` (422) with at most 20 issues as pointer and message. */
export function parseWith<Schema extends $ZodType>(
  schema: Schema,
  value: unknown,
  part: keyof typeof PARTS = 'body',
): output<Schema> {
  const parsed = safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .flatMap(issuesWithin)
    .slice(0, MAX_ISSUES)
    .map((issue) => ({
      pointer: issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      message: { vi: inVietnamese(issue), en: issue.message },
    }));
  const first = issues[0];
  const at = first && first.pointer !== '' ? ` (${first.pointer})` : '';
  throw new Problem(
    422,
    'invalid-request',
    {
      vi: `${PARTS[part].vi}${at}. Xem danh sách "issues".`,
      en: `${PARTS[part].en}${at}: ${first?.message.en ?? ''}. See "issues".`,
    },
    { issues },
  );
}

/**
 * The issues of the form that was meant, where a value may have several: the one that knows most of its members, and of
 * equals the last. That no form fits would say nothing.
 */
function issuesWithin(issue: $ZodIssue): $ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.toSorted((a, b) => strangers(b) - strangers(a)).at(-1);
  if (!meant) return [issue];
  return meant.flatMap((inner) => issuesWithin({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** How many members of the value itself a form does not know. */
function strangers(issues: readonly $ZodIssue[]): number {
  const own = issues.filter(({ path }) => path.length === 0);
  return own.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
}

function wrongEncoding(): Problem {
  return new Problem(400, 'wrong-encoding', {
    vi: 'Nội dung không phải mã UTF-8. Hãy lưu tệp ở dạng UTF-8 (trong Excel: "CSV UTF-8") rồi gửi lại.',
    en: 'The body is not UTF-8. Save the file as UTF-8 (in Excel: "CSV UTF-8") and send it again.',
  });
}
