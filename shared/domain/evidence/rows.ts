import type { JudgedProduct } from '../assessment/judged-product.ts';
import type { PlaceDay } from '../assessment/place-day.ts';
import { type PooledQuotes, supplyOf } from '../assessment/pooled-quotes.ts';
import { quotesOfStores } from '../assessment/store-facts.ts';
import { changePctOf } from '../detection/agreement.ts';
import type { Episode, Evidence } from '../detection/episode.ts';
import { byRelative, comparedWithIn, countsOnlyBeyond, inTheMiddle, isBeyond } from '../detection/middle-shop.ts';
import type { Doubt } from '../history/doubt.ts';
import type { Quote } from '../history/quote.ts';
import type { Supply } from '../history/supply.ts';
import type { Direction, Rung } from '../level.ts';
import { median } from '../statistics.ts';
import { retailerOf, type StoreKey } from '../store.ts';

/** One store's price behind an alert, and its part in the alert's numbers. */
export interface PriceRow {
  readonly store: StoreKey;
  readonly retailer: string;
  /** The place in which the store lies, and the part of the alert's place that handed its price up. */
  readonly place: string;
  readonly part: string;
  readonly price: number;
  /** Days before the alert's day on which the store said it; 0 for that day. */
  readonly daysAgo: number;
  /** Its own reference, that of the drift's lag or with the season in it, or the ceiling; none while its history is too short. */
  readonly comparedWith: number | undefined;
  readonly changePct: number | undefined;
  readonly isBeyond: boolean;
  /** Why it waits for a second source: then it takes no part. */
  readonly heldBack: Doubt | undefined;
  /** Its place, from 1, in the ascending order of the changes whose middle is the alert's change. */
  readonly rank: number | undefined;
}

/** The stock of one store, or of a part whose stores are known by their sums. */
export interface SupplyRow {
  readonly store: StoreKey | undefined;
  readonly part: string;
  /** What was reported, thousandths of a unit; of a part, the stock of the stores whose demand is known. */
  readonly stockMilli: number;
  readonly supply: Supply;
}

/** The numbers that anybody gets from the rows. */
export type Recomputed = Pick<
  Evidence,
  'observed' | 'reference' | 'changePct' | 'agreeing' | 'reporting' | 'retailers'
> &
  Partial<Pick<Evidence, 'coverDays'>>;

/** The prices that an episode's evidence stands on: in the order of their changes, then those that take no part in it. */
export function priceRows(
  market: Pick<JudgedProduct, 'quotes' | 'panel' | 'heldBack'>,
  pool: PooledQuotes,
  episode: Episode,
): PriceRow[] {
  const lies = new Map(
    pool.stores.map(({ store, place }) => [store, { place, part: pool.childOf.get(place) as string }]),
  );
  const placesOf = (store: StoreKey) => lies.get(store) ?? { place: '', part: '' };
  const stores = COUNTS_SILENT.includes(episode.evidence.rung) ? market.panel : market.quotes;
  const rows = stores.map((quote) => ({ ...placesOf(quote.from.store), ...comparedRow(quote, episode) }));
  const compared = rows.filter(({ changePct }) => changePct !== undefined).toSorted(byChange);
  const alone = rows.filter(({ changePct }) => changePct === undefined).toSorted(byStore);
  const held = market.heldBack.map(({ store, price, expected, doubt }) => ({
    ...placesOf(store),
    store,
    retailer: retailerOf(store),
    price,
    daysAgo: 0,
    comparedWith: expected,
    changePct: changePctOf(price / expected),
    isBeyond: false,
    heldBack: doubt,
    rank: undefined,
  }));
  return [...ranked(compared, episode.evidence), ...alone, ...held.toSorted(byStore)];
}

/** The rungs to which a silent store is what it said last. */
const COUNTS_SILENT: readonly Rung[] = ['trailing', 'drift', 'season'];

function comparedRow(quote: Quote, { direction, evidence }: Episode): Omit<PriceRow, 'place' | 'part'> {
  const { from, price, daysAgo } = quote;
  const comparedWith = comparedWithIn(quote, evidence);
  const row = { store: from.store, retailer: from.retailer, price, daysAgo, heldBack: undefined, rank: undefined };
  if (comparedWith === undefined) return { ...row, comparedWith, changePct: undefined, isBeyond: false };
  const changePct = changePctOf(price / comparedWith);
  return {
    ...row,
    comparedWith,
    changePct,
    isBeyond: isBeyond({ price, comparedWith, changePct }, direction, evidence),
  };
}

function ranked(compared: readonly PriceRow[], { rung }: Evidence): PriceRow[] {
  let rank = 0;
  return compared.map((row) => (isCounted(row, rung) ? { ...row, rank: ++rank } : row));
}

