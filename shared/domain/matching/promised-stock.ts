import { type BusinessDay, businessDayOf, daysBetween } from '../business-day.ts';
import type { MatchSettings } from './match-settings.ts';
import { asPromised, DECIDED_DAYS, reservedOn } from './reserved-stock.ts';
import { partyKey, type Suggestion } from './suggestion.ts';

/** That somebody accepts, or is about to accept, a suggestion to carry so much. */
export interface StockPromise {
  readonly suggestion: string;
  readonly quantityMilli: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A promise of the same giver and product to somebody else, with its suggestion as it stands now. */
export interface OtherPromise {
  readonly promise: StockPromise;
  readonly suggestion: Suggestion;
}

/**
 * How much of what a suggestion's giver could spare is promised to others, in thousandths of a unit. A promise whose
 * suggestion is still a proposal counts: somebody is accepting it just now, or broke off and may go on.
 */
export function promisedToOthers(
  { from, product, figures }: Suggestion,
  others: readonly OtherPromise[],
  today: BusinessDay,
  settings: Pick<MatchSettings, 'maxAgeDays'>,
): number {
  const decided = others.map(({ promise, suggestion }) =>
    suggestion.state === 'proposed' ? asPromised(suggestion, promise) : suggestion,
  );
  return reservedOn(today, product, decided, settings)(partyKey(from), figures.from).givenMilli;
}

/**
 * The promises of a giver with one more, without those that can no longer count. Promised again, the larger quantity
 * stands until the suggestion itself tells which of the two was agreed on.
 */
export function withPromise(kept: readonly StockPromise[], next: StockPromise): StockPromise[] {
  const earlier = kept.find(({ suggestion }) => suggestion === next.suggestion);
  const others = kept.filter(
    ({ suggestion, at }) =>
      suggestion !== next.suggestion && daysBetween(businessDayOf(at), businessDayOf(next.at)) <= DECIDED_DAYS,
  );
  return [...others, { ...next, quantityMilli: Math.max(next.quantityMilli, earlier?.quantityMilli ?? 0) }];
}
