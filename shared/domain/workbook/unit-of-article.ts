import type { Product } from '../product.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese, sameUnit } from '../report/nearest-product.ts';
import type { OwnArticle } from '../report/own-article.ts';
import type { CellFault } from './workbook-row.ts';

/** An article that is several units of its product. */
export interface ArticleOfUnits {
  readonly own: OwnArticle;
  readonly factor: number;
  readonly product: Product;
  /** What the row says that the article is counted by. */
  readonly unit: string | undefined;
}

/**
 * What a figure beside a unit is for: how many units of the product, or the article; `unclear` where the unit is neither a
 * measure of the product's kind nor the row's own.
 */
export function meantByUnit(
  written: string,
  { product, factor, unit }: ArticleOfUnits,
): number | 'article' | 'unclear' {
  const plain = plainUnit(written);
  if (sameUnit(plain, product.unit) || sameUnit(written, product.unit)) return 1;
  const measure = measureOf(plain);
  if (measure === undefined) return unit !== undefined && plainUnit(unit) === plain ? 'article' : 'unclear';
  if (measure.of !== product.unit.en) return 'unclear';
  return Math.abs(measure.amount - factor) < 1e-9 ? 'article' : measure.amount;
}

/** What is wrong with a unit that is neither the article's nor goes into it. */
export function faultOfUnit(unit: string, { own, factor, product }: ArticleOfUnits): CellFault {
  return { fault: 'unit-of-article', unit, article: own.article, factor, product };
}

/**
 * The unit of a row by which its price may be that of a unit, or the one that is certainly another's than the article's;
 * nothing where the price is the article's. What a row counts by ("túi") is the article unless it is a measure.
 */
export function unitAgainstArticle(
  { price, header }: { readonly price: string | undefined; readonly header: string | undefined },
  article: ArticleOfUnits,
): { readonly unit: string; readonly isUnits: boolean } | undefined {
  const { unit: own } = article;
  const isOwnClear = own === undefined || measureOf(plainUnit(own)) === undefined;
  for (const unit of [isOwnClear && !isProducts(own, article) ? undefined : own, price, header]) {
    const meant = unit === undefined ? 'article' : meantByUnit(unit, article);
    if (unit !== undefined && meant !== 'article') return { unit, isUnits: meant === 1 };
  }
  return undefined;
}

function isProducts(unit: string | undefined, { product }: ArticleOfUnits): boolean {
  return unit !== undefined && sameUnit(unit, product.unit);
}

function plainUnit(unit: string): string {
  return foldVietnamese(canonicalise(unit.slice(0, 60)))
    .replace(/^1 ?(?=\D)/, '')
    .trim();
}

const MEASURES: ReadonlyMap<string, { readonly of: 'kg' | 'litre'; readonly amount: number }> = new Map([
  ...['kg', 'kgs', 'ky', 'kilo', 'can'].map((name) => [name, { of: 'kg', amount: 1 }] as const),
  ...['g', 'gr', 'gram', 'grams'].map((name) => [name, { of: 'kg', amount: 0.001 }] as const),
  ['lang', { of: 'kg', amount: 0.1 }],
  ['yen', { of: 'kg', amount: 10 }],
  ['ta', { of: 'kg', amount: 100 }],
  ...['tan', 'ton', 'tonne', 'tonnes'].map((name) => [name, { of: 'kg', amount: 1000 }] as const),
  ...['l', 'lit', 'litre', 'liter'].map((name) => [name, { of: 'litre', amount: 1 }] as const),
  ['ml', { of: 'litre', amount: 0.001 }],
]);

function measureOf(plain: string) {
  const [, figure = '1', name = ''] = /^(\d{1,5}(?:[.,]\d{1,2})?)?\s*([a-z]+)$/.exec(plain) ?? [];
  const measure = MEASURES.get(name);
  return measure && { ...measure, amount: measure.amount * Number(figure.replace(',', '.')) };
}
