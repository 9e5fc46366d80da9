import { present } from '../present.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese } from '../report/nearest-product.ts';
import type { Cell } from './sheet.ts';

/** What a cell of a price column says. */
export type WrittenPrice =
  /** No price is reported. */
  | { readonly kind: 'none' }
  /** VND, and for which unit where the cell says so. */
  | { readonly kind: 'price'; readonly price: number; readonly unit?: string }
  /** A text or number that is no price in whole đồng, as it is written. */
  | { readonly kind: 'no-price'; readonly written: string | number }
  | {
      readonly kind: 'no-number';
      readonly cell: Exclude<Cell, { kind: 'text' } | { kind: 'number' }> | PercentageCell;
    };

export type PercentageCell = Extract<Cell, { kind: 'number' }>;

/** How people write that they report nothing: folded, without marks. */
const NOTHING: ReadonlySet<string> = new Set([
  ...['x', 'xx', 'xxx', 'nr', 'na', 'n/a', 'null', 'none', 'khong', 'khong co', 'ko co', 'k co', 'ko', 'khong ban'],
  ...['chua co', 'chua ban', 'khong bao cao', 'khong kinh doanh', 'ngung ban', 'ngung kinh doanh', 'not reported'],
]);
const SOLD_OUT: ReadonlySet<string> = new Set([
  'het',
  'het hang',
  'tam het',
  'tam het hang',
  'out of stock',
  'sold out',
]);

/** True for a cell in which nothing is told: it is empty, or holds a dash, "x", "NR". */
export function saysNothing(text: string): boolean {
  const plain = foldVietnamese(canonicalise(text));
  return /^[-–—−_./\\*…]*$/.test(plain) || NOTHING.has(plain);
}

/** True for a stock that is sold out: "hết", "hết hàng". */
export function saysSoldOut(text: string): boolean {
  return SOLD_OUT.has(foldVietnamese(canonicalise(text)).replace(/[.!]+$/, ''));
}

/** A number that is whole but for what computing in binary leaves over: within a millionth. */
export function wholeIfNearly(number: number): number {
  const whole = Math.round(number);
  return Math.abs(number - whole) <= 1e-6 ? whole : number;
}

/**
 * Reads a price in whole đồng. A text means one only where it can mean nothing else: prices have no decimals, so that
 * exactly three digits behind each of the same marks are thousands. "145", "145k" and "145,5" may mean several things.
 */
export function readPrice(cell: Cell | undefined): WrittenPrice {
  if (cell === undefined) return { kind: 'none' };
  if (cell.kind === 'text') return readPriceText(cell.text);
  if (cell.kind !== 'number' || cell.isPercentage) return { kind: 'no-number', cell };
  const price = wholeIfNearly(cell.number);
  if (cell.beside !== undefined) return besidePrice(price, cell.beside);
  return Number.isSafeInteger(price) ? { kind: 'price', price } : { kind: 'no-price', written: cell.number };
}

/** A number beside which its format shows money, a unit, or what makes another number of it ("145 k"). */
function besidePrice(price: number, beside: string): WrittenPrice {
  const shown = canonicalise(beside.slice(0, 60));
  const money = MONEY.exec(shown);
  if (!money || !Number.isSafeInteger(price)) return { kind: 'no-price', written: `${price} ${shown}` };
  const per = money.groups?.['unit']?.replace(/^1 ?(?=\D)/, '').trim();
  return present({ kind: 'price' as const, price, unit: per });
}

const MONEY = /^(?:đ|₫|đồng|dong|vnđ|vnd|d)?\.?\s*(?:\/\s*(?<unit>[^/]{1,40}))?$/iu;

function readPriceText(written: string): WrittenPrice {
  const text = canonicalise(written.slice(0, 200));
  if (saysNothing(text) || saysSoldOut(text)) return { kind: 'none' };
  const { digits, unit } = PRICE.exec(text)?.groups ?? {};
  if (digits === undefined || !isWhole(digits)) return { kind: 'no-price', written: text };
  const per = unit?.replace(/^1 ?(?=\D)/, '').trim();
  return present({ kind: 'price' as const, price: Number(digits.replace(/[., ]/g, '')), unit: per });
}

/** Digits, and behind them đồng, a unit, or both; or đồng in front of them. */
const PRICE =
  /^(?:(?:đ|₫|vnđ|vnd)\s*)?(?<digits>\d[\d., ]*?)\s*(?:đ|₫|đồng|dong|vnđ|vnd|d)?\.?\s*(?:\/\s*(?<unit>[^/]{1,40}))?$/iu;

/** One mark throughout, with exactly three digits behind each; or no mark at all. */
function isWhole(digits: string): boolean {
  return /^[1-9]\d{0,11}$|^0$/.test(digits) || /^[1-9]\d{0,2}([., ])\d{3}(?:\1\d{3}){0,2}$/.test(digits);
}

/** True for a text that somebody wrote as a price, readable or not: a row that has one is a row. */
export function looksLikePrice(text: string): boolean {
  return /^[^\p{L}\d]{0,3}(?:đ|₫|vnđ|vnd)?\s*\d[\d.,\s]{0,15}(?:[-–~]\s*\d[\d.,\s]{0,15})?(?:k|nghìn|ngàn|nghin|ngan|tr|triệu|đ|₫|đồng|dong|vnđ|vnd|d)?(?:\s*\/.*)?$/iu.test(
    canonicalise(text.slice(0, 200)),
  );
}
