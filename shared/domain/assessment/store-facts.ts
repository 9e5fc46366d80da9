import { type BusinessDay, fromDayNumber, toDayNumber } from '../business-day.ts';
import type { Episode } from '../detection/episode.ts';
import type { Rules } from '../detection/rules.ts';
import type { StoreBalance } from '../history/balance.ts';
import { BEYOND_ANY_MARKET, DOUBTS, doubtsOf, isDisplaced } from '../history/doubt.ts';
import type { Quote, StoreEntry } from '../history/quote.ts';
import { reportedPrices } from '../history/reported-prices.ts';
import { parseSeriesKey, type SeriesKey, seriesKey, seriesKeysOf } from '../history/series-key.ts';
import { demandBasis, usualStock } from '../history/stock-memory.ts';
import {
  demandPerDay,
  emptyMemory,
  forgetBefore,
  forgetDuring,
  lastPriceOf,
  lastReportOf,
  pastsAsOf,
  type Remembered,
  remember,
  repeatsOf,
  type StoreMemory,
} from '../history/store-memory.ts';
import { addSupplies, type Supply } from '../history/supply.ts';
import { followsWeek } from '../history/weekday-demand.ts';
import { present } from '../present.ts';
import { isCarried, type StoreDay, toldRows } from '../report/report.ts';
import { isSupplier, retailerOf } from '../store.ts';
import { quotesOfSeries, type StoreFacts } from './pooled-quotes.ts';

export interface StoresOfDay {
  readonly place: string;
  readonly date: BusinessDay;
  readonly stores: readonly StoreMemory[];
  readonly reports: readonly StoreDay[];
  readonly rules: Rules;
}

/** Stock under this share of the usual, with cover under the trigger, makes a store short. */
export const SHORT_STOCK_RATIO = 0.6;

/** Compares the stores' reports with their own past: one quote per store, product and price type. */
export function quotesOfStores(day: StoresOfDay): StoreFacts {
  const memories = new Map(day.stores.map((memory) => [memory.store, memory]));
  const reports = new Map(day.reports.map((report) => [report.store, report]));
  const stores: StoreEntry[] = [];
  const quotes: Quote[] = [];
  const absent: Quote[] = [];
  const supplies = new Map<string, Supply>();
  for (const key of [...new Set([...memories.keys(), ...reports.keys()])].sort()) {
    const report = reports.get(key);
    const memory = memories.get(key) ?? emptyMemory(key, report?.channel ?? 'market');
    const channel = report?.channel ?? memory.channel;
    const history = report?.source === 'history';
    const from: StoreEntry = { store: key, retailer: retailerOf(key), channel, place: day.place, history };
    stores.push(from);
    if (!report) {
      absent.push(...lastReported(memory, from, day));
      continue;
    }
    for (const quote of quotesOf(report, memory, from, day)) quotes.push(quote);
    absent.push(...carriedOn(report, memory, from, day));
    if (isSupplier(channel)) continue;
    for (const [product, supply] of suppliesOf(report, memory, day.rules.settings.shortCoverDays)) {
      const sum = supplies.get(product);
      supplies.set(product, sum ? addSupplies(sum, supply) : supply);
    }
  }
  return {
    stores,
    quotes: quotesOfSeries(quotes),
    absent,
    supplies: [...supplies].map(([product, supply]) => ({ product, supply })),
  };
}

/** What a silent store said last of the retail products that it is still expected to report. */
function lastReported(memory: StoreMemory, from: StoreEntry, day: StoresOfDay): Quote[] {
  if (isSupplier(memory.channel)) return [];
  const today = toDayNumber(day.date);
  const pasts = pastsAsOf(memory, day.date);
  return seriesKeysOf(memory.prices).flatMap((key) => {
    const { product, priceType } = parseSeriesKey(key);
    const last = priceType === 'retail' ? lastReportOf(memory, key) : undefined;
    if (last === undefined || today - last > day.rules.settings.expectedDays) return [];
    const { reference, drift } = pasts(key);
    return [
      {
        from,
        product,
        priceType,
        price: lastPriceOf(memory, key) as number,
        reference,
        drift,
        ceiling: undefined,
        doubt: undefined,
        confirmed: false,
        daysAgo: today - last,
      },
    ];
  });
}

