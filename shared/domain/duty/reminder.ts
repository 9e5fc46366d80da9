import type { BusinessDay } from '../business-day.ts';
import type { StoreKey } from '../store.ts';

/** That a shop is reminded of its report: one a shop and day. Whom it goes to is read when it is sent. */
export interface Reminder {
  readonly day: BusinessDay;
  readonly store: StoreKey;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Who had it reminded; absent where the clock did, at the time that the desk has set. */
  readonly by?: string;
  /** A sentence of the person's own. */
  readonly note?: string;
  readonly state: ReminderState;
  readonly attempts: number;
  /** Nobody sends it before. */
  readonly notBefore: number;
}

/** `no-address`: the contact has no e-mail, and the retailer no webhook; `no-mail`: the deployment sends none; `failed`: it could not be sent, or mail to that address came back before. */
export const REMINDER_STATES = ['waiting', 'sent', 'failed', 'no-address', 'no-mail'] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

/** True where nobody has been reminded and nobody will be: the shop must be called. */
export function reachedNobody(state: ReminderState): boolean {
  return state !== 'waiting' && state !== 'sent';
}
