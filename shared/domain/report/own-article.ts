import { canonicaliseReadable } from '../reading/canonical.ts';

/** A retailer's own number for a good: which product of the catalogue it is, and how many units of that one of it is. */
export interface OwnArticle {
  readonly article: string;
  readonly product: string;
  /** Its barcode: rows that name none take it, which tells articles of one product apart. */
  readonly gtin?: string;
  /** Units of the catalogue in one article: 5 for a bag of 5 kg; absent for 1. */
  readonly factor?: number;
}

/** A retailer's articles by their numbers. */
export type OwnArticles = ReadonlyMap<string, OwnArticle>;

export const NO_ARTICLES: OwnArticles = new Map();

/** Most articles of one retailer, and most letters of a number: so that what is kept of them stays within its items. */
export const MOST_ARTICLES = 20_000;
export const LONGEST_ARTICLE = 40;

/** Bounds of a factor: from a gram of a kilogram to a lorry. */
export const LEAST_FACTOR = 0.001;
export const MOST_FACTOR = 100_000;

const MILLION = 1_000_000;

/**
 * The number of an article in its one spelling; nothing for what is none. Spreadsheets send numbers of digits as numbers:
 * such a whole number is taken as its digits.
 */
export function articleNumber(written: unknown): string | undefined {
  if (typeof written === 'number') return Number.isSafeInteger(written) && written >= 0 ? String(written) : undefined;
  if (typeof written !== 'string' || written.length > 4 * LONGEST_ARTICLE) return undefined;
  const number = canonicaliseReadable(written);
  return number !== '' && number.length <= LONGEST_ARTICLE ? number : undefined;
}

/** True for a factor that is kept as it is: within its bounds, with six decimals at most. */
export function isFactor(value: unknown): value is number {
  if (typeof value !== 'number' || !(value >= LEAST_FACTOR && value <= MOST_FACTOR)) return false;
  return Math.abs(value * MILLION - Math.round(value * MILLION)) < 1e-3;
}

/** A figure that was turned from articles into units, and whether something was rounded away. */
export interface Converted {
  readonly value: number;
  readonly isRounded: boolean;
}

/** The price of one unit, in whole đồng, a half rounded up. */
export function pricePerUnit(price: number, factor: number): Converted {
  const millionths = BigInt(Math.round(factor * MILLION));
  return divided(BigInt(price) * BigInt(MILLION), millionths);
}

/** So many articles in thousandths of a unit, a half rounded up. */
export function milliUnits(articlesMilli: number, factor: number): Converted {
  const millionths = BigInt(Math.round(factor * MILLION));
  return divided(BigInt(articlesMilli) * millionths, BigInt(MILLION));
}

/** Exact, since the product of two figures may be more than a number holds. */
function divided(dividend: bigint, divisor: bigint): Converted {
  const value = Number((2n * dividend + divisor) / (2n * divisor));
  return { value, isRounded: dividend % divisor !== 0n };
}
