import { present } from '../present.ts';
import type { Product } from '../product.ts';
import type { Channel } from '../store.ts';
import { namesArticle, type Rounding, rowOfArticle } from './article-row.ts';
import { productOf, sameUnit } from './nearest-product.ts';
import { NO_ARTICLES, type OwnArticle, type OwnArticles } from './own-article.ts';
import { ENTERED, type Entered, isFinerThanKept, type PriceType, type ReportRow, toMilli } from './report.ts';
import { type RawRow, slippedMember, strangersOf } from './row-members.ts';

export const ROW_CODES = [
  'not-an-object',
  'unknown-member',
  'unknown-product',
  'unknown-article',
  'article-of-other-product',
  'article-or-unit',
  'price-missing',
  'price-not-integer',
  'price-out-of-band',
  'unknown-price-type',
  'quantity-not-a-number',
  'negative-stock',
  'unit-mismatch',
  'invalid-gtin',
  'not-a-boolean',
  'unknown-entry',
  'wrong-channel',
  'duplicate-row',
  'withdraw-needs-patch',
] as const;
export type RowCode = (typeof ROW_CODES)[number];

/** Why a row was refused, with the evidence; `explainRefusal` puts it into words. */
export interface RowRefusal {
  readonly code: RowCode;
  /** Member of the row that is wrong, also one that no row has; empty for the row as a whole. */
  readonly member: string;
  /** The member's value as it was sent. */
  readonly written?: unknown;
  /** The product that the row names, as far as it is known. */
  readonly product?: Product;
  /** The retailer's own article by which the row names it. */
  readonly own?: OwnArticle;
  /** What the row calls the good, where its article is not known. */
  readonly name?: string;
}

/** A row that takes rows of the kept report out: all of the product that its gtin and price type do not exclude. */
export interface Withdrawal {
  readonly product: string;
  readonly gtin?: string;
  readonly priceType?: PriceType;
}

export type RowVerdict =
  | {
      readonly kind: 'row';
      readonly row: ReportRow;
      readonly wrongCheckDigit: boolean;
      /** What was rounded when its article was turned into units. */
      readonly roundings?: readonly Rounding[];
    }
  | { readonly kind: 'withdrawal'; readonly withdrawal: Withdrawal }
  | { readonly kind: 'refused'; readonly refusal: RowRefusal };

export interface JudgeContext {
  readonly products: ReadonlyMap<string, Product>;
  readonly channel: Channel;
  /** True in patch mode, where rows may withdraw others. */
  readonly patch: boolean;
  /** True for rows of a table, which may have columns of other matters: a column is refused where it is a slip alone. */
  readonly isTable?: boolean;
  /** What becomes of a row that says again just what one before it said; by itself it is refused as a duplicate. */
  readonly repeats?: 'count-once';
  /** The retailer's own articles; none where no row names one. */
  readonly articles?: OwnArticles;
}

/** More than any store of the city holds, in units; keeps sums of thousandths exact. */
export const MOST_QUANTITY = 1e9;

/** The constants themselves: rows hold these and not the texts that came in, so that comparing them costs nothing. */
const PRICE_TYPE_OF: ReadonlyMap<unknown, PriceType> = new Map<unknown, PriceType>([
  [undefined, 'retail'],
  [null, 'retail'],
  ['retail', 'retail'],
  ['promo', 'promo'],
  ['wholesale', 'wholesale'],
]);

const ENTERED_OF: ReadonlyMap<unknown, Entered | 'unsaid'> = new Map<unknown, Entered | 'unsaid'>([
  [undefined, 'unsaid'],
  [null, 'unsaid'],
  ...ENTERED.map((entered) => [entered, entered] as const),
]);
type RowInMaking = { -readonly [Member in keyof ReportRow]: ReportRow[Member] };

/**
 * Judges one row as it came, without its neighbours: a row to keep, a withdrawal, or a refusal with its evidence.
 * It runs for each of a report's rows, ten thousand at a time, so it explains nothing and makes one object.
 */
export function judgeRow(raw: unknown, context: JudgeContext): RowVerdict {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refused('not-an-object', '', raw);
  const stranger = strangerIn(raw, context);
  if (stranger !== undefined) return refused('unknown-member', stranger, stranger);
  const sent: RawRow = raw;
  return namesArticle(sent) ? judgeArticle(sent, context) : judgeProduct(sent, context);
}

/** Judges a row by its article as the row of the product that it is. */
function judgeArticle(sent: RawRow, context: JudgeContext): RowVerdict {
  const read = rowOfArticle(sent, context.articles ?? NO_ARTICLES, context.products);
  if (typeof read === 'string') {
    const name = typeof sent.name === 'string' ? sent.name : undefined;
    return { kind: 'refused', refusal: present({ code: read, member: 'article', written: sent.article, name }) };
  }
  const verdict = judgeProduct(read.row, context);
  if (verdict.kind === 'refused') return { kind: 'refused', refusal: { ...verdict.refusal, own: read.own } };
  return verdict.kind === 'row' && read.roundings.length > 0 ? { ...verdict, roundings: read.roundings } : verdict;
}

