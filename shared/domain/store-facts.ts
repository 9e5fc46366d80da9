import type { Quote, StoreBalance, StoreEntry, Supply } from './assessment.ts';
import { type BusinessDay, fromDayNumber, toDayNumber } from './business-day.ts';
import { isDoubtful } from './doubt.ts';
import type { Episode } from './episode.ts';
import type { PriceType, ReportRow, StoreDay } from './report.ts';
import type { Rules } from './rules.ts';
import { median } from './statistics.ts';
import { isSupplier } from './store.ts';
import {
  demandPerDay,
  emptyMemory,
  forgetBefore,
  forgetDuring,
  lastReportOf,
  MIN_REPORTS,
  type References,
  type Remembered,
  referencesOf,
  remember,
  type StoreMemory,
  seriesKey,
  usualStock,
} from './store-memory.ts';
import { addSupplies } from './supply.ts';

/** What a place's own stores say on a day, in the form in which parts are handed up. */
export interface StoreFacts {
  readonly stores: readonly StoreEntry[];
  readonly quotes: readonly Quote[];
  readonly awaited: readonly { readonly product: string; readonly stores: readonly number[] }[];
  readonly supplies: readonly { readonly product: string; readonly supply: Supply }[];
}

interface StoresOfDay {
  readonly place: string;
  readonly date: BusinessDay;
  readonly stores: readonly StoreMemory[];
  readonly reports: readonly StoreDay[];
  readonly rules: Rules;
}

/** Stock under this share of the usual, with cover under the trigger, makes a store short. */
const SHORT_STOCK_RATIO = 0.6;

/** Compares the stores' reports with their own past: one quote per store, product and price type. */
export function quotesOfStores(day: StoresOfDay): StoreFacts {
  const memories = new Map(day.stores.map((memory) => [memory.store, memory]));
  const reports = new Map(day.reports.map((report) => [report.store, report]));
  const stores: StoreEntry[] = [];
  const quotes: Quote[] = [];
  const awaited = new Map<string, number[]>();
  const supplies = new Map<string, Supply>();
  for (const key of [...new Set([...memories.keys(), ...reports.keys()])].sort()) {
    const report = reports.get(key);
    const memory = memories.get(key) ?? emptyMemory(key, report?.channel ?? 'market');
    const index = stores.length;
    const channel = report?.channel ?? memory.channel;
    stores.push({ store: key, channel, place: day.place, history: report?.source === 'history' });
    if (!report) {
      for (const product of expectedProducts(memory, day)) {
        awaited.set(product, [...(awaited.get(product) ?? []), index]);
      }
      continue;
    }
    for (const quote of quotesOf(report, memory, index, day)) quotes.push(quote);
    if (isSupplier(channel)) continue;
    for (const [product, supply] of suppliesOf(report, memory, day.rules.settings.shortCoverDays)) {
      const sum = supplies.get(product);
      supplies.set(product, sum ? addSupplies(sum, supply) : supply);
    }
  }
  return {
    stores,
    quotes,
    awaited: [...awaited].map(([product, indexes]) => ({ product, stores: indexes })),
    supplies: [...supplies].map(([product, supply]) => ({ product, supply })),
  };
}

/** Retail products that a silent store usually reports, and could be compared on. */
function expectedProducts(memory: StoreMemory, day: StoresOfDay): string[] {
  if (isSupplier(memory.channel)) return [];
  const since = toDayNumber(day.date) - day.rules.settings.awaitedDays;
  return Object.entries(memory.prices).flatMap(([key, series]) => {
    const [product, priceType] = key.split('|') as [string, PriceType];
    const last = lastReportOf(memory, key);
    const reports = series.runs.reduce((sum, value, position) => sum + (position % 3 === 2 ? value : 0), 0);
    return priceType === 'retail' && last !== undefined && last >= since && reports >= MIN_REPORTS ? [product] : [];
  });
}

function quotesOf(report: StoreDay, memory: StoreMemory, index: number, day: StoresOfDay): Quote[] {
  return [...rowsByQuote(report)].map(([key, rows]) => {
    const [product, priceType] = key.split('|') as [string, PriceType];
    const price = median(rows.map((row) => row.price));
    const { reference, drift } = referencesOf(memory, key, day.date);
    const ceiling = priceType === 'retail' ? day.rules.ceilingAt(product, report.reportedAt) : undefined;
    return {
      store: index,
      product,
      priceType,
      price,
      ...(reference === undefined ? {} : { reference }),
      ...(drift.some((then) => then !== null) ? { drift: drift.map((then) => then ?? undefined) } : {}),
      ...(ceiling === undefined ? {} : { ceiling }),
      ...(isDoubtful(price, reference) ? { doubtful: true } : {}),
      ...(rows.some((row) => row.confirmed) ? { confirmed: true } : {}),
    };
  });
}

