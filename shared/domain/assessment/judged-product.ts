import { type CalendarHabit, withHabit } from '../detection/calendar-habit.ts';
import { causeOf } from '../detection/cause.ts';
import { measureMoves } from '../detection/moves.ts';
import type { ProductMarket } from '../detection/product-market.ts';
import { widenThresholds } from '../detection/usual-movement.ts';
import type { Doubt } from '../history/doubt.ts';
import type { Quote } from '../history/quote.ts';
import type { Supply } from '../history/supply.ts';
import { type Screening, seasonOn } from '../indicators/screening.ts';
import type { PriceType } from '../report/report.ts';
import { median, quantilesOf } from '../statistics.ts';
import type { StoreKey } from '../store.ts';
import type { PriceSummary } from './assessment.ts';
import type { PlaceDay } from './place-day.ts';
import { type PooledQuotes, supplyOf } from './pooled-quotes.ts';
import { type HeldBackQuote, screenQuotes } from './quote-screening.ts';

/** What earlier days say of a product: its usual movement at the place, percent, its closed months, and its habit. */
export interface KnownOfProduct {
  readonly usualPct: number | undefined;
  readonly screening?: Screening | undefined;
  readonly habit?: CalendarHabit | undefined;
}

/** A product's market on a day, with what was accepted and what was held back. */
export interface JudgedProduct extends ProductMarket {
  /** The movement as it would be without a habit of the calendar. */
  readonly plainMovement: number | undefined;
  /** What was held back, of all price types. */
  readonly doubted: readonly Quote[];
  readonly heldBack: readonly {
    readonly store: StoreKey;
    readonly price: number;
    readonly expected: number;
    readonly doubt: Doubt;
    /** Without a past of its own it is not among the known stores. */
    readonly hasPast: boolean;
  }[];
  readonly summaries: Readonly<Record<PriceType, PriceSummary | undefined>>;
}

/** Judges a product's quotes at a place and puts together what the rungs look at, with what earlier days say of it. */
export function judgeProduct(
  product: string,
  day: Pick<PlaceDay, 'date' | 'rules'>,
  pool: PooledQuotes,
  { usualPct, screening, habit }: KnownOfProduct,
): JudgedProduct {
  const { settings, thresholdsOf } = day.rules;
  const reported = pool.byProduct.get(product) ?? {};
  const judge = (priceType: PriceType) => screenQuotes(reported[priceType] ?? [], settings.minStores);
  const [retail, promo, wholesale] = [judge('retail'), judge('promo'), judge('wholesale')];
  const quotes = retail.accepted;
  const expected = pool.absent.get(product) ?? [];
  const { panel, movement, plainMovement } = compare(quotes, expected, settings.silentDays, habit);
  const underCeiling = quotes.some(({ ceiling }) => ceiling !== undefined);
  // A store whose price waits is there, though nobody knows what it asks; one without a past, far from all others, may
  // wait for ever, and nobody waits for it.
  const waiting = retail.heldBack.flatMap(({ quote }) => (quote.reference === undefined ? [] : quote));
  const others = [...expected, ...waiting];
  const retailers = retailersOf(quotes);
  const known = {
    stores: quotes.length + others.length,
    heldBack: waiting.length,
    retailers: others.length === 0 ? retailers.size : retailersOf(quotes, others).size,
  };
  const { isAggregate, childOf } = pool;
  const ownThresholds = thresholdsOf(product);
  const season = screening && seasonOn(screening, day.date);
  const summaries = {
    retail: summarise(quotes, retailers),
    promo: summarise(promo.accepted),
    wholesale: summarise(wholesale.accepted),
  };
  return {
    product,
    quotes,
    panel,
    movement,
    plainMovement,
    habit,
    moves: measureMoves({ panel, movement, underCeiling, known, isAggregate, childOf, settings, usualPct }),
    underCeiling,
    known,
    isAggregate,
    childOf,
    ownThresholds,
    thresholds: widenThresholds(ownThresholds, usualPct),
    usualPct,
    settings,
    screening,
    season,
    observed: summaries.retail?.median,
    ...stockOf(pool.supplies.get(product), settings.shortCoverDays),
    doubted: [retail, promo, wholesale].flatMap(({ heldBack }) => heldBack.map(({ quote }) => quote)),
    heldBack: retail.heldBack.map(describeHeldBack),
    summaries,
  };
}

