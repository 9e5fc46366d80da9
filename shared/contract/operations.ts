import type * as z from 'zod';
import { ALERT_OPERATIONS } from './alerts.ts';
import { ARTICLE_OPERATIONS } from './articles.ts';
import { AUDIT_OPERATIONS } from './audit.ts';
import { CALENDAR_OPERATIONS } from './calendar.ts';
import { CATALOGUE_OPERATIONS } from './catalogue.ts';
import { COVERAGE_OPERATIONS } from './coverage.ts';
import { DESK_OPERATIONS } from './desk.ts';
import { DOUBT_OPERATIONS } from './doubts.ts';
import { ENROLMENT_OPERATIONS } from './enrolments.ts';
import { EVENT_OPERATIONS } from './events.ts';
import { EVIDENCE_OPERATIONS } from './evidence.ts';
import { HOLD_OPERATIONS } from './holds.ts';
import { MARKET_OPERATIONS } from './market.ts';
import { MATCH_SETTINGS_OPERATIONS } from './match-settings.ts';
import type { Operation } from './operation.ts';
import { OWN_DAY_OPERATIONS } from './own-day.ts';
import { PEOPLE_OPERATIONS } from './people.ts';
import { PLAN_OPERATIONS } from './plans.ts';
import { PRODUCT_OPERATIONS } from './product-stores.ts';
import { REFUSAL_OPERATIONS } from './refusals.ts';
import { REGISTER_OPERATIONS } from './register.ts';
import { REMINDER_OPERATIONS } from './reminders.ts';
import { REPORT_OPERATIONS } from './reports.ts';
import type { RouteKey } from './routes.ts';
import { RULE_OPERATIONS } from './rules.ts';
import { SUGGESTION_OPERATIONS } from './suggestions.ts';
import { SYSTEM_OPERATIONS } from './system.ts';
import { TODAY_OPERATIONS } from './today.ts';
import { VERIFICATION_OPERATIONS } from './verifications.ts';

/** An operation has the key of its route. */
export type OperationKey = RouteKey;

/** All operations, from the files of their subjects; the compiler demands one for each route. */
export const OPERATIONS = {
  ...SYSTEM_OPERATIONS,
  ...CATALOGUE_OPERATIONS,
  ...REPORT_OPERATIONS,
  ...ENROLMENT_OPERATIONS,
  ...OWN_DAY_OPERATIONS,
  ...ARTICLE_OPERATIONS,
  ...MARKET_OPERATIONS,
  ...TODAY_OPERATIONS,
  ...PRODUCT_OPERATIONS,
  ...CALENDAR_OPERATIONS,
  ...COVERAGE_OPERATIONS,
  ...REMINDER_OPERATIONS,
  ...DOUBT_OPERATIONS,
  ...DESK_OPERATIONS,
  ...EVENT_OPERATIONS,
  ...PLAN_OPERATIONS,
  ...ALERT_OPERATIONS,
  ...EVIDENCE_OPERATIONS,
  ...VERIFICATION_OPERATIONS,
  ...SUGGESTION_OPERATIONS,
  ...REFUSAL_OPERATIONS,
  ...HOLD_OPERATIONS,
  ...REGISTER_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...RULE_OPERATIONS,
  ...MATCH_SETTINGS_OPERATIONS,
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
