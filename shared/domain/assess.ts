import type {
  PlaceAssessment,
  PlaceBalance,
  PriceSummary,
  ProductAssessment,
  Quote,
  StoreCheck,
  StoreEntry,
  Supply,
} from './assessment.ts';
import { addDays, type BusinessDay } from './business-day.ts';
import { changePctOf } from './detection/agreement.ts';
import { causeOf } from './detection/cause.ts';
import { type DaySignal, isActive, isKnown, stepEpisode } from './detection/episode-life.ts';
import { strongestSignal } from './detection/ladder.ts';
import { farFromPeers } from './detection/peers.ts';
import type { MarketQuote, ProductMarket } from './detection/product-market.ts';
import { effectiveThresholds, rememberMovement, type UsualMovement } from './detection/usual-movement.ts';
import { supportsDoubtful } from './doubt.ts';
import type { Episode, PlaceEpisodes } from './episode.ts';
import { DIRECTIONS, worse } from './level.ts';
import type { PriceType, StoreDay } from './report.ts';
import type { Rules } from './rules.ts';
import { ascending, median, quantile } from './statistics.ts';
import { retailerOf } from './store.ts';
import { balancesOf, quotesOfStores, rememberStores, type StoreFacts } from './store-facts.ts';
import type { StoreMemory } from './store-memory.ts';
import { addSupplies } from './supply.ts';

/** What earlier days hand on for a place: its episodes and its usual movements. Plain JSON: kept as it is. */
export interface PlaceMemory {
  readonly episodes: readonly Episode[];
  readonly usual: Readonly<Record<string, UsualMovement>>;
}

export const EMPTY_MEMORY: PlaceMemory = { episodes: [], usual: {} };

/** All that is kept about a place and a day, and the rules as of that day. */
export interface PlaceDay {
  readonly place: string;
  readonly date: BusinessDay;
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
  readonly reports: readonly StoreDay[];
  /** Assessments of the places that lie inside this one. */
  readonly parts: readonly PlaceAssessment[];
  readonly rules: Rules;
}

/** What follows from a place-day: for the parent, for the next day, for the desk and for matching. */
export interface PlaceDayResult {
  readonly assessment: PlaceAssessment;
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
  readonly episodes: PlaceEpisodes;
  readonly balance: PlaceBalance;
}

/**
 * The fold of the system: what is known about a place and a day, and what the next day inherits.
 *
 * A pure function of its argument, in any order of reports and parts: live assessment, corrections, the import of
 * history and the back-test all run through it.
 */
export function assess(day: PlaceDay): PlaceDayResult {
  const reports = day.reports.toSorted((a, b) => (a.store < b.store ? -1 : 1));
  const parts = day.parts.toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const facts = quotesOfStores({ ...day, reports });
  const pool = poolQuotes(day.place, facts, parts);
  const quotesOf = Map.groupBy(pool.quotes, (quote) => quote.product);
  const products = [...new Set([...quotesOf.keys(), ...pool.supplies.keys()])].sort();
  const episodesBefore = day.memory.episodes.filter((episode) => isKnown(episode, day.date, day.rules.settings));
  const usual: Record<string, UsualMovement> = { ...day.memory.usual };
  // A closed one stays beside a new one of the same product and direction: each is an event of its own.
  const closed = episodesBefore.filter((episode) => !isActive(episode));
  const current = new Map(episodesBefore.filter(isActive).map((episode) => [episodeKey(episode), episode]));

  const believed = new Set<Quote>();
  const assessed = products.map((product) => {
    const market = marketOf(product, quotesOf.get(product) ?? [], day, pool, believed);
    const movement = market.relatives.length > 0 ? median(market.relatives) : undefined;
    for (const direction of DIRECTIONS) stepDirection(current, market, movement, direction, day);
    if (movement !== undefined) usual[product] = rememberMovement(usual[product] ?? [], movement);
    return describeProduct(market, movement, current);
  });

  const episodes = [...closed, ...current.values()].sort(
    (a, b) => compareText(episodeKey(a), episodeKey(b)) || compareText(a.openedOn, b.openedOn),
  );
  const watched = new Set(episodes.filter(isActive).map((episode) => episode.product));
  const ended = episodes.filter(({ resolvedOn }) => resolvedOn === day.date);
  const stores = rememberStores(day, facts, believed, watched, ended);
  return {
    assessment: {
      place: day.place,
      date: day.date,
      products: assessed,
      stores: pool.stores,
      quotes: pool.quotes,
      awaited: [...pool.awaited].map(([product, indexes]) => ({ product, stores: indexes })),
      supplies: [...pool.supplies].map(([product, bySource]) => ({
        product,
        supply: [...bySource.values()].reduce(addSupplies),
      })),
    },
    memory: { episodes, usual: Object.fromEntries(Object.entries(usual).sort(([a], [b]) => (a < b ? -1 : 1))) },
    stores,
    episodes: {
      place: day.place,
      asOf: day.date,
      knownSince: addDays(day.date, -day.rules.settings.correctionDays),
      episodes,
    },
    balance: { place: day.place, asOf: day.date, stores: balancesOf(stores) },
  };
}

