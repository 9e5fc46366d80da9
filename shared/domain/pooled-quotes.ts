import type { PlaceAssessment, Quote, StoreEntry, Supply } from './assessment.ts';
import type { PriceType } from './report.ts';
import { retailerOf } from './store.ts';
import type { StoreFacts } from './store-facts.ts';
import { addSupplies } from './supply.ts';

/** The quotes of a place: its own stores' and those that its parts hand up, over one list of stores. */
export interface PooledQuotes {
  readonly stores: readonly StoreEntry[];
  /** By store: its retailer, and the child (or the place itself) from which it came. */
  readonly retailers: readonly string[];
  readonly children: readonly string[];
  /** In the order of product, price type and store. */
  readonly quotes: readonly Quote[];
  readonly byProduct: ReadonlyMap<string, QuotesOfProduct>;
  /** By product: what stores that are silent today said last. */
  readonly silent: ReadonlyMap<string, readonly Quote[]>;
  /** Supplies by product and child. */
  readonly supplies: ReadonlyMap<string, ReadonlyMap<string, Supply>>;
  /** True for a place made of places. */
  readonly inner: boolean;
}

/** A product's quotes by price type, each in the order of the stores. */
export type QuotesOfProduct = Readonly<Partial<Record<PriceType, readonly Quote[]>>>;

/** Puts a place's own facts and its parts together. Parts come in the order of their places, so that the result has one order. */
export function poolQuotes(place: string, facts: StoreFacts, parts: readonly PlaceAssessment[]): PooledQuotes {
  const stores: StoreEntry[] = [];
  const children: string[] = [];
  const buckets = new Map<string, Partial<Record<PriceType, Quote[]>>>();
  const silent = new Map<string, Quote[]>();
  const supplies = new Map<string, Map<string, Supply>>();
  for (const part of [{ place, ...facts }, ...parts]) {
    const offset = stores.length;
    for (const store of part.stores) {
      stores.push(store);
      children.push(part.place);
    }
    for (const quote of part.quotes) bucketOf(buckets, quote).push(offset === 0 ? quote : moved(quote, offset));
    for (const quote of part.silent) {
      const known = silent.get(quote.product) ?? [];
      known.push(offset === 0 ? quote : moved(quote, offset));
      silent.set(quote.product, known);
    }
    for (const { product, supply } of part.supplies) {
      const bySource = supplies.get(product) ?? new Map<string, Supply>();
      supplies.set(product, bySource.set(part.place, supply));
    }
  }
  const byProduct = new Map([...buckets].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    stores,
    retailers: stores.map(({ store }) => retailerOf(store)),
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

/** The quote over a longer list of stores. Written out member by member: spreading takes eight times as long. */
function moved(quote: Quote, offset: number): Quote {
  return {
    store: quote.store + offset,
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
}

/** The sum of a product's supplies, or none where no stock was reported. */
export function supplyOf(bySource: ReadonlyMap<string, Supply> | undefined): Supply | undefined {
  return bySource && [...bySource.values()].reduce(addSupplies);
}
