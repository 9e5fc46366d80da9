import type * as z from 'zod';

/** What a route takes and answers: requests are read with it, answers are checked with it, the document shows it. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tag: 'Retailers' | 'Market' | 'Alerts' | 'Suggestions' | 'Registry' | 'Rules' | 'System';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Content types of bulk files that the route takes, beside or instead of JSON. */
  readonly files?: readonly string[];
  readonly status: 200 | 201 | 204;
  readonly answer?: z.ZodType;
  /** Other answers of success. */
  readonly alsoAnswers?: Readonly<Record<number, z.ZodType>>;
  /** Statuses of refusals beside those that every route of its access has. */
  readonly refusals: readonly number[];
}
