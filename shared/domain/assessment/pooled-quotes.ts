import type { Quote, StoreEntry } from '../history/quote.ts';
import { seriesKey } from '../history/series-key.ts';
import { addSupplies, type Supply } from '../history/supply.ts';
import type { PriceType } from '../report/report.ts';
import type { PlaceAssessment } from './assessment.ts';

/** What stores say on a day, over one list of stores. */
export type StoreFacts = Pick<PlaceAssessment, 'stores' | 'quotes' | 'absent' | 'supplies'>;

/** Quotes by product and price type, in the order in which these come first. */
export function quotesOfSeries(quotes: readonly Quote[]): Quote[][] {
  return [...Map.groupBy(quotes, ({ product, priceType }) => seriesKey(product, priceType)).values()];
}

/** The quotes of a place: its own stores' and those that its parts hand up, over one list of stores. */
export interface PooledQuotes {
  readonly stores: readonly StoreEntry[];
  /** By leaf place: the child through which its stores came; the place itself for its own stores. */
  readonly childOf: ReadonlyMap<string, string>;
  /** A list for each product and price type, in this order, and each in the order of the stores. */
  readonly quotes: readonly (readonly Quote[])[];
  readonly byProduct: ReadonlyMap<string, QuotesOfProduct>;
  /** By product: what stores that are silent today said last. */
  readonly absent: ReadonlyMap<string, readonly Quote[]>;
  /** Supplies by product and child. */
  readonly supplies: ReadonlyMap<string, ReadonlyMap<string, Supply>>;
  /** True for a place made of places. */
  readonly isAggregate: boolean;
}

/** A product's quotes by price type, each in the order of the stores. */
export type QuotesOfProduct = Readonly<Partial<Record<PriceType, readonly Quote[]>>>;

/** Puts a place's own facts and its parts together. Parts come in the order of their places, so that the result has one order. */
export function poolQuotes(place: string, facts: StoreFacts, parts: readonly PlaceAssessment[]): PooledQuotes {
  const stores: StoreEntry[] = [];
  const childOf = new Map<string, string>();
  const buckets = new Map<string, Partial<Record<PriceType, Quote[]>>>();
  const absent = new Map<string, Quote[]>();
  const supplies = new Map<string, Map<string, Supply>>();
  const add = (child: string, said: StoreFacts) => {
    for (const store of said.stores) {
      stores.push(store);
      childOf.set(store.place, child);
    }
    for (const series of said.quotes) {
      const bucket = bucketOf(buckets, series[0] as Quote);
      for (const quote of series) bucket.push(quote);
    }
    for (const quote of said.absent) {
      const known = absent.get(quote.product);
      if (known) known.push(quote);
      else absent.set(quote.product, [quote]);
    }
    for (const { product, supply } of said.supplies) {
      const bySource = supplies.get(product) ?? new Map<string, Supply>();
      supplies.set(product, bySource.set(child, supply));
    }
  };
  add(place, facts);
  for (const part of parts) add(part.place, part);
  const byProduct = new Map([...buckets].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    stores,
    childOf,
    quotes: [...byProduct.values()].flatMap(({ promo, retail, wholesale }) =>
      [promo, retail, wholesale].filter((series) => series !== undefined),
    ),
    byProduct,
    absent,
    supplies,
    isAggregate: parts.length > 0,
  };
}

function bucketOf(buckets: Map<string, Partial<Record<PriceType, Quote[]>>>, { product, priceType }: Quote): Quote[] {
  let types = buckets.get(product);
  if (!types) {
    types = {};
    buckets.set(product, types);
  }
  const known = types[priceType];
  if (known) return known;
  const fresh: Quote[] = [];
  types[priceType] = fresh;
  return fresh;
}

/** The sum of a product's supplies, or undefined if no stock was reported. */
export function supplyOf(bySource: ReadonlyMap<string, Supply> | undefined): Supply | undefined {
  return bySource && [...bySource.values()].reduce(addSupplies);
}
