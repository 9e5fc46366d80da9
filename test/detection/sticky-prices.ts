import type { PriceHabit } from './price-habits.ts';
import type { Stream } from './random-streams.ts';

/** Normal quantiles: the 95 % one, and that of the absolute value's median. */
const Z95 = 1.645;
const Z_MEDIAN = 0.6745;
const INFLATION_PER_DAY = Math.log(1.03) / 365;

/** A market-wide log level that wanders and comes back (Ornstein-Uhlenbeck, one step a day). */
export function wanderingLevel(deviation: number, halfLifeDays: number, draw: Stream): () => number {
  const keep = 0.5 ** (1 / halfLifeDays);
  const step = deviation * Math.sqrt(1 - keep * keep);
  let level = deviation * draw.normal();
  return () => {
    level = keep * level + step * draw.normal();
    return level;
  };
}

/**
 * Spread of a good's market-wide level such that what it moves between two changes of one store's price makes up the
 * common share of the change's variance.
 */
export function commonDeviation({ size, changes, common, halfLifeDays }: PriceHabit): number {
  const ofChange = (size / Z_MEDIAN) ** 2 * common;
  const forgotten = 1 - 0.5 ** (1 / changes / halfLifeDays);
  return Math.sqrt(ofChange / (2 * forgotten));
}

export interface StickyPrice {
  /** Log price of the day, given the market's level of the day: the same as before unless the store changes it. */
  readonly next: (target: number) => number;
}

/** Largest own deviation of a store, and of a chain: its head office moves a list price by little, and promotes the rest. */
export const MOST_OWN = { store: 0.5, chain: 0.1 };

/**
 * A store's own price: it stands still until the store changes it, and then takes the market's level and a new
 * deviation of its own, mostly small and sometimes large, as the quantiles of the habit say.
 */
export function stickyPrice(habit: PriceHabit, start: number, most: number, draw: Stream): StickyPrice {
  const tailOfChange = Math.log(habit.largeSize / habit.size) / Z95;
  // A change is the difference of two deviations: it is larger than one of them and its tail is shorter. The lines fit
  // a simulation of lognormal deviations with tails from 0.5 to 1.2, to within 3 %.
  const tail = Math.max(0.4, 0.6 + 1.35 * (tailOfChange - 0.626));
  const typical = (habit.size * Math.sqrt(1 - habit.common)) / (1.4 + 0.8 * (tail - 0.6));
  const deviation = () => (draw.chance(0.5) ? 1 : -1) * Math.min(most, typical * Math.exp(tail * draw.normal()));
  let price = start + deviation();
  return {
    next: (target) => {
      if (draw.chance(habit.changes)) price = target + deviation();
      return price;
    },
  };
}

/** What 3 % of inflation a year have made of a price after some days, as a log change. */
export function inflationOn(day: number): number {
  return INFLATION_PER_DAY * day;
}

/** Prices end in full hundreds, five hundreds or thousands of đồng. */
export function roundedPrice(price: number): number {
  const step = price >= 50_000 ? 1000 : price >= 10_000 ? 500 : 100;
  return Math.max(step, Math.round(price / step) * step);
}
