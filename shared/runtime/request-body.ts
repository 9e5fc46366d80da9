import { type $ZodType, type output, safeParse } from 'zod/v4/core';
import { inVietnamese } from '#contract/issue-words.ts';
import type { HttpRequest } from './http.ts';
import { Problem } from './problem.ts';
import { textOf } from './utf8.ts';

const MAX_ISSUES = 20;

/** The body as JSON. Raises `malformed-json` (400) or `wrong-encoding` (400). */
export function readJson(request: Pick<HttpRequest, 'body'>): unknown {
  const text = readText(request);
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

/** The value in the schema's shape. Raises `invalid-request` (422) with at most 20 issues as pointer and message. */
export function parseWith<Schema extends $ZodType>(schema: Schema, value: unknown): output<Schema> {
  const parsed = safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    pointer: issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message: { vi: inVietnamese(issue), en: issue.message },
  }));
  const first = issues[0];
  const at = first && first.pointer !== '' ? ` (${first.pointer})` : '';
  throw new Problem(
    422,
    'invalid-request',
    {
      vi: `Nội dung gửi lên không đúng cấu trúc${at}. Xem danh sách "issues".`,
      en: `The body does not have the expected shape${at}: ${first?.message.en ?? ''}. See "issues".`,
    },
    { issues },
  );
}

function wrongEncoding(): Problem {
  return new Problem(400, 'wrong-encoding', {
    vi: 'Nội dung không phải mã UTF-8. Hãy lưu tệp ở dạng UTF-8 (trong Excel: "CSV UTF-8") rồi gửi lại.',
    en: 'The body is not UTF-8. Save the file as UTF-8 (in Excel: "CSV UTF-8") and send it again.',
  });
}
