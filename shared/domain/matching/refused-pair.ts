import { addDays, type BusinessDay } from '../business-day.ts';
import { type DeclineReason, isLasting, type LastingReason, partyKey, type Suggestion } from './suggestion.ts';

/** A pair that is not proposed for a product, whatever the alert. */
export interface RefusedPair {
  readonly product: string;
  /** Keys of both sides. */
  readonly from: string;
  readonly to: string;
  readonly reason: LastingReason;
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Afterwards it is proposed again: contracts come, and people change their minds. */
  readonly through: BusinessDay;
}

/** What is remembered of a declined suggestion beyond its alert; nothing when the reason may be gone tomorrow. */
export function refusalOf(
  suggestion: Suggestion,
  { reason, by, at }: { readonly reason: DeclineReason; readonly by: string; readonly at: number },
  today: BusinessDay,
  refusalDays: number,
): RefusedPair | undefined {
  if (!isLasting(reason)) return undefined;
  const { product, from, to } = suggestion;
  return { product, from: partyKey(from), to: partyKey(to), reason, by, at, through: addDays(today, refusalDays) };
}

/**
 * The pairs that must not be proposed for a product on a day: those refused for long, and those declined for this alert.
 * What was declined for a reason that lasts is proposed again, also for this alert, once its refusal was taken back.
 */
export function refusedOn(
  day: BusinessDay,
  lasting: readonly RefusedPair[],
  ofAlert: readonly Suggestion[],
): { readonly product: string; readonly from: string; readonly to: string }[] {
  const declined = ofAlert.filter(({ state, decision }) => state === 'declined' && !isLasting(decision?.reason));
  return [
    ...lasting.filter(({ through }) => through >= day).map(({ product, from, to }) => ({ product, from, to })),
    ...declined.map(({ product, from, to }) => ({ product, from: partyKey(from), to: partyKey(to) })),
  ];
}
