import { quotesOfSeries, type StoreFacts } from '#domain/assessment/pooled-quotes.ts';
import { DOUBTS } from '#domain/history/doubt.ts';
import type { Quote, StoreEntry } from '#domain/history/quote.ts';
import { parseSeriesKey, type SeriesKey, seriesKey } from '#domain/history/series-key.ts';
import type { Supply } from '#domain/history/supply.ts';
import { retailerOf, type StoreKey } from '#domain/store.ts';

/**
 * Quotes by column: index in `keys`, price, then as differences to the price reference, three drifts and ceiling, flags,
 * days ago. Nine in ten references equal their price, so differences compress to almost nothing.
 */
export interface QuoteColumns {
  readonly keys: readonly SeriesKey[];
  readonly quotes: readonly (readonly (number | null)[])[];
}

const NO_VALUE = null;

/** Quotes of one store. */
export function toColumns(quotes: readonly Quote[]): QuoteColumns {
  const keys = [...new Set(quotes.map(({ product, priceType }) => seriesKey(product, priceType)))];
  const keyIndex = new Map(keys.map((key, index) => [key, index]));
  const column = (pick: (quote: Quote) => number | null) => quotes.map(pick);
  const difference = (quote: Quote, value: number | undefined) =>
    value === undefined ? NO_VALUE : value - quote.price;
  return {
    keys,
    quotes: [
      column((quote) => keyIndex.get(seriesKey(quote.product, quote.priceType)) ?? NO_VALUE),
      column((quote) => quote.price),
      column((quote) => difference(quote, quote.reference)),
      ...[0, 1, 2].map((lag) => column((quote) => difference(quote, quote.drift?.[lag]))),
      column((quote) => difference(quote, quote.ceiling)),
      column((quote) => (quote.confirmed ? 1 : 0) + 2 * (quote.doubt ? DOUBTS.indexOf(quote.doubt) + 1 : 0)),
      column((quote) => quote.daysAgo),
    ],
  };
}

/** What `toColumns` was given, each quote with the store of its row. */
export function fromColumns({ keys, quotes }: QuoteColumns, fromOf: (row: number) => StoreEntry): Quote[] {
  const at = (column: number, row: number) => quotes[column]?.[row] ?? NO_VALUE;
  const series = keys.map(parseSeriesKey);
  return (quotes[0] ?? []).map((keyIndex, row): Quote => {
    const { product, priceType } = series[keyIndex as number] as (typeof series)[number];
    const price = at(1, row) as number;
    const absolute = (column: number) => {
      const value = at(column, row);
      return value === NO_VALUE ? undefined : value + price;
    };
    const drift = [absolute(3), absolute(4), absolute(5)];
    const flags = at(7, row) ?? 0;
    return {
      from: fromOf(row),
      product,
      priceType,
      price,
      reference: absolute(2),
      drift: drift.some((value) => value !== undefined) ? drift : undefined,
      ceiling: absolute(6),
      doubt: DOUBTS[(flags >> 1) - 1],
      confirmed: (flags & 1) === 1,
      daysAgo: at(8, row) ?? 0,
    };
  });
}

/** What a whole place handed up in one value, before version 0.2: with the index of each quote's store as second column. */
export interface QuoteColumnsOfPlace extends QuoteColumns {
  readonly stores: readonly [StoreKey, string, string, number][];
  readonly supplies: readonly [string, Supply][];
}

/** The facts of such a value. The tenth column, days ago, is missing in the oldest: then all are of the day. */
export function factsOfPlace({ stores, keys, quotes, supplies }: QuoteColumnsOfPlace): StoreFacts {
  const entries = stores.map(
    ([store, channel, place, history]): StoreEntry => ({
      store,
      retailer: retailerOf(store),
      channel: channel as StoreEntry['channel'],
      place,
      history: history === 1,
    }),
  );
  const [series = [], storeOf = [], ...others] = quotes;
  const all = fromColumns(
    { keys, quotes: [series, ...others] },
    (row) => entries[storeOf[row] as number] as StoreEntry,
  );
  return {
    stores: entries,
    quotes: quotesOfSeries(all.filter(({ daysAgo }) => daysAgo === 0)),
    absent: all.filter(({ daysAgo }) => daysAgo > 0),
    supplies: supplies.map(([product, supply]) => ({ product, supply })),
  };
}
