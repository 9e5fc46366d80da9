import * as z from 'zod';

/** What a route without a query or body takes of it: no parameter and no member. */
export const NOTHING = z.strictObject({});

/** A bulk file as people write it; without examples it is one of bytes. */
export interface FileForm {
  readonly description: string;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: string }>>;
}

/** Under what the document gathers operations, in the order of a reader. */
export const OPERATION_TAGS = [
  'Retailers',
  'Market',
  'Events',
  'Alerts',
  'Suggestions',
  'Registry',
  'People',
  'Rules',
  'System',
] as const;
export type OperationTag = (typeof OPERATION_TAGS)[number];

/** What a route takes and answers: requests are read with it, answers are checked with it, the document shows it. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tag: OperationTag;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** True where leaving the body out says the same as `{}`. */
  readonly bodyIsOptional?: true;
  /** Bulk files that the route takes, beside or instead of JSON, by content type. */
  readonly files?: Readonly<Record<string, FileForm>>;
  readonly status: 200 | 201 | 204;
  readonly answer?: z.ZodType;
  /** True where the answer is a page for people. */
  readonly isPage?: true;
  /** The content types of answers in bytes, given to who asks for them, or to everybody where there is no other answer. */
  readonly answersFile?: string | readonly string[];
  /** Other answers of success. */
  readonly alsoAnswers?: Readonly<Record<number, z.ZodType>>;
  /** Statuses of refusals beside those that every route of its access has. */
  readonly refusals: readonly number[];
}
