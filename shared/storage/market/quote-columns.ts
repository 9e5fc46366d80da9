import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { quotesOfSeries } from '#domain/assessment/pooled-quotes.ts';
import { DOUBTS } from '#domain/history/doubt.ts';
import type { Quote, StoreEntry } from '#domain/history/quote.ts';
import { parseSeriesKey, type SeriesKey, seriesKey } from '#domain/history/series-key.ts';
import type { Supply } from '#domain/history/supply.ts';
import { retailerOf, type StoreKey } from '#domain/store.ts';

/** Quotes by column, those of silent stores behind the others: nine in ten references equal their price, so differences compress to almost nothing. */
export interface QuoteColumns {
  readonly stores: readonly [StoreKey, string, string, number][];
  readonly keys: readonly SeriesKey[];
  readonly quotes: readonly (readonly (number | null)[])[];
  readonly supplies: readonly [string, Supply][];
}

const NO_VALUE = null;

/** What an assessment hands up to its parent, by column. */
export function toColumns(assessment: PlaceAssessment): QuoteColumns {
  const quotes = [...assessment.quotes.flat(), ...assessment.absent];
  const keys = [...new Set(quotes.map(({ product, priceType }) => seriesKey(product, priceType)))];
  const keyIndex = new Map(keys.map((key, index) => [key, index]));
  const storeIndex = new Map(assessment.stores.map((entry, index) => [entry, index]));
  const column = (pick: (quote: Quote) => number | null) => quotes.map(pick);
  const difference = (quote: Quote, value: number | undefined) =>
    value === undefined ? NO_VALUE : value - quote.price;
  return {
    stores: assessment.stores.map((entry) => [entry.store, entry.channel, entry.place, entry.history ? 1 : 0]),
    keys,
    quotes: [
      column((quote) => keyIndex.get(seriesKey(quote.product, quote.priceType)) ?? NO_VALUE),
      column(({ from }) => indexIn(storeIndex, from)),
      column((quote) => quote.price),
      column((quote) => difference(quote, quote.reference)),
      ...[0, 1, 2].map((lag) => column((quote) => difference(quote, quote.drift?.[lag]))),
      column((quote) => difference(quote, quote.ceiling)),
      column((quote) => (quote.confirmed ? 1 : 0) + 2 * (quote.doubt ? DOUBTS.indexOf(quote.doubt) + 1 : 0)),
      column((quote) => quote.daysAgo),
    ],
    supplies: assessment.supplies.map(({ product, supply }) => [product, supply]),
  };
}

function indexIn(stores: ReadonlyMap<StoreEntry, number>, from: StoreEntry): number {
  const index = stores.get(from);
  if (index === undefined) throw new Error(`${from.store} tells a price and is not among the stores`);
  return index;
}

/** What `toColumns` was given. */
export function fromColumns(columns: QuoteColumns): Pick<PlaceAssessment, 'stores' | 'quotes' | 'absent' | 'supplies'> {
  const stores = columns.stores.map(
    ([store, channel, place, history]): StoreEntry => ({
      store,
      retailer: retailerOf(store),
      channel: channel as StoreEntry['channel'],
      place,
      history: history === 1,
    }),
  );
  const at = (column: number, row: number) => columns.quotes[column]?.[row] ?? NO_VALUE;
  const series = columns.keys.map(parseSeriesKey);
  const quotes = (columns.quotes[0] ?? []).map((keyIndex, row): Quote => {
    const { product, priceType } = series[keyIndex as number] as (typeof series)[number];
    const price = at(2, row) as number;
    const absolute = (column: number) => {
      const value = at(column, row);
      return value === NO_VALUE ? undefined : value + price;
    };
    const drift = [absolute(4), absolute(5), absolute(6)];
    const flags = at(8, row) ?? 0;
    return {
      from: stores[at(1, row) as number] as StoreEntry,
      product,
      priceType,
      price,
      reference: absolute(3),
      drift: drift.some((value) => value !== undefined) ? drift : undefined,
      ceiling: absolute(7),
      doubt: DOUBTS[(flags >> 1) - 1],
      confirmed: (flags & 1) === 1,
      daysAgo: at(9, row) as number,
    };
  });
  return {
    stores,
    quotes: quotesOfSeries(quotes.filter(({ daysAgo }) => daysAgo === 0)),
    absent: quotes.filter(({ daysAgo }) => daysAgo > 0),
    supplies: columns.supplies.map(([product, supply]) => ({ product, supply })),
  };
}
