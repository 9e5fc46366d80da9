import type { Bilingual } from '#domain/language.ts';

/** An expected refusal of a whole request, in the caller's terms; sent as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** Stable English code: clients may branch on it. */
  readonly code: string;
  readonly detail: Bilingual;
  /** Further members of the problem document, for example `rejected` or `retryAfterSeconds`. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, detail: Bilingual, extra: Readonly<Record<string, unknown>> = {}) {
    super(`${code}: ${detail.en}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.extra = extra;
  }
}
