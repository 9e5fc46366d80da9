import { type BusinessDay, daysBetween } from '../business-day.ts';
import type { StoreBalance } from '../history/balance.ts';
import { demandOver } from '../history/weekday-demand.ts';
import { isSupplier } from '../store.ts';
import { daysOfCover } from './cover.ts';
import { freshnessOf, type MatchSettings } from './match-settings.ts';
import { NOTHING_RESERVED, type Reserved } from './reserved-stock.ts';

/** Why a store neither gives nor takes. */
export type NoPart = 'figures-too-old' | 'stock-unknown' | 'demand-unknown' | 'enough-for-itself' | 'promised-already';

/** What a store could give, or needs, in thousandths of a unit and in whole units; nobody is both. */
export type StockPosition =
  | { readonly kind: 'giver'; readonly surplusMilli: number; readonly keepBackMilli: number }
  | { readonly kind: 'receiver'; readonly needMilli: number; readonly coverDays: number }
  | { readonly kind: 'none'; readonly reason: NoPart };

/** True for a store whose figures say nothing any more. */
export function isTooOld(standing: StockPosition): boolean {
  return standing.kind === 'none' && standing.reason === 'figures-too-old';
}

/**
 * A store's standing on a day. A supplier's stock is an offer. A shop gives what is left after the days it keeps back,
 * and takes up to its target if it is short, both by what is sold on the weekdays ahead, never more than it sells before
 * the goods spoil. What people have agreed on is off the surplus and the need; a store that has promised goods takes none, and
 * the other way round.
 *
 * @returns `none` with the reason where there is no basis: no number is better than an invented one.
 */
export function stockPosition(
  balance: StoreBalance,
  shelfLifeDays: number,
  day: BusinessDay,
  settings: MatchSettings,
  reserved: Reserved = NOTHING_RESERVED,
): StockPosition {
  if (daysBetween(balance.date, day) > settings.maxAgeDays) return { kind: 'none', reason: 'figures-too-old' };
  const { stockMilli, demandPerDayMilli, incomingMilli = 0 } = balance;
  if (stockMilli === undefined) return { kind: 'none', reason: 'stock-unknown' };
  if (isSupplier(balance.channel)) return giver(stockMilli, 0, reserved);
  if (demandPerDayMilli === undefined) return { kind: 'none', reason: 'demand-unknown' };

  const known = { ...balance, demandPerDayMilli };
  const freshness = freshnessOf(shelfLifeDays, settings);
  const coverDays = daysOfCover(stockMilli, demandPerDayMilli);
  if (coverDays !== undefined && coverDays < settings.triggerDays) {
    if (reserved.givenMilli > 0) return { kind: 'none', reason: 'promised-already' };
    const target = demandOver(known, day, Math.min(settings.targetDays[freshness], shelfLifeDays));
    const needMilli = wholeUnits(target - stockMilli - incomingMilli - reserved.takenMilli);
    return needMilli > 0 ? { kind: 'receiver', needMilli, coverDays } : { kind: 'none', reason: 'enough-for-itself' };
  }
  // Stock that would spoil before it is sold is free to give, so no more than the shelf life is kept back.
  const keepBackMilli = Math.ceil(demandOver(known, day, Math.min(settings.keepBackDays[freshness], shelfLifeDays)));
  return giver(stockMilli, keepBackMilli, reserved);
}

function giver(stockMilli: number, keepBackMilli: number, { givenMilli, takenMilli }: Reserved): StockPosition {
  if (takenMilli > 0) return { kind: 'none', reason: 'promised-already' };
  const surplusMilli = wholeUnits(stockMilli - keepBackMilli - givenMilli);
  return surplusMilli > 0
    ? { kind: 'giver', surplusMilli, keepBackMilli }
    : { kind: 'none', reason: 'enough-for-itself' };
}

/** Rounds down: nobody carries a third of a bunch. */
export function wholeUnits(milli: number): number {
  return Math.max(0, Math.floor(milli / 1000) * 1000);
}