/** Who is compared, and how far they moved: silent stores with what they said last, each with the place's habit. */
function compare(
  quotes: readonly Quote[],
  expected: readonly Quote[],
  silentDays: number,
  habit: CalendarHabit | undefined,
): Pick<JudgedProduct, 'panel' | 'movement' | 'plainMovement'> {
  const absent = expected.filter(({ daysAgo }) => daysAgo <= silentDays);
  const plain = absent.length === 0 ? quotes : [...quotes, ...absent];
  const isComparable = quotes.some(({ reference }) => reference !== undefined);
  const plainMovement = isComparable ? medianRelative(plain) : undefined;
  if (!habit) return { panel: plain, movement: plainMovement, plainMovement };
  const panel = plain.map((quote) => comparedByHabit(quote, habit));
  return { panel, movement: isComparable ? medianRelative(panel) : undefined, plainMovement };
}

/** A store's price beside what it is compared with on a day of a habit. */
function comparedByHabit(quote: Quote, habit: CalendarHabit): Quote {
  const { price, reference, drift } = quote;
  const usual = (then: number | undefined) => (then === undefined ? undefined : withHabit(then, price, habit));
  return { ...quote, reference: usual(reference), drift: drift?.map(usual) };
}

function describeHeldBack({ quote, doubt, expected }: HeldBackQuote): JudgedProduct['heldBack'][number] {
  return { store: quote.from.store, price: quote.price, expected, doubt, hasPast: quote.reference !== undefined };
}

/** What the stock of a product says, of all parts together. */
function stockOf(
  bySource: ReadonlyMap<string, Supply> | undefined,
  shortCoverDays: number,
): Pick<ProductMarket, 'supply' | 'shortChildren' | 'coverDays' | 'stockRatio' | 'cause'> {
  const supply = supplyOf(bySource);
  const coverDays =
    supply && supply.demandPerDayMilli > 0 ? supply.coveredStockMilli / supply.demandPerDayMilli : undefined;
  const stockRatio = supply && supply.usualStockMilli > 0 ? supply.stockMilli / supply.usualStockMilli : undefined;
  return {
    supply,
    shortChildren: bySource ? [...bySource.values()].filter((part) => part.shortStores > 0).length : 0,
    coverDays,
    stockRatio,
    cause: causeOf(coverDays, stockRatio, shortCoverDays),
  };
}

/** Built in a loop: this is read for every quote of the city. */
function medianRelative(panel: readonly Quote[]): number {
  const relatives: number[] = [];
  for (const { price, reference } of panel) if (reference !== undefined) relatives.push(price / reference);
  return median(relatives);
}

const QUARTILES = [0.25, 0.5, 0.75];

function summarise(quotes: readonly Quote[], retailers = retailersOf(quotes)): PriceSummary | undefined {
  if (quotes.length === 0) return undefined;
  const [q1, middle, q3] = quantilesOf(
    quotes.map(({ price }) => price),
    QUARTILES,
  ) as [number, number, number];
  return {
    median: middle,
    q1,
    q3,
    // A store has one quote of a product and price type.
    stores: quotes.length,
    retailers: retailers.size,
  };
}

function retailersOf(...lists: readonly (readonly Quote[])[]): ReadonlySet<string> {
  const retailers = new Set<string>();
  for (const quotes of lists) for (const { from } of quotes) retailers.add(from.retailer);
  return retailers;
}
