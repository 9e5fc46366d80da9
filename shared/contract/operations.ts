import type * as z from 'zod';
import { CATALOGUE_OPERATIONS } from './catalogue.ts';
import type { Operation } from './operation.ts';
import { OWN_DAY_OPERATIONS } from './own-day.ts';
import { REPORT_OPERATIONS } from './reports.ts';
import type { RouteKey } from './routes.ts';
import { STAFF_OPERATIONS } from './staff-operations.ts';
import { SYSTEM_OPERATIONS } from './system.ts';

/** An operation has the key of its route. */
export type OperationKey = RouteKey;

/** All operations, from the files of their subjects; the compiler demands one for each route. */
export const OPERATIONS = {
  ...SYSTEM_OPERATIONS,
  ...CATALOGUE_OPERATIONS,
  ...REPORT_OPERATIONS,
  ...OWN_DAY_OPERATIONS,
  ...STAFF_OPERATIONS,
} as const satisfies Record<OperationKey, Operation>;

type Operations = typeof OPERATIONS;

/** What a route answers, as its use case gives it; use cases hand out read-only values. */
export type AnswerOf<Key extends OperationKey> = Operations[Key] extends {
  readonly answer: infer Schema extends z.ZodType;
}
  ? ReadOnly<z.input<Schema>>
  : undefined;

/** What a route takes, once its schema has read it. */
export type RequestOf<Key extends OperationKey, Part extends 'params' | 'query' | 'body'> = Operations[Key] extends {
  readonly [Name in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

/** A value as it is handed on: nobody changes it. */
export type ReadOnly<T> = T extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: ReadOnly<T[Name]> }
    : T;
