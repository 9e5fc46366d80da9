/**
 * How a store's price of a good usually behaves. Figures: daily retail reports of 153 Indian centres, 2016-2021, as
 * `generator-stats.json` sums them up: probability that a report changes the price, and quantiles of the absolute change.
 */
export interface PriceHabit {
  readonly changes: number;
  /** Median and 95 % quantile of the absolute change, as shares of the price before. */
  readonly size: number;
  readonly largeSize: number;
  /** Share of the change's variance that all stores have in common; the rest is the store's own. */
  readonly common: number;
  /** Days in which the common part forgets half of itself. */
  readonly halfLifeDays: number;
}

/** A staple's common part is small and slow: harvests and costs; its changes are mostly the store's own. */
const STAPLE = { common: 0.1, halfLifeDays: 60 };
/** Half of what a vegetable moves is the market's: in Bandung and Hanoi all stalls follow the wholesale market. */
const VOLATILE = { common: 0.5, halfLifeDays: 12 };

const RICE: PriceHabit = { changes: 0.0337, size: 0.0417, largeSize: 0.2143, ...STAPLE };
const FLOUR: PriceHabit = { changes: 0.0306, size: 0.0435, largeSize: 0.2018, ...STAPLE };
const PULSES: PriceHabit = { changes: 0.0713, size: 0.027, largeSize: 0.1206, ...STAPLE };
const LENTILS: PriceHabit = { changes: 0.056, size: 0.0294, largeSize: 0.1442, ...STAPLE };
const SUGAR: PriceHabit = { changes: 0.0378, size: 0.027, largeSize: 0.1042, ...STAPLE };
const MILK: PriceHabit = { changes: 0.012, size: 0.0455, largeSize: 0.2, ...STAPLE };
const OIL: PriceHabit = { changes: 0.0403, size: 0.0233, largeSize: 0.134, ...STAPLE };
const SALT: PriceHabit = { changes: 0.0116, size: 0.0952, largeSize: 0.4286, ...STAPLE };
const POTATO: PriceHabit = { changes: 0.1058, size: 0.0909, largeSize: 0.3333, ...VOLATILE };
const ONION: PriceHabit = { changes: 0.1395, size: 0.0909, largeSize: 0.3333, ...VOLATILE };
const TOMATO: PriceHabit = { changes: 0.1589, size: 0.1333, largeSize: 0.5, ...VOLATILE };

/**
 * Goods of Hanoi's catalogue with the habit of the good that is nearest in kind. Meat, eggs and fish are not in the
 * source: they take the habit of pulses and lentils, whose prices change most often among its staples.
 */
export const STAPLES: ReadonlyMap<string, PriceHabit> = new Map([
  ['01.0002', RICE],
  ['01.0004', PULSES],
  ['01.0023', LENTILS],
  ['01.0005', FLOUR],
  ['01.0024', PULSES],
  ['01.0027', LENTILS],
  ['01.0018', OIL],
  ['01.0019', SUGAR],
  ['01.0017', SALT],
  ['bo.0020', MILK],
]);

/**
 * Vegetables: three of leaves, cabbage, tomatoes and a root, with thresholds of their own in the catalogue. The source
 * has three vegetables; each lends its habit to two.
 */
export const VOLATILE_GOODS: ReadonlyMap<string, PriceHabit> = new Map([
  ['bo.0007', ONION],
  ['01.0016', TOMATO],
  ['01.0014', ONION],
  ['01.0013', POTATO],
  ['bo.0008', TOMATO],
  ['bo.0012', POTATO],
]);
