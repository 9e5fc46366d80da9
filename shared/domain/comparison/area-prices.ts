import type { BusinessDay } from '../business-day.ts';
import { reportedPrices } from '../history/reported-prices.ts';
import type { StoreDay } from '../report/report.ts';
import { isSupplier, retailerOf } from '../store.ts';

/**
 * How a retailer's price is set beside those of its ward, so that none can tell another's price more finely than its two
 * digits: what is shown is made of rounded prices alone. docs/decisions/050 has the argument.
 *
 * 1. Each shop's retail price is rounded to two significant digits, before anything is made of it.
 * 2. Each retailer counts once, by the middle one of its shops' rounded prices: the lower one of two.
 * 3. Lower quarter, middle and upper quarter are values that stand in that list, never means of two.
 * 4. All of it is of the reports as they stood at the cut-off, and is kept then: a later report changes nothing.
 */
export interface AreaPrices {
  readonly place: string;
  readonly day: BusinessDay;
  /** By product, for goods that enough retailers have reported. */
  readonly goods: readonly GoodInArea[];
}

/** A good's rounded prices at a place, one of a retailer. */
export interface GoodInArea {
  readonly product: string;
  readonly lower: number;
  readonly middle: number;
  readonly upper: number;
  /** Who stands behind it, with how many shops. */
  readonly retailers: readonly (readonly [retailer: string, shops: number])[];
}

/** Retailers besides whoever asks. */
const LEAST_OTHERS = 4;
/** None of the others may have more of their shops than this share. */
const MOST_SHARE = 1 / 3;

/** A price with two significant digits, a half rounded up. */
export function roundedPrice(price: number): number {
  const step = roundingStep(price);
  return Math.round(price / step) * step;
}

/** What a price is rounded to whole numbers of: 10,000 for prices of six digits; never less than a đồng. */
export function roundingStep(price: number): number {
  return 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, price)) + 1e-12) - 1);
}

/** The prices of an area, from the reports of its places as they stood at the cut-off. Suppliers ask, and do not sell. */
export function areaPrices(place: string, day: BusinessDay, reports: readonly StoreDay[]): AreaPrices {
  const byProduct = new Map<string, { readonly retailer: string; readonly price: number }[]>();
  for (const { store, channel, rows } of reports) {
    if (isSupplier(channel)) continue;
    for (const { product, priceType, price } of reportedPrices(rows, channel)) {
      if (priceType !== 'retail') continue;
      const shops = byProduct.get(product) ?? [];
      shops.push({ retailer: retailerOf(store), price: roundedPrice(price) });
      byProduct.set(product, shops);
    }
  }
  const goods = [...byProduct.keys()].sort().flatMap((product) => goodOf(product, byProduct.get(product) ?? []));
  return { place, day, goods };
}

function goodOf(
  product: string,
  shops: readonly { readonly retailer: string; readonly price: number }[],
): GoodInArea[] {
  const byRetailer = [...Map.groupBy(shops, ({ retailer }) => retailer)].sort(([a], [b]) => (a < b ? -1 : 1));
  // Of fewer nothing is ever shown, to whoever asks.
  if (byRetailer.length <= LEAST_OTHERS) return [];
  const prices = byRetailer.map(([, own]) =>
    ranked(
      own.map(({ price }) => price),
      1 / 2,
    ),
  );
  return [
    {
      product,
      lower: ranked(prices, 1 / 4),
      middle: ranked(prices, 1 / 2),
      upper: ranked(prices, 3 / 4),
      retailers: byRetailer.map(([retailer, own]) => [retailer, own.length]),
    },
  ];
}

/** The value of a list that stands at a share of it, by nearest rank: always one of its values. */
function ranked(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/**
 * The good as a retailer may see it: it has reported it itself, at least four others stand behind it, and none of these has
 * more than a third of their shops. What decides are names and counts, never a price.
 */
export function shownTo({ goods }: AreaPrices, product: string, retailer: string): GoodInArea | undefined {
  const good = goods.find((one) => one.product === product);
  if (!good?.retailers.some(([id]) => id === retailer)) return undefined;
  const others = good.retailers.filter(([id]) => id !== retailer).map(([, shops]) => shops);
  const all = others.reduce((sum, shops) => sum + shops, 0);
  const isSpread = others.every((shops) => shops <= MOST_SHARE * all);
  return others.length >= LEAST_OTHERS && isSpread ? good : undefined;
}
