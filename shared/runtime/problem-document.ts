import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { HttpAnswer } from './http.ts';
import type { Problem, ProblemMembers } from './problem.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** A refusal as RFC 9457 `application/problem+json`; the type is `about:blank`, clients branch on `code`. */
export function problemDocument(problem: Problem, language: Language, requestId: string): HttpAnswer {
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      ...headersOf(problem),
    },
    body: {
      type: 'about:blank',
      title: TITLES[problem.status] ?? 'Error',
      status: problem.status,
      code: problem.code,
      detail: problem.detail[language],
      requestId,
      ...membersIn(language, problem),
    },
  };
}

/** The further members, with what is wrong told in one language. */
function membersIn(language: Language, { extra }: Problem): ProblemMembers {
  const { issues } = extra;
  if (!issues) return extra;
  const told = issues.map(({ pointer, message }) => ({
    pointer,
    message: typeof message === 'string' ? message : message[language],
  }));
  return { ...extra, issues: told };
}

/** The headers that HTTP clients heed by themselves, from the members of the same meaning. */
function headersOf({ status, extra }: Problem): Record<string, string> {
  const { retryAfterSeconds, allow } = extra;
  return present({
    'retry-after': typeof retryAfterSeconds === 'number' ? String(retryAfterSeconds) : undefined,
    allow: Array.isArray(allow) ? allow.join(', ') : undefined,
    'www-authenticate': status === 401 ? 'Bearer' : undefined,
  });
}