/**
 * What a store said last of the products that it sent along untouched: it is there, so it counts among the known, and nobody
 * knows what it asks today, so it is compared with nothing.
 */
function carriedOn(report: StoreDay, memory: StoreMemory, from: StoreEntry, day: StoresOfDay): Quote[] {
  const carried = new Set(report.rows.filter(isCarried).map(({ product }) => product));
  if (carried.size === 0) return [];
  for (const { product, priceType } of reportedPrices(report.rows, report.channel)) {
    if (priceType === 'retail') carried.delete(product);
  }
  return lastReported(memory, from, day)
    .filter(({ product }) => carried.has(product))
    .map((quote) => ({ ...quote, reference: undefined, drift: undefined }));
}

function quotesOf(report: StoreDay, memory: StoreMemory, from: StoreEntry, day: StoresOfDay): Quote[] {
  const pasts = pastsAsOf(memory, day.date);
  const reported = reportedPrices(report.rows, report.channel);
  const quotes = reported.map(({ key, product, priceType, price, confirmed }): Quote => {
    const { reference, drift } = pasts(key);
    return {
      from,
      product,
      priceType,
      price,
      reference,
      drift,
      ceiling: priceType === 'retail' ? day.rules.ceilingAt(product, report.reportedAt) : undefined,
      doubt: undefined,
      confirmed,
      daysAgo: 0,
    };
  });
  if (!quotes.some(isDisplaced)) return quotes;
  const doubts = doubtsOf(
    reported.map(({ key, product, price }, position) => ({
      product,
      price,
      reference: quotes[position]?.reference,
      previous: lastPriceOf(memory, key),
      repeats: repeatsOf(memory, key, price),
    })),
    day.rules.isShut(day.date) ? BEYOND_ANY_MARKET : DOUBTS,
  );
  return doubts ? quotes.map((quote, position) => ({ ...quote, doubt: doubts[position] })) : quotes;
}

interface Stocked {
  stock?: number;
  sold?: number;
  incoming?: number;
}

/** Quantities of a product over all its rows in a store that say something; products without any are left out. */
export function quantitiesOf(rows: StoreDay['rows']): Map<string, Stocked> {
  const byProduct = new Map<string, Stocked>();
  for (const { product, stockMilli, soldMilli, incomingMilli } of toldRows(rows)) {
    if (stockMilli === undefined && soldMilli === undefined && incomingMilli === undefined) continue;
    let sum = byProduct.get(product);
    if (!sum) {
      sum = {};
      byProduct.set(product, sum);
    }
    if (stockMilli !== undefined) sum.stock = (sum.stock ?? 0) + stockMilli;
    if (soldMilli !== undefined) sum.sold = (sum.sold ?? 0) + soldMilli;
    if (incomingMilli !== undefined) sum.incoming = (sum.incoming ?? 0) + incomingMilli;
  }
  return byProduct;
}

function suppliesOf(report: StoreDay, memory: StoreMemory, shortCoverDays: number): [string, Supply][] {
  return [...quantitiesOf(report.rows)].flatMap(([product, { stock, sold }]) => {
    if (stock === undefined) return [];
    const series = memory.stock[product];
    const demand = demandPerDay(memory, product) ?? (stock > 0 ? sold : undefined) ?? 0;
    const usual = usualStock(series);
    const short =
      demand > 0 && stock / demand < shortCoverDays && usual !== undefined && stock < SHORT_STOCK_RATIO * usual;
    const supply: Supply = {
      stores: 1,
      // Today's stock counts against the usual stock of the same store only: a store without a past has neither.
      stockMilli: usual === undefined ? 0 : stock,
      usualStockMilli: usual ?? 0,
      demandPerDayMilli: demand,
      coveredStockMilli: demand > 0 ? stock : 0,
      shortStores: short ? 1 : 0,
      soldMilli: sold ?? 0,
    };
    return [[product, supply] as [string, Supply]];
  });
}