function judgeProduct(sent: RawRow, context: JudgeContext): RowVerdict {
  const product = productOf(sent.product, context.products);
  if (!product) return refused('unknown-product', 'product', sent.product);
  const priceType = PRICE_TYPE_OF.get(sent.priceType);
  if (priceType === undefined) return refused('unknown-price-type', 'priceType', sent.priceType, product);
  const { gtin, confirm, withdraw } = sent;
  const checked = gtin === undefined || gtin === null ? 'absent' : checkGtin(gtin);
  if (checked === 'no-gtin') return refused('invalid-gtin', 'gtin', gtin, product);
  if (!isFlag(withdraw)) return refused('not-a-boolean', 'withdraw', withdraw, product);
  if (withdraw === true) return withdrawal(sent, product, priceType, context);
  if (!isFlag(confirm)) return refused('not-a-boolean', 'confirm', confirm, product);
  const entered = ENTERED_OF.get(sent.entered);
  if (entered === undefined) return refused('unknown-entry', 'entered', sent.entered, product);
  const { price, unit } = sent;
  if (price === undefined || price === null || price === '') return refused('price-missing', 'price', price, product);
  if (typeof price !== 'number' || !Number.isSafeInteger(price)) {
    return refused('price-not-integer', 'price', price, product);
  }
  // Before the band: the price of another unit lies beside it by right.
  if (unit !== undefined && unit !== null && !sameUnit(unit, product.unit)) {
    return refused('unit-mismatch', 'unit', unit, product);
  }
  if (price < product.band.min || price > product.band.max) {
    return refused('price-out-of-band', 'price', price, product);
  }
  if (product.channels && !product.channels.includes(context.channel)) {
    return refused('wrong-channel', 'product', context.channel, product);
  }
  const row: RowInMaking = { product: product.id, priceType, price };
  if (checked !== 'absent') row.gtin = gtin as string;
  if (entered !== 'unsaid') row.entered = entered;
  return (
    refusedQuantity('stock', sent.stock, product) ??
    refusedQuantity('sold', sent.sold, product) ??
    refusedQuantity('incoming', sent.incoming, product) ??
    accepted(row, sent, checked === 'wrong-digit')
  );
}

/** A member that no row has: what was meant by it would be left out without a word. */
function strangerIn(raw: object, { isTable = false }: JudgeContext): string | undefined {
  for (const name of strangersOf(raw)) {
    if (!isTable || slippedMember(name) !== undefined) return name.slice(0, LONGEST_NAME);
  }
  return undefined;
}

/** Letters of a name that an answer repeats. */
const LONGEST_NAME = 40;

function accepted(row: RowInMaking, { stock, sold, incoming, confirm }: RawRow, wrongCheckDigit: boolean): RowVerdict {
  // Adding 0 turns -0 into 0: both are written "0", and equal rows must be equal after being kept.
  if (typeof stock === 'number') row.stockMilli = toMilli(stock) + 0;
  if (typeof sold === 'number') row.soldMilli = toMilli(sold) + 0;
  if (typeof incoming === 'number') row.incomingMilli = toMilli(incoming) + 0;
  if (confirm === true) row.confirmed = true;
  return { kind: 'row', row, wrongCheckDigit };
}

function withdrawal(sent: RawRow, product: Product, priceType: PriceType, { patch }: JudgeContext): RowVerdict {
  if (!patch) return refused('withdraw-needs-patch', 'withdraw', true, product);
  return {
    kind: 'withdrawal',
    withdrawal: present({
      product: product.id,
      gtin: typeof sent.gtin === 'string' ? sent.gtin : undefined,
      priceType: sent.priceType === undefined || sent.priceType === null ? undefined : priceType,
    }),
  };
}

function refused(code: RowCode, member: string, written: unknown, product?: Product): RowVerdict {
  return {
    kind: 'refused',
    refusal: product ? { code, member, written, product } : { code, member, written },
  };
}

function isFlag(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'boolean';
}

function refusedQuantity(
  member: 'stock' | 'sold' | 'incoming',
  value: unknown,
  product: Product,
): RowVerdict | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !(value <= MOST_QUANTITY)) {
    return refused('quantity-not-a-number', member, value, product);
  }
  if (value < 0) return refused('negative-stock', member, value, product);
  return isFinerThanKept(value) ? refused('quantity-not-a-number', member, value, product) : undefined;
}

/** True for a text that is a barcode, whatever its check digit says. */
export function isGtin(value: unknown): boolean {
  return checkGtin(value) !== 'no-gtin';
}

/**
 * Whether a value is a GTIN-8, -12, -13 or -14, and whether its last digit is the one that GS1's rule gives: from the
 * right, digits weigh 1 and 3 in turn and sum to a multiple of ten.
 */
function checkGtin(gtin: unknown): 'gtin' | 'wrong-digit' | 'no-gtin' {
  if (typeof gtin !== 'string') return 'no-gtin';
  const { length } = gtin;
  if (length !== 8 && (length < 12 || length > 14)) return 'no-gtin';
  let sum = 0;
  for (let index = 0; index < length; index++) {
    const digit = gtin.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return 'no-gtin';
    sum += (length - index) % 2 === 0 ? 3 * digit : digit;
  }
  return sum % 10 === 0 ? 'gtin' : 'wrong-digit';
}
