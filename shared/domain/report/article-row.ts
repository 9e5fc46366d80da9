import type { Product } from '../product.ts';
import { productOf, sameUnit } from './nearest-product.ts';
import { articleNumber, milliUnits, type OwnArticle, type OwnArticles, pricePerUnit } from './own-article.ts';
import { fromMilli, isFinerThanKept, toMilli } from './report.ts';
import type { RawRow } from './row-members.ts';

/** A figure of a row that was rounded when its article was turned into units. */
export interface Rounding {
  readonly own: OwnArticle;
  readonly product: Product;
  readonly member: 'price' | 'stock' | 'sold' | 'incoming';
  /** For articles, as it was sent. */
  readonly written: number;
  /** For units, as it is kept. */
  readonly kept: number;
}

/** A row that names an article, as the row of its product. */
interface RowOfProduct {
  readonly own: OwnArticle;
  readonly row: RawRow;
  readonly roundings: readonly Rounding[];
}

/** True for a row that names an article of the retailer's own. */
export function namesArticle(row: object): boolean {
  const { article }: RawRow = row;
  return article !== undefined && article !== null && article !== '';
}

/**
 * Turns a row that names an article into the row of its product: the price of one unit, and quantities in units. What is
 * no figure stays as it is, so that it is refused as in any row. A row may name its product, too, if both say the same.
 */
export function rowOfArticle(
  sent: RawRow,
  articles: OwnArticles,
  products: ReadonlyMap<string, Product>,
): RowOfProduct | 'unknown-article' | 'article-of-other-product' | 'article-or-unit' {
  const number = articleNumber(sent.article);
  const own = number === undefined ? undefined : articles.get(number);
  const product = own && products.get(own.product);
  const named = productOf(sent.product, products);
  if (!own || !product) {
    // Its code says what it is, and its own number says nothing against that.
    const isNumber = typeof sent.article === 'string' || number !== undefined;
    return named && isNumber ? asItIs(sent, { article: number ?? '', product: named.id }) : 'unknown-article';
  }
  const isNamed = sent.product !== undefined && sent.product !== null && sent.product !== '';
  if (isNamed && named !== product) return 'article-of-other-product';
  const { factor = 1 } = own;
  if (factor === 1) return asItIs(sent, own);
  // Its price may be that of an article or of a unit.
  if (isNamed || sameUnit(sent.unit, product.unit)) return 'article-or-unit';
  return inUnits(sent, own, product, factor);
}

function asItIs(sent: RawRow, own: OwnArticle): RowOfProduct {
  return { own, row: { ...sent, product: own.product, gtin: sent.gtin ?? own.gtin }, roundings: [] };
}

function inUnits(sent: RawRow, own: OwnArticle, product: Product, factor: number): RowOfProduct {
  const roundings: Rounding[] = [];
  const note = (member: Rounding['member'], written: number, kept: number, isRounded: boolean): number => {
    if (isRounded) roundings.push({ own, product, member, written, kept });
    return kept;
  };
  const price = (written: unknown): unknown => {
    if (typeof written !== 'number' || !Number.isSafeInteger(written)) return written;
    const { value, isRounded } = pricePerUnit(written, factor);
    return note('price', written, value, isRounded);
  };
  const quantity = (member: 'stock' | 'sold' | 'incoming'): unknown => {
    const written = sent[member];
    if (typeof written !== 'number' || !isQuantity(written)) return written;
    const { value, isRounded } = milliUnits(toMilli(written), factor);
    return note(member, written, fromMilli(value), isRounded);
  };
  const row: RawRow = {
    ...sent,
    product: own.product,
    gtin: sent.gtin ?? own.gtin,
    // It is that of the article.
    unit: undefined,
    price: price(sent.price),
    stock: quantity('stock'),
    sold: quantity('sold'),
    incoming: quantity('incoming'),
  };
  return { own, row, roundings };
}

/** True for what is turned into units; whatever else came is refused as it was written. */
function isQuantity(written: number): boolean {
  return written >= 0 && Number.isSafeInteger(toMilli(written)) && !isFinerThanKept(written);
}
