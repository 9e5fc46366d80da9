import type { PlaceAssessment, Quote, StoreEntry, Supply } from './assessment.ts';
import type { MarketQuote } from './detection/product-market.ts';
import type { PriceType } from './report.ts';
import { retailerOf } from './store.ts';
import { addSupplies } from './supply.ts';

/** A quote with what the rungs ask of its store: one object for both, since a city's day has 180,000 at every level. */
export interface PooledQuote extends Quote, MarketQuote {}

/** What stores say on a day, over one list of stores. */
export interface StoreFacts {
  readonly stores: readonly StoreEntry[];
  readonly quotes: readonly PooledQuote[];
  readonly silent: readonly PooledQuote[];
  readonly supplies: readonly { readonly product: string; readonly supply: Supply }[];
}

/** The quotes of a place: its own stores' and those that its parts hand up, over one list of stores. */
export interface PooledQuotes {
  readonly stores: readonly StoreEntry[];
  /** By store: the child (or the place itself) from which it came. */
  readonly children: readonly string[];
  /** In the order of product, price type and store. */
  readonly quotes: readonly PooledQuote[];
  readonly byProduct: ReadonlyMap<string, QuotesOfProduct>;
  /** By product: what stores that are silent today said last. */
  readonly silent: ReadonlyMap<string, readonly PooledQuote[]>;
  /** Supplies by product and child. */
  readonly supplies: ReadonlyMap<string, ReadonlyMap<string, Supply>>;
  /** True for a place made of places. */
  readonly inner: boolean;
}

/** A product's quotes by price type, each in the order of the stores. */
export type QuotesOfProduct = Readonly<Partial<Record<PriceType, readonly PooledQuote[]>>>;

/** Puts a place's own facts and its parts together. Parts come in the order of their places, so that the result has one order. */
export function poolQuotes(place: string, facts: StoreFacts, parts: readonly PlaceAssessment[]): PooledQuotes {
  const stores: StoreEntry[] = [];
  const children: string[] = [];
  const buckets = new Map<string, Partial<Record<PriceType, PooledQuote[]>>>();
  const silent = new Map<string, PooledQuote[]>();
  const supplies = new Map<string, Map<string, Supply>>();
  const add = (child: string, said: StoreFacts) => {
    for (const store of said.stores) {
      stores.push(store);
      children.push(child);
    }
    for (const quote of said.quotes) bucketOf(buckets, quote).push(quote);
    for (const quote of said.silent) {
      const known = silent.get(quote.product);
      if (known) known.push(quote);
      else silent.set(quote.product, [quote]);
    }
    for (const { product, supply } of said.supplies) {
      const bySource = supplies.get(product) ?? new Map<string, Supply>();
      supplies.set(product, bySource.set(child, supply));
    }
  };
  add(place, facts);
  for (const part of parts) add(part.place, factsHandedUp(part, stores.length));
  const byProduct = new Map([...buckets].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    stores,
    children,
    quotes: [...byProduct.values()].flatMap((types) => [
      ...(types.promo ?? []),
      ...(types.retail ?? []),
      ...(types.wholesale ?? []),
    ]),
    byProduct,
    silent,
    supplies,
    inner: parts.length > 0,
  };
}

function bucketOf(
  buckets: Map<string, Partial<Record<PriceType, PooledQuote[]>>>,
  { product, priceType }: Quote,
): PooledQuote[] {
  let types = buckets.get(product);
  if (!types) {
    types = {};
    buckets.set(product, types);
  }
  const known = types[priceType];
  if (known) return known;
  const fresh: PooledQuote[] = [];
  types[priceType] = fresh;
  return fresh;
}

/** What a part hands up, over a list of stores in which its own begin at an index. */
export function factsHandedUp(part: PlaceAssessment, firstStore = 0): StoreFacts {
  const retailers = part.stores.map(({ store }) => retailerOf(store));
  // Written out member by member: spreading takes eight times as long.
  const pooled = (quote: Quote): PooledQuote => {
    const { store, history } = part.stores[quote.storeIndex] as StoreEntry;
    return {
      storeIndex: quote.storeIndex + firstStore,
      store,
      retailer: retailers[quote.storeIndex] as string,
      child: part.place,
      history,
      product: quote.product,
      priceType: quote.priceType,
      price: quote.price,
      reference: quote.reference,
      drift: quote.drift,
      ceiling: quote.ceiling,
      doubt: quote.doubt,
      confirmed: quote.confirmed,
      daysAgo: quote.daysAgo,
    };
  };
  return {
    stores: part.stores,
    quotes: part.quotes.map(pooled),
    silent: part.silent.map(pooled),
    supplies: part.supplies,
  };
}

/** The sum of a product's supplies, or none where no stock was reported. */
export function supplyOf(bySource: ReadonlyMap<string, Supply> | undefined): Supply | undefined {
  return bySource && [...bySource.values()].reduce(addSupplies);
}
