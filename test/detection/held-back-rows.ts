import { hanoi } from '#catalog/hanoi.ts';
import type { DetectorDay } from './detectors.ts';
import type { GeneratedMarket, MarketDay } from './generated-market.ts';
import { tetOf } from './market-events.ts';
import type { ErrorKind, TypingError } from './typing-errors.ts';

/** A factor from which an error must not be missed; rounding makes a slipped digit a little more or less than 10. */
export const GROSS_FACTOR = 9.5;
/** Reports of a product that a store needs before it has a past to be compared with. */
const PAST_REPORTS = 7;
const EXAMPLES = 40;
const TET_SHUT_DAYS = 3;

export interface Missed {
  readonly why: 'the store has no past yet' | 'another store errs the same way' | 'other';
  readonly kind: ErrorKind;
  readonly where: string;
}

export interface HeldBackCounts {
  /** By kind: how many errors there were, how many were held back, how many the band at the door would have refused. */
  readonly byKind: Readonly<Record<string, { made: number; held: number; outOfBand: number }>>;
  /** Gross errors: all, those of stores that have a past, and those that were held back or refused at the door. */
  readonly gross: { made: number; held: number; madeWithPast: number; heldWithPast: number; stopped: number };
  readonly missedGross: readonly Missed[];
  readonly goodRows: number;
  readonly goodHeld: number;
  /** Good rows that were held back, by what was going on, and some of them. */
  readonly goodHeldBy: Readonly<Record<string, number>>;
  readonly goodHeldExamples: readonly string[];
}

/** Counts, day by day, which errors and which good rows a detector keeps out of the statistics on the day itself. */
export function heldBackRows(market: GeneratedMarket) {
  const byKind: Record<string, { made: number; held: number; outOfBand: number }> = {};
  const gross = { made: 0, held: 0, madeWithPast: 0, heldWithPast: 0, stopped: 0 };
  const missedGross: Missed[] = [];
  const goodHeldBy: Record<string, number> = {};
  const goodHeldExamples: string[] = [];
  const reported = new Map<string, number>();
  let goodRows = 0;
  let goodHeld = 0;

  return {
    note(day: MarketDay, { heldBack }: DetectorDay): void {
      const held = new Set(heldBack.map(({ store, product }) => `${store}|${product}`));
      const wrong = new Set(day.errors.map(({ store, product }) => `${store}|${product}`));
      for (const error of day.errors) noteError(error, day, held);
      for (const { store, place, rows } of day.reports) {
        for (const { product, priceType, price } of rows) {
          if (priceType !== 'retail') continue;
          const key = `${store}|${product}`;
          reported.set(key, (reported.get(key) ?? 0) + 1);
          if (wrong.has(key) || day.stale.has(store)) continue;
          goodRows++;
          if (held.has(key)) noteGood(store, place, product, price, day);
        }
      }
    },
    result: (): HeldBackCounts => ({
      ...{ byKind, gross, missedGross, goodRows, goodHeld, goodHeldBy, goodHeldExamples },
    }),
  };

  function noteError(error: TypingError, day: MarketDay, held: ReadonlySet<string>): void {
    const { store, place, product, kind, price, expected } = error;
    const counts = byKind[kind] ?? { made: 0, held: 0, outOfBand: 0 };
    byKind[kind] = counts;
    const isHeld = held.has(`${store}|${product}`);
    const band = hanoi.products.get(product)?.band;
    counts.made++;
    if (isHeld) counts.held++;
    const isRefused = band !== undefined && (price < band.min || price > band.max);
    if (isRefused) counts.outOfBand++;
    if (sizeOf(error) < Math.log(GROSS_FACTOR)) return;
    const hasPast = (reported.get(`${store}|${product}`) ?? 0) >= PAST_REPORTS;
    gross.made++;
    if (hasPast) gross.madeWithPast++;
    if (isHeld || isRefused) gross.stopped++;
    if (isHeld) {
      gross.held++;
      if (hasPast) gross.heldWithPast++;
      return;
    }
    missedGross.push({
      kind,
      why: hasPast ? whyMissed(error, day) : 'the store has no past yet',
      where: `${market.settings.seed}: ${place} ${store} ${product} ${day.date} ${price} for ${expected}`,
    });
  }

  function whyMissed(error: TypingError, day: MarketDay): Missed['why'] {
    const beside = day.errors.some(
      (other) =>
        other !== error &&
        other.place === error.place &&
        other.product === error.product &&
        other.price > other.expected === error.price > error.expected &&
        sizeOf(other) >= 0.4 * sizeOf(error),
    );
    return beside ? 'another store errs the same way' : 'other';
  }

  function noteGood(store: string, place: string, product: string, price: number, day: MarketDay): void {
    goodHeld++;
    const event = market.events.find(
      (one) => one.product === product && one.places.has(place) && day.index >= one.start && day.index <= one.end + 3,
    );
    const good = market.goods.find(({ id }) => id === product);
    const promoted = market.promotions.some(
      (one) =>
        one.typedAsRetail &&
        one.products.has(product) &&
        store.startsWith(`${one.retailer}/`) &&
        day.index >= one.start &&
        day.index <= one.end,
    );
    const sinceTet = day.index - (tetOf(market.settings) ?? Number.POSITIVE_INFINITY);
    const why = event
      ? `event (${event.kind} ${Math.round(event.size * 100)} %)`
      : promoted
        ? 'promotion typed as retail'
        : sinceTet >= 0 && sinceTet < TET_SHUT_DAYS
          ? 'odd price at Tết'
          : good?.volatile
            ? 'volatile good'
            : 'staple';
    goodHeldBy[why] = (goodHeldBy[why] ?? 0) + 1;
    if (goodHeldExamples.length < EXAMPLES) {
      goodHeldExamples.push(`${market.settings.seed}: ${place} ${store} ${product} ${day.date} ${price} (${why})`);
    }
  }
}

function sizeOf({ price, expected }: TypingError): number {
  return Math.abs(Math.log(price / expected));
}
