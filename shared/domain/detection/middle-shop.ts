/**
 * The shops behind a move, and the one in their middle.
 *
 * 1. Each shop is compared with what its rung compares prices with: its own reference, that of a lag, or the ceiling.
 * 2. Sort them by their changes. Over a ceiling only those above it count.
 * 3. Of a rise the middle one is at rank floor((n + 1) / 2), of a fall at ceil((n + 1) / 2): with two in the middle the
 *    smaller change, so that it never overstates.
 *
 * A median of an even number is nobody's change, and medians of prices divide to another figure than the median change.
 * One shop's two prices always divide to its own (decision 037).
 */
import { DRIFT_LAGS, type Quote } from '../history/quote.ts';
import type { Direction, Rung } from '../level.ts';
import { present } from '../present.ts';
import { changePctOf } from './agreement.ts';
import type { Evidence, ShopChange } from './episode.ts';

/** What says against which price a rung holds each shop's. */
export type Comparison = Pick<Evidence, 'rung' | 'lagDays' | 'seasonPct'>;

const LAGS: readonly (number | undefined)[] = DRIFT_LAGS;

/** What a rung compares a shop's price with; undefined where it has nothing, and of a rung that compares no prices. */
export function comparedWithIn(quote: Quote, { rung, lagDays, seasonPct = 0 }: Comparison): number | undefined {
  if (rung === 'ceiling') return quote.ceiling;
  if (rung === 'trailing') return quote.reference;
  if (rung === 'season') return quote.reference && quote.reference * (1 + seasonPct / 100);
  if (rung === 'drift') return quote.drift?.[LAGS.indexOf(lagDays)];
  return undefined;
}

/** True for a shop beyond the threshold: on its own part, whatever the others did. */
export function isBeyond(
  { price, comparedWith, changePct }: Omit<ShopChange, 'store'>,
  direction: Direction,
  { rung, thresholdPct }: Pick<Evidence, 'rung' | 'thresholdPct'>,
): boolean {
  if (rung === 'ceiling') return price > comparedWith;
  return (direction === 'up' ? changePct : -changePct) >= thresholdPct;
}

/** The order of changes: ascending, and by their stores where they are equal. */
export function byRelative<T extends { readonly store: string; readonly price: number }>(
  comparedWithOf: (one: T) => number,
): (a: T, b: T) => number {
  return (a, b) => a.price / comparedWithOf(a) - b.price / comparedWithOf(b) || (a.store < b.store ? -1 : 1);
}

/** The one in the middle of ascending changes: of two the smaller change. Undefined of none. */
export function inTheMiddle<T>(ascending: readonly T[], direction: Direction): T | undefined {
  const rank = (ascending.length + 1) / 2;
  return ascending[(direction === 'up' ? Math.floor(rank) : Math.ceil(rank)) - 1];
}

/** So many of the shops farthest from their own price are kept with the evidence. */
const FURTHEST = 3;

/** The middle shop of a move and those farthest beyond the threshold, the farthest first; none of a rung without prices. */
export function shopsOfMove(
  quotes: readonly Quote[],
  direction: Direction,
  evidence: Comparison & Pick<Evidence, 'thresholdPct'>,
): Pick<Evidence, 'middle' | 'furthest'> {
  const compared: ShopChange[] = [];
  for (const quote of quotes) {
    const comparedWith = comparedWithIn(quote, evidence);
    if (comparedWith !== undefined) compared.push(changeOf(quote, comparedWith));
  }
  const beyond = compared.filter((shop) => isBeyond(shop, direction, evidence));
  const counted = countsOnlyBeyond(evidence.rung) ? beyond : compared;
  const ascending = byRelative<ShopChange>(({ comparedWith }) => comparedWith);
  const middle = inTheMiddle(counted.toSorted(ascending), direction);
  if (!middle) return {};
  const sign = direction === 'up' ? -1 : 1;
  return { middle, furthest: beyond.toSorted((a, b) => sign * ascending(a, b)).slice(0, FURTHEST) };
}

/** Over a ceiling only the excesses have a middle; elsewhere all changes do. */
export function countsOnlyBeyond(rung: Rung): boolean {
  return rung === 'ceiling';
}

function changeOf({ from, price, daysAgo }: Quote, comparedWith: number): ShopChange {
  return present({
    store: from.store,
    price,
    comparedWith,
    changePct: changePctOf(price / comparedWith),
    daysAgo: daysAgo === 0 ? undefined : daysAgo,
  });
}