function isCounted(row: PriceRow, rung: Evidence['rung']): boolean {
  return countsOnlyBeyond(rung) ? row.isBeyond : row.changePct !== undefined;
}

function relativeOf({ price, comparedWith }: PriceRow): number {
  return price / (comparedWith as number);
}

const byChange = byRelative<PriceRow>(({ comparedWith }) => comparedWith as number);

function byStore(a: { readonly store: string }, b: { readonly store: string }): number {
  return a.store < b.store ? -1 : 1;
}

/** The stock of each part of a place. */
export function supplyRows(product: string, pool: PooledQuotes): SupplyRow[] {
  return [...(pool.supplies.get(product) ?? [])].map(([part, supply]) => ({
    store: undefined,
    part,
    stockMilli: supply.coveredStockMilli,
    supply,
  }));
}

/** The stock of each store of a place's own, one by one as the fold sees it. */
export function storeSupplyRows(product: string, day: PlaceDay): SupplyRow[] {
  const memories = new Map(day.stores.map((memory) => [memory.store, memory]));
  return day.reports.toSorted(byStore).flatMap(({ rows, ...report }) => {
    const own = rows.filter((row) => row.product === product);
    const memory = memories.get(report.store);
    const facts = quotesOfStores({ ...day, reports: [{ ...report, rows: own }], stores: memory ? [memory] : [] });
    return facts.supplies.map(({ supply }) => ({
      store: report.store,
      part: day.place,
      stockMilli: own.reduce((sum, { stockMilli = 0 }) => sum + stockMilli, 0),
      supply,
    }));
  });
}

/** The one or two rows in the middle of the changes. */
export function middleRows(rows: readonly PriceRow[]): PriceRow[] {
  const counted = rows.filter(({ rank }) => rank !== undefined);
  return counted.slice((counted.length - 1) >> 1, (counted.length >> 1) + 1);
}

/** The row of the middle shop, whose change is the headline; undefined where no row counts. */
export function middleRow(rows: readonly PriceRow[], direction: Direction): PriceRow | undefined {
  return inTheMiddle(
    rows.filter(({ rank }) => rank !== undefined),
    direction,
  );
}

/** All stock together, or undefined if no stock was reported. */
export function sumOf(supplies: readonly SupplyRow[]): Supply | undefined {
  return supplies.length > 0 ? supplyOf(new Map(supplies.map(({ supply }, index) => [`${index}`, supply]))) : undefined;
}

/** An alert's numbers from its rows alone; undefined if no row is left to compute them from. */
export function recompute(
  rung: Evidence['rung'],
  prices: readonly PriceRow[],
  supplies: readonly SupplyRow[],
): Recomputed | undefined {
  const accepted = prices.filter(({ heldBack }) => heldBack === undefined);
  const ofTheDay = accepted.filter(({ daysAgo }) => daysAgo === 0);
  const retailers = new Set(accepted.map(({ retailer }) => retailer)).size;
  const known = sumOf(supplies);
  const coverDays =
    known && known.demandPerDayMilli > 0 ? { coverDays: known.coveredStockMilli / known.demandPerDayMilli } : {};
  if (rung === 'cover') {
    if (!known) return undefined;
    const observed = accepted.length > 0 ? median(accepted.map(({ price }) => price)) : 0;
    const counts = { agreeing: known.shortStores, reporting: known.stores, retailers };
    return { observed, reference: observed, changePct: 0, ...counts, ...coverDays };
  }
  const counted = accepted.filter(({ rank }) => rank !== undefined);
  if (counted.length === 0) return undefined;
  return {
    observed: median((rung === 'ceiling' ? counted : ofTheDay).map(({ price }) => price)),
    reference: median(counted.map(({ comparedWith }) => comparedWith as number)),
    changePct: changePctOf(median(counted.map(relativeOf))),
    agreeing: accepted.filter(({ isBeyond }) => isBeyond).length,
    reporting: accepted.filter(({ changePct }) => changePct !== undefined).length,
    retailers,
    ...coverDays,
  };
}

/** Numbers differ by less than this share where only their last digit does: the season is noted to a billionth. */
const LAST_DIGIT = 1e-9;

/** True when the rows still give the numbers that the alert told: no later correction has changed the day. */
export function givesSame(recomputed: Recomputed, evidence: Evidence): boolean {
  return (['observed', 'reference', 'changePct', 'agreeing', 'reporting', 'retailers', 'coverDays'] as const).every(
    (name) => {
      const [told = 0, found = 0] = [evidence[name], recomputed[name]];
      return Math.abs(told - found) <= LAST_DIGIT * Math.max(1, Math.abs(told));
    },
  );
}
