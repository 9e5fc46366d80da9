import { ALERT_OPERATIONS } from './alerts.ts';
import { ARTICLE_OPERATIONS } from './articles.ts';
import { AUDIT_OPERATIONS } from './audit.ts';
import { CALENDAR_OPERATIONS } from './calendar.ts';
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
import { PEOPLE_OPERATIONS } from './people.ts';
import { PLAN_OPERATIONS } from './plans.ts';
import { PRODUCT_OPERATIONS } from './product-stores.ts';
import { REFUSAL_OPERATIONS } from './refusals.ts';
import { REGISTER_OPERATIONS } from './register.ts';
import { REMINDER_OPERATIONS } from './reminders.ts';
import { RULE_OPERATIONS } from './rules.ts';
import { SUGGESTION_OPERATIONS } from './suggestions.ts';
import { TODAY_OPERATIONS } from './today.ts';
import { VERIFICATION_OPERATIONS } from './verifications.ts';

/** The subjects of which staff ask, apart so that the bundle of who answers them holds no forms of files. */
export const STAFF_OPERATIONS = {
  ...ENROLMENT_OPERATIONS,
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
} as const satisfies Readonly<Record<string, Operation>>;
