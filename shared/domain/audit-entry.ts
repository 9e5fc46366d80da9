/** What people change or look at, by stable names; `wording/actions.ts` puts them into words. */
export const AUDIT_ACTIONS = [
  'verify',
  'put-store',
  'put-retailer',
  'put-articles',
  'issue-key',
  'revoke-key',
  'print-enrolment',
  'enrol-phone',
  'event-acknowledge',
  'event-assign',
  'event-resolve',
  'event-silence',
  'event-false-alarm',
  'alert-acknowledge',
  'alert-resolve',
  'alert-silence',
  'alert-false-alarm',
  'set-threshold',
  'set-ceiling',
  'set-matching',
  'set-desk',
  'set-hold',
  'lift-hold',
  'suggestion-accepted',
  'suggestion-changed',
  'suggestion-declined',
  'suggestion-completed',
  'take-back-refusal',
  'enter-person',
  'put-person',
  'take-over-account',
  'invite-person',
  'disable-person',
  'reset-second-factor',
  'erase-person',
  'confirm-price',
  'drop-price',
  'remind',
  'forget-contact',
  'look-at-contacts',
  'look-at-evidence',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What a person changed, or looked at; `before` is absent for something new, `after` for something gone. */
export interface Change {
  readonly action: AuditAction;
  /** What was changed, such as `threshold/01.0004`. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One line of the audit trail: who changed what, and how it stood before and after. */
export interface AuditEntry extends Omit<Change, 'action'> {
  /** As it was kept: what an older version called it may have no words any more. */
  readonly action: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: string;
}
