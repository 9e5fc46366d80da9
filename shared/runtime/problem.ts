import type { Bilingual } from '#domain/language.ts';

/** One thing that is wrong in a request, and where; told in the caller's language. */
export interface Issue {
  readonly pointer: string;
  readonly message: Bilingual | string;
}

/** Further members of a problem document, for example `rejected` or `retryAfterSeconds`. */
export interface ProblemMembers {
  readonly issues?: readonly Issue[];
  readonly [member: string]: unknown;
}

/** An expected refusal of a whole request, in the caller's terms; sent as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** Stable English code: clients may branch on it. */
  readonly code: string;
  readonly detail: Bilingual;
  readonly extra: ProblemMembers;

  constructor(status: number, code: string, detail: Bilingual, extra: ProblemMembers = {}) {
    super(`${code}: ${detail.en}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.extra = extra;
  }
}