/**
 * The memories of all known stores after the day. Doubted prices are not remembered, nor prices and sales of the closing
 * days of Tết: what is no market price must not become the reference of tomorrow. Where the place has an episode of a
 * product, its stores' references stand still. Where one has ended today, its days are forgotten, or all before them if
 * the price has settled at a new level: else drift would tell the same move again, or its end as a move.
 */
export function rememberStores(
  day: StoresOfDay,
  facts: StoreFacts,
  doubted: ReadonlySet<Quote>,
  watchedProducts: ReadonlySet<string>,
  ended: readonly Episode[],
): StoreMemory[] {
  const memories = new Map(day.stores.map((memory) => [memory.store, memory]));
  const reports = new Map(day.reports.map((report) => [report.store, report]));
  const marketsAreShut = day.rules.isShut(day.date);
  const quotesOf = Map.groupBy(marketsAreShut ? [] : facts.quotes.flat(), ({ from }) => from);
  const standsStill = new Set([...watchedProducts].map((product) => seriesKey(product, 'retail')));
  return facts.stores.flatMap((entry) => {
    const memory = memories.get(entry.store) ?? emptyMemory(entry.store, entry.channel);
    const report = reports.get(entry.store);
    const next = remember(
      { ...memory, channel: entry.channel },
      day.date,
      report && { ...rememberedOf(report, quotesOf.get(entry) ?? [], doubted), marketsAreShut },
      standsStill,
    );
    if (!next) return [];
    return [ended.reduce((known, episode) => forgetMove(known, episode, day), next)];
  });
}

/**
 * After a move the past starts anew at the level that has settled, or goes on without the days of the move. Of a move that
 * nobody could judge any more these end with its last day: what other stores have told since then is their past.
 */
function forgetMove(
  memory: StoreMemory,
  { product, resolution, openedOn, lastDay, calmDays }: Episode,
  { date, rules: { settings } }: StoresOfDay,
): StoreMemory {
  const key = seriesKey(product, 'retail');
  // After calm days the stores that told the move are back, or gone: only for others is its height the new level.
  const hasSettled = resolution === 'new-level' && calmDays < settings.calmDays;
  if (hasSettled) return forgetBefore(memory, key, settings.newLevelDays);
  return forgetDuring(memory, key, openedOn, resolution === 'no-longer-reported' ? lastDay : date);
}

function rememberedOf(report: StoreDay, quotes: readonly Quote[], doubted: ReadonlySet<Quote>): Remembered {
  const prices = new Map<SeriesKey, number>();
  const heldBack = new Map<SeriesKey, number>();
  for (const quote of quotes) {
    (doubted.has(quote) ? heldBack : prices).set(seriesKey(quote.product, quote.priceType), quote.price);
  }
  const quantities = quantitiesOf(report.rows);
  if (quantities.size === 0) return { prices, heldBack, stock: [] };
  const priceOf = new Map<string, number>();
  for (const row of toldRows(report.rows)) priceOf.set(row.product, row.price);
  return {
    prices,
    heldBack,
    stock: [...quantities].map(([product, stocked]) => ({ product, price: priceOf.get(product) ?? 0, ...stocked })),
  };
}

/** The latest stock of every store, for matching: only products whose stock was ever reported. */
export function balancesOf(memories: readonly StoreMemory[]): StoreBalance[] {
  return memories.flatMap((memory) =>
    Object.entries(memory.stock).flatMap(([product, series]) => {
      if (series.stock === undefined) return [];
      const demand = demandPerDay(memory, product);
      return [
        present({
          store: memory.store,
          channel: memory.channel,
          product,
          date: fromDayNumber(series.lastDay),
          price: series.price,
          stockMilli: series.stock,
          incomingMilli: series.incoming,
          demandPerDayMilli: demand,
          demandBasis: demand === undefined ? undefined : demandBasis(series),
          weekdays: memory.weekdays && followsWeek(series) ? memory.weekdays : undefined,
        }),
      ];
    }),
  );
}
