import { addDays, type BusinessDay, eachDay, toDayNumber } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { PlaceBalance, StoreBalance } from '#domain/history/balance.ts';
import { DEFAULT_MATCHING, freshnessOf } from '#domain/matching/match-settings.ts';
import { familiesOf } from '#domain/matching/product-family.ts';
import { suggestForDay } from '#domain/matching/suggest-for-day.ts';
import { isStoreParty, partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import type { Product } from '#domain/product.ts';
import { median } from '#domain/statistics.ts';
import { isSupplier, type Retailer, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { type DemoCity, demoCity } from '#infra/local/demo-city.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';

/** How often goods fail to come, and how long: the replay's own assumptions, since the demo city tells of sales only. */
export interface Disruptions {
  /** Chance a day that a chain's own deliveries of a product to a shop stop. */
  readonly shopStops: number;
  /** Chance a day that a chain gets nothing of a product in any of its shops. */
  readonly chainStops: number;
  readonly days: number;
}

export interface Outcome {
  /** Days on which a shop could not sell all that was asked for, and units that were asked for in vain. */
  stockOutDays: number;
  soldOutUnits: number;
  /** Shop, product and day together: of so many. */
  shelfDays: number;
  suggested: number;
  /** Of these so many were applied. */
  applied: number;
  movedUnits: number;
  carriageDong: number;
  searchMs: number[];
}

/** One product in one shop. */
interface Shelf {
  readonly key: StoreKey;
  readonly place: string;
  readonly store: Store;
  readonly product: Product;
  /** What people ask for on each day; none on a day on which the shop is shut. */
  readonly asked: ReadonlyMap<BusinessDay, number>;
  stock: number;
  readonly sold: number[];
  lastReport: BusinessDay | undefined;
  reportedStock: number;
}

/**
 * The demo city's 60 days with stock that is used up and delivered: each shop sells what the demo says people ask for,
 * gets deliveries by its own habit, and some of them fail. What is suggested after the cut-off arrives the next morning.
 *
 * @param apply whether a suggestion is taken up; the same failures befall the city whatever is answered.
 */
export function replaySupply(
  catalogue: Catalogue,
  lastDay: BusinessDay,
  disruptions: Disruptions,
  apply: (suggestion: Suggestion) => boolean,
): Outcome {
  const city = demoCity(catalogue, lastDay);
  const { stores, retailers, shelves, offers } = worldOf(city, catalogue);
  const outcome: Outcome = emptyOutcome();
  const failures = failuresOf(shelves, disruptions, eachDay(addDays(lastDay, -60), lastDay));
  for (const day of eachDay(addDays(lastDay, -60), lastDay)) {
    for (const shelf of shelves) {
      if (!failures.has(`${shelf.key}|${shelf.product.id}|${day}`)) deliver(shelf, day);
      sell(shelf, day, outcome);
    }
    const started = performance.now();
    const balances = balancesOf(shelves, offers, day);
    const suggestions = [...familiesOf(catalogue)].flatMap(
      ([family, needed]) =>
        suggestForDay({
          family,
          needed,
          place: catalogue.city,
          day,
          balances,
          stores,
          retailers,
          catalogue,
          settings: DEFAULT_MATCHING,
          lasting: [],
          holds: [],
          made: [],
          isStanding: () => false,
          hashOf: (text) => text,
          timeIsUp: () => false,
        }).suggestions,
    );
    outcome.searchMs.push(performance.now() - started);
    move(suggestions, shelves, offers, apply, outcome);
  }
  return outcome;
}

function emptyOutcome(): Outcome {
  return {
    stockOutDays: 0,
    soldOutUnits: 0,
    shelfDays: 0,
    suggested: 0,
    applied: 0,
    movedUnits: 0,
    carriageDong: 0,
    searchMs: [],
  };
}

/** What a supplier offers, as it last reported it less what it has given since. */
interface Offers {
  readonly store: Store;
  readonly stock: Map<string, { date: BusinessDay; quantity: number }>;
  readonly reports: ReadonlyMap<BusinessDay, readonly { product: string; stock: number }[]>;
}

function worldOf(city: DemoCity, catalogue: Catalogue) {
  const retailers: Retailer[] = city.retailers.map(({ id, name, contact }) => ({ id, name, contact }));
  const stores = city.retailers.flatMap((retailer) =>
    retailer.stores.map(
      ({ id, name, place, channel }): Store => ({
        retailer: retailer.id,
        id,
        name,
        channel,
        places: [{ place, validFrom: '2020-01-01' }],
      }),
    ),
  );
  const storeOf = new Map(stores.map((store) => [storeKey(store.retailer, store.id), store]));
  const asked = new Map<string, Map<BusinessDay, number>>();
  const reports = new Map<StoreKey, Map<BusinessDay, { product: string; stock: number }[]>>();
  for (const { retailer, store, date, rows } of [...city.history, ...city.live]) {
    const key = storeKey(retailer, store);
    for (const { product, sold, stock } of rows) {
      if (sold !== undefined) entryOf(asked, `${key}|${product}`, () => new Map()).set(date, sold);
      else
        entryOf(
          entryOf(reports, key, () => new Map()),
          date,
          () => [],
        ).push({ product, stock });
    }
  }
  const shelves = [...asked].map(([id, days]): Shelf => {
    const [key, product] = id.split('|') as [StoreKey, string];
    const store = storeOf.get(key) as Store;
    return {
      key,
      store,
      place: store.places[0]?.place ?? '',
      product: catalogue.products.get(product) as Product,
      asked: days,
      stock: 0,
      sold: [],
      lastReport: undefined,
      reportedStock: 0,
    };
  });
  const offers = [...reports].map(
    ([key, days]): Offers => ({ store: storeOf.get(key) as Store, stock: new Map(), reports: days }),
  );
  return { stores, retailers, shelves, offers };
}

/** Fresh goods come each morning up to four days of sales, dry ones every third up to eight. */
function deliver(shelf: Shelf, day: BusinessDay): void {
  const fresh = freshnessOf(shelf.product.shelfLifeDays, DEFAULT_MATCHING) === 'fresh';
  if (!fresh && toDayNumber(day) % 3 !== 0) return;
  const usual = median([...shelf.asked.values()]);
  shelf.stock = Math.max(shelf.stock, Math.round((fresh ? 4 : 8) * usual));
}

function sell(shelf: Shelf, day: BusinessDay, outcome: Outcome): void {
  const asked = shelf.asked.get(day);
  if (asked === undefined) return;
  outcome.shelfDays++;
  const sold = Math.min(asked, shelf.stock);
  if (sold < asked) {
    outcome.stockOutDays++;
    outcome.soldOutUnits += asked - sold;
  }
  shelf.stock -= sold;
  // A day that ended without stock tells what was left, not what was wanted.
  if (shelf.stock > 0) shelf.sold.push(sold);
  shelf.lastReport = day;
  shelf.reportedStock = shelf.stock;
}

function balancesOf(shelves: readonly Shelf[], offers: readonly Offers[], day: BusinessDay): PlaceBalance[] {
  const balances: { place: string; balance: StoreBalance }[] = [];
  for (const { key, store, place, product, sold, lastReport, reportedStock } of shelves) {
    if (lastReport === undefined) continue;
    const recent = sold.slice(-28);
    balances.push({
      place,
      balance: {
        store: key,
        channel: store.channel,
        product: product.id,
        date: lastReport,
        price: 0,
        stockMilli: 1000 * reportedStock,
        ...(recent.length > 0 && {
          demandPerDayMilli: Math.round(1000 * median(recent)),
          demandBasis: { reported: recent.length, differenced: 0 },
        }),
      },
    });
  }
  for (const { store, stock, reports } of offers) {
    for (const { product, stock: quantity } of reports.get(day) ?? []) stock.set(product, { date: day, quantity });
    for (const [product, { date, quantity }] of stock) {
      const key = storeKey(store.retailer, store.id);
      const figures = { store: key, channel: store.channel, product, date, price: 0, stockMilli: 1000 * quantity };
      balances.push({ place: store.places[0]?.place ?? '', balance: figures });
    }
  }
  return [...Map.groupBy(balances, ({ place }) => place)].map(([place, list]) => ({
    place,
    asOf: day,
    stores: list.map(({ balance }) => balance),
  }));
}

/** Goods leave in the evening and are there the next morning; nobody gives what it no longer has. */
function move(
  suggestions: readonly Suggestion[],
  shelves: readonly Shelf[],
  offers: readonly Offers[],
  apply: (suggestion: Suggestion) => boolean,
  outcome: Outcome,
): void {
  const shelfOf = new Map(shelves.map((shelf) => [`${shelf.key}|${shelf.product.id}`, shelf]));
  const offerOf = new Map<string, (typeof offers)[number]>(
    offers.map((offer) => [storeKey(offer.store.retailer, offer.store.id), offer]),
  );
  for (const suggestion of suggestions) {
    outcome.suggested++;
    // Nobody knows how many customers would take a substitute: none is counted on.
    if (!isStoreParty(suggestion.to) || suggestion.substitute || !apply(suggestion)) continue;
    const { product, quantityMilli } = suggestion;
    const offer = offerOf.get(partyKey(suggestion.from))?.stock.get(product);
    const giver = shelfOf.get(`${partyKey(suggestion.from)}|${product}`);
    const quantity = Math.min(quantityMilli / 1000, offer?.quantity ?? giver?.stock ?? 0);
    if (offer) offer.quantity -= quantity;
    else if (giver) giver.stock -= quantity;
    const receiver = shelfOf.get(`${partyKey(suggestion.to)}|${product}`);
    if (receiver) receiver.stock += quantity;
    outcome.applied++;
    outcome.movedUnits += quantity;
    outcome.carriageDong += suggestion.cost;
  }
}

/** The shelves and days for which nothing is delivered. */
function failuresOf(
  shelves: readonly Shelf[],
  { shopStops, chainStops, days }: Disruptions,
  calendar: readonly BusinessDay[],
): ReadonlySet<string> {
  const draw = seededNumbers(7);
  const failures = new Set<string>();
  const chains = Map.groupBy(
    shelves.filter(({ store }) => !isSupplier(store.channel)),
    ({ store, product }) => `${store.retailer}|${product.id}`,
  );
  const fail = (failing: readonly Shelf[], first: BusinessDay) => {
    for (const { key, product } of failing) {
      for (const day of eachDay(first, addDays(first, days - 1))) failures.add(`${key}|${product.id}|${day}`);
    }
  };
  for (const day of calendar.slice(14)) {
    for (const ofChain of chains.values()) {
      if (draw() < chainStops) fail(ofChain, day);
      for (const shelf of ofChain) if (draw() < shopStops) fail([shelf], day);
    }
  }
  return failures;
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