/** A store counts once per product and price type; a supplier's prices are asking prices, whatever they are called. */
function rowsByQuote(report: StoreDay): Map<string, ReportRow[]> {
  return Map.groupBy(report.rows, (row) =>
    seriesKey(row.product, isSupplier(report.channel) ? 'wholesale' : row.priceType),
  );
}

interface Stocked {
  stock?: number;
  sold?: number;
  incoming?: number;
}

/** Quantities of a product over all its rows in a store. */
function quantitiesOf(report: StoreDay): Map<string, Stocked> {
  const byProduct = new Map<string, Stocked>();
  for (const row of report.rows) {
    const sum = byProduct.get(row.product) ?? {};
    if (row.stockMilli !== undefined) sum.stock = (sum.stock ?? 0) + row.stockMilli;
    if (row.soldMilli !== undefined) sum.sold = (sum.sold ?? 0) + row.soldMilli;
    if (row.incomingMilli !== undefined) sum.incoming = (sum.incoming ?? 0) + row.incomingMilli;
    byProduct.set(row.product, sum);
  }
  return byProduct;
}

function suppliesOf(report: StoreDay, memory: StoreMemory, shortCoverDays: number): [string, Supply][] {
  return [...quantitiesOf(report)].flatMap(([product, { stock, sold }]) => {
    if (stock === undefined) return [];
    const series = memory.stock[product];
    const demand = demandPerDay(series) ?? (stock > 0 ? sold : undefined) ?? 0;
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
 * The memories of all known stores after the day. Doubted prices are not remembered: a typing error must not become the
 * reference of tomorrow. Where the place has an episode of a product, its stores' references stand still. Where one has
 * ended today, its days are forgotten, or all before them if the price has settled at a new level: else drift would tell
 * the same move again, or its end as a move.
 */
export function rememberStores(
  day: StoresOfDay,
  facts: StoreFacts,
  believed: ReadonlySet<Quote>,
  watchedProducts: ReadonlySet<string>,
  ended: readonly Episode[],
): StoreMemory[] {
  const memories = new Map(day.stores.map((memory) => [memory.store, memory]));
  const reports = new Map(day.reports.map((report) => [report.store, report]));
  const believedOf = Map.groupBy(believed, (quote) => quote.store);
  return facts.stores.flatMap((entry, index) => {
    const memory = memories.get(entry.store) ?? emptyMemory(entry.store, entry.channel);
    const report = reports.get(entry.store);
    const frozen = (key: string): References | undefined => {
      const [product, priceType] = key.split('|') as [string, PriceType];
      return priceType === 'retail' && watchedProducts.has(product) ? referencesOf(memory, key, day.date) : undefined;
    };
    const next = remember(
      { ...memory, channel: entry.channel },
      day.date,
      report ? rememberedOf(report, believedOf.get(index) ?? []) : undefined,
      frozen,
    );
    if (!next) return [];
    return [ended.reduce((known, episode) => forgetMove(known, episode, day), next)];
  });
}

/** After a move the past starts anew at the new level, or goes on without the days of the move. */
function forgetMove(memory: StoreMemory, { product, resolution, openedOn }: Episode, day: StoresOfDay): StoreMemory {
  const key = seriesKey(product, 'retail');
  return resolution === 'new-level'
    ? forgetBefore(memory, key, day.rules.settings.newLevelDays)
    : forgetDuring(memory, key, openedOn, day.date);
}

function rememberedOf(report: StoreDay, quotes: readonly Quote[]): Remembered {
  const priceOf = new Map<string, number>();
  for (const row of report.rows) priceOf.set(row.product, row.price);
  return {
    prices: quotes.map((quote) => ({ key: seriesKey(quote.product, quote.priceType), price: quote.price })),
    stock: [...quantitiesOf(report)].map(([product, quantities]) => ({
      product,
      price: priceOf.get(product) ?? 0,
      ...quantities,
    })),
  };
}

/** The latest stock of every store, for matching: only products whose stock was ever reported. */
export function balancesOf(memories: readonly StoreMemory[]): StoreBalance[] {
  return memories.flatMap((memory) =>
    Object.entries(memory.stock).flatMap(([product, series]) => {
      if (series.stock === undefined) return [];
      const demand = demandPerDay(series);
      return [
        {
          store: memory.store,
          channel: memory.channel,
          product,
          date: fromDayNumber(series.lastDay),
          price: series.price,
          stockMilli: series.stock,
          ...(series.incoming === undefined ? {} : { incomingMilli: series.incoming }),
          ...(demand === undefined ? {} : { demandPerDayMilli: demand }),
        },
      ];
    }),
  );
}
