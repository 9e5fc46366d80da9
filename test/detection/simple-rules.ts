import { hanoi } from '#catalog/hanoi.ts';
import { type BusinessDay, toDayNumber } from '#domain/business-day.ts';
import type { Direction } from '#domain/level.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { median, medianAbsoluteDeviation } from '#domain/statistics.ts';
import type { StoreKey } from '#domain/store.ts';
import type { Detector, ShownAlert } from './detectors.ts';
import type { GeneratedMarket } from './generated-market.ts';

/**
 * Rules that a spreadsheet has, measured on the same data. Each looks at a new value and the values before it; what it
 * flags on days at most `SAME_ALERT_DAYS` apart is one alert.
 */
type Look = (value: number, before: readonly number[], product: string) => Direction | undefined;

const KEPT_VALUES = 28;
const LEAST_VALUES = 7;
const SAME_ALERT_DAYS = 3;
const PERCENT = 10;
const Z_LIMIT = 3;
/** Iglewicz and Hoaglin's modified z-score: 0.6745 makes the MAD an estimate of the deviation. */
const MODIFIED_Z = 0.6745;
const MODIFIED_Z_LIMIT = 3.5;

/** Inclusive: 19,800 after 22,000 is a fall of 10 %, whatever the division leaves. */
function beyond(value: number, reference: number, percent: number): Direction | undefined {
  const changePct = Math.round((value / reference - 1) * 1e11) / 1e9;
  if (Math.abs(changePct) < percent) return undefined;
  return changePct > 0 ? 'up' : 'down';
}

const dayBefore: Look = (value, before) => {
  const last = before.at(-1);
  return last === undefined ? undefined : beyond(value, last, PERCENT);
};

const ownMedian: Look = (value, before) =>
  before.length < LEAST_VALUES ? undefined : beyond(value, median(before), PERCENT);

const productThreshold: Look = (value, before, product) =>
  before.length < LEAST_VALUES ? undefined : beyond(value, median(before), alertPctOf(product));

/** A deviation of 0 makes any change infinitely unusual: that is what these rules do to sticky prices. */
const zScore: Look = (value, before) => {
  if (before.length < LEAST_VALUES) return undefined;
  const mean = before.reduce((sum, one) => sum + one, 0) / before.length;
  const deviation = Math.sqrt(before.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (before.length - 1));
  const z = (value - mean) / deviation;
  return Math.abs(z) > Z_LIMIT ? (z > 0 ? 'up' : 'down') : undefined;
};

const unflooredMad: Look = (value, before) => {
  if (before.length < LEAST_VALUES) return undefined;
  const centre = median(before);
  const z = (MODIFIED_Z * (value - centre)) / medianAbsoluteDeviation(before, centre);
  return Math.abs(z) > MODIFIED_Z_LIMIT ? (z > 0 ? 'up' : 'down') : undefined;
};

function alertPctOf(product: string): number {
  return (hanoi.products.get(product)?.thresholds ?? hanoi.defaultThresholds).alert;
}

/** All simple rules; those on single stores alert for the place as soon as one store says so. */
export function simpleRules(): Detector[] {
  return [
    rule('place median +10 % on the day before', dayBefore, 'place'),
    rule('place median, z-score of 28 days > 3', zScore, 'place'),
    rule('place median, unfloored MAD > 3.5', unflooredMad, 'place'),
    rule("place median against its 28 days, product's threshold", productThreshold, 'place'),
    rule("+10 % over a store's own 28-day median", ownMedian, 'store'),
    rule("unfloored MAD > 3.5 on a store's own 28 reports", unflooredMad, 'store', true),
  ];
}

/**
 * No rule but a yardstick: it sees what all stores of a place truly ask, every day and without errors, and alerts at the
 * product's threshold. Its false alerts are own moves of the market that nobody planned; no honest detector has fewer
 * without missing events.
 */
export function oracle(market: GeneratedMarket): Detector {
  const alerts = mergedAlerts();
  return {
    name: 'an oracle of the true prices',
    alertPct: (_, product) => alertPctOf(product),
    day: (date) => {
      const flagged = market.places.flatMap((place) =>
        market.goods.flatMap(({ id }): Flag[] => {
          const direction = beyond(1 + market.trueMove(place, id), 1, alertPctOf(id));
          return direction ? [{ place, product: id, direction }] : [];
        }),
      );
      return { alerts: alerts.shown(date, flagged), heldBack: [] };
    },
  };
}

/** A rule that looks at each place's median price, or at each store's own price. */
function rule(name: string, look: Look, ofEach: 'place' | 'store', holdsBack = false): Detector {
  const past = remembered();
  const alerts = mergedAlerts();
  return {
    name,
    alertPct: (_, product) => alertPctOf(product),
    day: (date, reports) => {
      const placeOf = new Map<string, string>(reports.map(({ store, place }) => [store, place]));
      const flagged: (Flag & { readonly store: StoreKey })[] = [];
      for (const [key, prices] of retailPrices(reports, (report) => report[ofEach])) {
        const [owner, product] = key.split('|') as [StoreKey, string];
        const value = median(prices);
        const direction = look(value, past.before(key), product);
        if (direction) flagged.push({ store: owner, place: placeOf.get(owner) ?? owner, product, direction });
        past.add(key, value);
      }
      return { alerts: alerts.shown(date, flagged), heldBack: holdsBack ? flagged : [] };
    },
  };
}

interface Flag {
  readonly place: string;
  readonly product: string;
  readonly direction: Direction;
}

/** The day's retail prices by `<place or store>|<product>`. */
function retailPrices(reports: readonly StoreDay[], ownerOf: (report: StoreDay) => string): Map<string, number[]> {
  const prices = new Map<string, number[]>();
  for (const report of reports) {
    for (const { product, priceType, price } of report.rows) {
      if (priceType !== 'retail') continue;
      const key = `${ownerOf(report)}|${product}`;
      const known = prices.get(key);
      if (known) known.push(price);
      else prices.set(key, [price]);
    }
  }
  return prices;
}

function remembered() {
  const values = new Map<string, number[]>();
  return {
    before: (key: string): readonly number[] => values.get(key) ?? [],
    add: (key: string, value: number) => {
      const kept = values.get(key) ?? [];
      kept.push(value);
      if (kept.length > KEPT_VALUES) kept.shift();
      values.set(key, kept);
    },
  };
}

function mergedAlerts() {
  const latest = new Map<string, { day: number; key: string }>();
  return {
    shown(date: BusinessDay, flagged: readonly Flag[]): ShownAlert[] {
      const day = toDayNumber(date);
      const shownToday = new Map<string, ShownAlert>();
      for (const { place, product, direction } of flagged) {
        const series = `${place}|${product}|${direction}`;
        const known = latest.get(series);
        const key = known && day - known.day <= SAME_ALERT_DAYS ? known.key : `${series}|${date}`;
        latest.set(series, { day, key });
        shownToday.set(series, { key, place, product, direction, level: 'alert' });
      }
      return [...shownToday.values()];
    },
  };
}
