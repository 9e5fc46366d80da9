import { type BusinessDay, businessDayOf, daysBetween } from '../business-day.ts';
import type { MatchSettings } from './match-settings.ts';
import { isAgreed, neededProduct, partyKey, type Suggestion } from './suggestion.ts';

/** What people have agreed on that a side's figures do not show yet, in thousandths of a unit. */
export interface Reserved {
  readonly givenMilli: number;
  readonly takenMilli: number;
}

/** Decisions on suggestions made earlier cannot change what figures of the last days show. */
export const DECIDED_DAYS = 14;

export const NOTHING_RESERVED: Reserved = { givenMilli: 0, takenMilli: 0 };

/** What is reserved at a side whose figures are of a day. */
export type ReservedOf = (key: string, figuresOf: BusinessDay) => Reserved;

/**
 * Reads reservations from what was decided for a product under any alert. What was agreed on counts for as many days as
 * figures are trusted, lest a forgotten call block goods for ever; what was moved counts until newer figures show it.
 */
export function reservedOn(
  day: BusinessDay,
  product: string,
  decided: readonly Suggestion[],
  settings: Pick<MatchSettings, 'maxAgeDays'>,
): ReservedOf {
  const agreed = decided.flatMap((suggestion) => {
    const { state, decision } = suggestion;
    const [isGiven, isTaken] = [suggestion.product === product, neededProduct(suggestion) === product];
    if (!(isGiven || isTaken) || !decision) return [];
    const on = businessDayOf(decision.at);
    const isMoved = state === 'completed';
    const isPromised = isAgreed(suggestion) && daysBetween(on, day) <= settings.maxAgeDays;
    if (!isMoved && !isPromised) return [];
    const quantityMilli = decision.quantityMilli ?? suggestion.quantityMilli;
    const [from, to] = [isGiven && partyKey(suggestion.from), isTaken && partyKey(suggestion.to)];
    return [{ from, to, on, isMoved, quantityMilli }];
  });
  if (agreed.length === 0) return () => NOTHING_RESERVED;
  return (key, figuresOf) => {
    let [givenMilli, takenMilli] = [0, 0];
    for (const { from, to, on, isMoved, quantityMilli } of agreed) {
      if (isMoved && figuresOf > on) continue;
      if (from === key) givenMilli += quantityMilli;
      if (to === key) takenMilli += quantityMilli;
    }
    return { givenMilli, takenMilli };
  };
}

/** A proposal as it counts while it may yet be agreed on: as if somebody had accepted it at an instant. */
export function asPromised(
  suggestion: Suggestion,
  { at, quantityMilli = suggestion.quantityMilli }: { readonly at: number; readonly quantityMilli?: number },
): Suggestion {
  return { ...suggestion, state: 'accepted', decision: { at, by: '', quantityMilli } };
}
