import { fromDayNumber, toDayNumber } from '../business-day.ts';
import { reportedPrices } from '../history/reported-prices.ts';
import { seriesKeysOf } from '../history/series-key.ts';
import {
  changedDays,
  hasChangedSince,
  lastPriceOf,
  paceSince,
  repeatsOf,
  type StoreMemory,
} from '../history/store-memory.ts';
import type { StoreDay } from '../report/report.ts';
import { isSupplier, retailerOf, type StoreKey } from '../store.ts';
import { quantitiesOf, type StoresOfDay } from './store-facts.ts';

/** A feed is told as frozen where it would stand still for so long by chance once in so many times. */
const LEAST_CHANCE = 1 / 3_000;
/** Reporting days before it stood still from which a store's own pace is known. */
const OWN_PACE_DAYS = 28;
/** Reporting days that a feed must stand still at least: a holiday or a weekly price list is no fault. */
const LEAST_STILL_DAYS = 5;
/** Where only others tell a pace, which need not be the store's own, it takes about four weeks. */
const LEAST_STILL_DAYS_OF_OTHERS = 24;
const OTHERS_DAYS = 28;
/** Fewer prices of other retailers tell no pace. */
const LEAST_PRICES_OF_OTHERS = 200;

/**
 * Stores whose feed repeats itself: neither a price nor a stock is new today, and the store has stood still for longer
 * than chance explains, (1 - p)^n at most 1 in 3,000 for n reporting days of a store that changes some price on a share p
 * of its days. Where its own past is too short, p follows from how often the place's other retailers change a price.
 *
 * The feed should be looked at; its prices count as they are told.
 */
export function frozenStores(day: Omit<StoresOfDay, 'place'>): ReadonlySet<StoreKey> {
  if (day.rules.isShut(day.date)) return NOBODY;
  const memories = new Map(day.stores.map((memory) => [memory.store, memory]));
  const frozen = day.reports.filter((report) => {
    const memory = memories.get(report.store);
    if (!memory || isSupplier(report.channel) || hasMovedLately(memory)) return false;
    return tellsNothingNew(report, memory) && standsStill(memory, day);
  });
  return new Set(frozen.map(({ store }) => store));
}

const NOBODY: ReadonlySet<StoreKey> = new Set();

/** True for nearly every store, which spares the reading of its rows; also for one that has hardly reported yet. */
function hasMovedLately(memory: StoreMemory): boolean {
  const since = memory.days.at(1 - LEAST_STILL_DAYS);
  return since === undefined || hasChangedSince(memory, since);
}

/** A price that is held back is not remembered: it is old if it is still the one that waits. */
function tellsNothingNew({ rows, channel }: StoreDay, memory: StoreMemory): boolean {
  return (
    reportedPrices(rows, channel).every(
      ({ key, price }) => lastPriceOf(memory, key) === price || repeatsOf(memory, key, price) > 0,
    ) &&
    [...quantitiesOf(rows)].every(
      ([product, { stock }]) => stock === undefined || memory.stock[product]?.stock === stock,
    )
  );
}

function standsStill(memory: StoreMemory, { date, stores, rules }: Omit<StoresOfDay, 'place' | 'reports'>): boolean {
  const changed = changedDays(memory);
  const lastChange = Math.max(...changed, Number.NEGATIVE_INFINITY);
  const earlier = memory.days.filter((day) => day <= lastChange).length;
  const still = 1 + memory.days.slice(earlier).filter((day) => !rules.isShut(fromDayNumber(day))).length;
  const isOwn = earlier >= OWN_PACE_DAYS;
  if (still < (isOwn ? LEAST_STILL_DAYS : LEAST_STILL_DAYS_OF_OTHERS)) return false;
  const chanceOfStillDay = isOwn ? 1 - changed.size / earlier : stillDayByOthers(memory, stores, toDayNumber(date));
  return chanceOfStillDay !== undefined && chanceOfStillDay ** still <= LEAST_CHANCE;
}

/** The chance that none of a store's prices changes on a day, as the other retailers' prices change; undefined if few are known. */
function stillDayByOthers(memory: StoreMemory, stores: readonly StoreMemory[], today: number): number | undefined {
  let [reports, changes] = [0, 0];
  for (const other of stores) {
    if (isSupplier(other.channel) || retailerOf(other.store) === retailerOf(memory.store)) continue;
    const pace = paceSince(other, today - OTHERS_DAYS);
    reports += pace.reports;
    changes += pace.changes;
  }
  if (reports < LEAST_PRICES_OF_OTHERS) return undefined;
  const prices = seriesKeysOf(memory.prices).filter((key) => lastPriceOf(memory, key) !== undefined).length;
  return (1 - changes / reports) ** prices;
}