/** The quotes of a place: its own stores' and those that its parts hand up, over one list of stores. */
interface Pool {
  readonly stores: StoreEntry[];
  /** The child (or the place itself) from which each store came. */
  readonly children: string[];
  readonly quotes: Quote[];
  readonly awaited: Map<string, number[]>;
  /** Supplies by product and source. */
  readonly supplies: Map<string, Map<string, Supply>>;
  readonly inner: boolean;
}

function poolQuotes(place: string, facts: StoreFacts, parts: readonly PlaceAssessment[]): Pool {
  const pool: Pool = {
    stores: [],
    children: [],
    quotes: [],
    awaited: new Map(),
    supplies: new Map(),
    inner: parts.length > 0,
  };
  const own = { place, ...facts };
  for (const part of [own, ...parts]) {
    const offset = pool.stores.length;
    for (const store of part.stores) {
      pool.stores.push(store);
      pool.children.push(part.place);
    }
    for (const quote of part.quotes) pool.quotes.push({ ...quote, store: quote.store + offset });
    for (const { product, stores } of part.awaited) {
      const known = pool.awaited.get(product) ?? [];
      for (const store of stores) known.push(store + offset);
      pool.awaited.set(product, known);
    }
    for (const { product, supply } of part.supplies) {
      const bySource = pool.supplies.get(product) ?? new Map<string, Supply>();
      pool.supplies.set(product, bySource.set(part.place, supply));
    }
  }
  pool.quotes.sort(
    (a, b) => compareText(a.product, b.product) || compareText(a.priceType, b.priceType) || a.store - b.store,
  );
  return pool;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface AssessedMarket extends ProductMarket {
  readonly relatives: readonly number[];
  readonly retail: readonly Quote[];
  readonly quarantined: readonly Quote[];
  readonly others: { readonly promo: readonly Quote[]; readonly wholesale: readonly Quote[] };
  readonly pool: Pool;
  readonly bySupply: ReadonlyMap<string, Supply> | undefined;
}

function marketOf(
  product: string,
  quotes: readonly Quote[],
  day: PlaceDay,
  pool: Pool,
  believed: Set<Quote>,
): AssessedMarket {
  const byType = Map.groupBy(quotes, (quote) => quote.priceType);
  const believable = (priceType: PriceType) => {
    const peers = byType.get(priceType) ?? [];
    return peers.filter((quote) => isBelieved(quote, peers, pool));
  };
  const retail = believable('retail');
  const promo = believable('promo');
  const wholesale = believable('wholesale');
  for (const quote of [...retail, ...promo, ...wholesale]) believed.add(quote);

  const bySupply = pool.supplies.get(product);
  const supply = bySupply ? [...bySupply.values()].reduce(addSupplies) : undefined;
  const coverDays =
    supply && supply.demandPerDayMilli > 0 ? supply.coveredStockMilli / supply.demandPerDayMilli : undefined;
  const stockRatio = supply && supply.usualStockMilli > 0 ? supply.stockMilli / supply.usualStockMilli : undefined;
  const known = new Set([
    ...retail
      .filter((quote) => quote.reference !== undefined || quote.ceiling !== undefined)
      .map((quote) => quote.store),
    ...(pool.awaited.get(product) ?? []),
  ]);
  return {
    product,
    quotes: retail.map((quote) => marketQuote(quote, pool)),
    known: {
      stores: known.size,
      retailers: new Set([...known].map((index) => retailerOf((pool.stores[index] as StoreEntry).store))).size,
    },
    inner: pool.inner,
    thresholds: effectiveThresholds(day.rules.thresholdsOf(product), day.memory.usual[product]),
    settings: day.rules.settings,
    ...(retail.length > 0 ? { observed: median(retail.map((quote) => quote.price)) } : {}),
    ...(supply ? { supply } : {}),
    shortChildren: bySupply ? [...bySupply.values()].filter((part) => part.shortStores > 0).length : 0,
    ...(coverDays === undefined ? {} : { coverDays }),
    ...(stockRatio === undefined ? {} : { stockRatio }),
    cause: causeOf(coverDays, stockRatio, day.rules.settings.shortCoverDays),
    relatives: retail.flatMap((quote) => (quote.reference === undefined ? [] : [quote.price / quote.reference])),
    retail,
    quarantined: (byType.get('retail') ?? []).filter((quote) => !believed.has(quote)),
    others: { promo, wholesale },
    pool,
    bySupply,
  };
}

/** A doubtful price counts once its retailer confirms it or a store of another retailer moved the same way. */
function isBelieved(quote: Quote, peers: readonly Quote[], pool: Pool): boolean {
  if (!quote.doubtful || quote.confirmed || quote.reference === undefined) return true;
  const relative = quote.price / quote.reference;
  const retailer = retailerOf((pool.stores[quote.store] as StoreEntry).store);
  return peers.some(
    (peer) =>
      peer.reference !== undefined &&
      retailerOf((pool.stores[peer.store] as StoreEntry).store) !== retailer &&
      supportsDoubtful(relative, peer.price / peer.reference),
  );
}

function marketQuote(quote: Quote, pool: Pool): MarketQuote {
  const entry = pool.stores[quote.store] as StoreEntry;
  return {
    store: entry.store,
    retailer: retailerOf(entry.store),
    child: pool.children[quote.store] as string,
    price: quote.price,
    ...(quote.reference === undefined ? {} : { reference: quote.reference, relative: quote.price / quote.reference }),
    driftRelatives: (quote.drift ?? []).map((then) => (then === undefined ? undefined : quote.price / then)),
    ...(quote.ceiling === undefined ? {} : { ceiling: quote.ceiling }),
    history: entry.history,
  };
}

function stepDirection(
  episodes: Map<string, Episode>,
  market: AssessedMarket,
  movement: number | undefined,
  direction: 'up' | 'down',
  day: PlaceDay,
): void {
  const key = `${market.product}|${direction}`;
  const active = episodes.get(key);
  const signal = strongestSignal(market, direction);
  const underCeiling = market.quotes.some((quote) => quote.ceiling !== undefined);
  const judged =
    movement !== undefined || signal !== undefined || (active?.evidence.rung === 'ceiling' && underCeiling);
  if (!judged) return;
  const today: DaySignal = {
    product: market.product,
    direction,
    day: day.date,
    signal,
    movement,
    live: market.quotes.some((quote) => !quote.history),
  };
  const after = stepEpisode(active, today, day.rules.settings);
  if (after) episodes.set(key, after);
  else if (active) episodes.delete(key);
}

function episodeKey(episode: Episode): string {
  return `${episode.product}|${episode.direction}`;
}

function describeProduct(
  market: AssessedMarket,
  movement: number | undefined,
  episodes: ReadonlyMap<string, Episode>,
): ProductAssessment {
  const episode = DIRECTIONS.map((direction) => episodes.get(`${market.product}|${direction}`))
    .filter((known): known is Episode => known !== undefined && isActive(known))
    .reduce<Episode | undefined>(
      (worst, next) => (worst && worse(worst.level, next.level) === worst.level ? worst : next),
      undefined,
    );
  const summary = (quotes: readonly Quote[]) => summarise(quotes, market.pool);
  const retail = summary(market.retail);
  const promo = summary(market.others.promo);
  const wholesale = summary(market.others.wholesale);
  return {
    product: market.product,
    ...(retail ? { retail } : {}),
    ...(promo ? { promo } : {}),
    ...(wholesale ? { wholesale } : {}),
    ...(movement === undefined ? {} : { changePct: changePctOf(movement) }),
    watchPct: market.thresholds.watch,
    level: episode && episode.status !== 'pending' ? episode.level : 'normal',
    ...(episode
      ? {
          direction: episode.direction,
          episode: { direction: episode.direction, status: episode.status, level: episode.level },
          evidence: episode.evidence,
        }
      : {}),
    cause: market.cause,
    ...(market.supply ? { supply: market.supply } : {}),
    ...(market.coverDays === undefined ? {} : { coverDays: market.coverDays }),
    quarantined: market.quarantined.length,
    checks: market.inner ? [] : storeChecks(market),
  };
}

function summarise(quotes: readonly Quote[], pool: Pool): PriceSummary | undefined {
  if (quotes.length === 0) return undefined;
  const prices = ascending(quotes.map((quote) => quote.price));
  return {
    median: quantile(prices, 0.5),
    q1: quantile(prices, 0.25),
    q3: quantile(prices, 0.75),
    stores: new Set(quotes.map((quote) => quote.store)).size,
    retailers: new Set(quotes.map((quote) => retailerOf((pool.stores[quote.store] as StoreEntry).store))).size,
  };
}

function storeChecks(market: AssessedMarket): StoreCheck[] {
  const storeOf = (quote: Quote) => (market.pool.stores[quote.store] as StoreEntry).store;
  const far = farFromPeers(
    market.retail.map((quote) => quote.price),
    market.settings.minStores,
  );
  return [
    ...market.quarantined.map((quote) => ({
      kind: 'doubtful' as const,
      store: storeOf(quote),
      price: quote.price,
      expected: quote.reference ?? 0,
    })),
    ...far.indexes.map((index) => {
      const quote = market.retail[index] as Quote;
      return { kind: 'peers' as const, store: storeOf(quote), price: quote.price, expected: far.expected };
    }),
  ];
}
