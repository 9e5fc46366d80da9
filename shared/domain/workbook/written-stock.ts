import type { Product } from '../product.ts';
import { canonicalise } from '../reading/canonical.ts';
import { readQuantity } from '../reading/written-quantity.ts';
import { MOST_QUANTITY } from '../report/judgement.ts';
import { foldVietnamese, sameUnit } from '../report/nearest-product.ts';
import { milliUnits } from '../report/own-article.ts';
import { fromMilli, isFinerThanKept, toMilli } from '../report/report.ts';
import type { Cell } from './sheet.ts';
import { type ArticleOfUnits, meantByUnit } from './unit-of-article.ts';
import { type PercentageCell, saysNothing, saysSoldOut, wholeIfNearly } from './written-price.ts';

/** What a cell of a quantity column says. */
export type WrittenQuantity =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'quantity';
      readonly quantity: number;
      readonly isConverted?: true;
      /** In units of the product, where the quantity is told in articles that are several of them. */
      readonly units?: number;
    }
  | { readonly kind: 'no-quantity'; readonly written: string | number }
  /** In a unit that is not the good's. */
  | { readonly kind: 'other-unit'; readonly unit: string }
  | {
      readonly kind: 'no-number';
      readonly cell: Exclude<Cell, { kind: 'text' } | { kind: 'number' }> | PercentageCell;
    };

/** Kilograms of the units that a header's quantities are converted from. */
const KILOGRAMS: ReadonlyMap<string, number> = new Map([
  ['tan', 1000],
  ['ton', 1000],
  ['tonne', 1000],
  ['tonnes', 1000],
  ['ta', 100],
]);

/**
 * Reads a quantity of a good. "1.500" as a text is one and a half to some and fifteen hundred to others, so it is neither;
 * a true number is what it is. Tonnes in the header are converted for goods that are counted in kilograms.
 */
export function readStock(
  cell: Cell | undefined,
  member: 'stock' | 'sold' | 'incoming',
  headerUnit: string | undefined,
  product: Product | undefined,
): WrittenQuantity {
  const read = plainQuantity(cell, member, product);
  if (read.kind !== 'quantity' || headerUnit === undefined || !product) return read;
  if (sameUnit(headerUnit, product.unit)) return read;
  const kilograms = KILOGRAMS.get(foldVietnamese(headerUnit));
  // What is sold out is so in any unit.
  if (read.quantity === 0) return read;
  if (kilograms === undefined || product.unit.en !== 'kg') return { kind: 'other-unit', unit: headerUnit };
  return kept(wholeIfNearly(read.quantity * kilograms), read.quantity, true);
}

/**
 * Reads a quantity of an article that is several units. Beside no unit, or the article's, it counts articles; beside a
 * measure it counts units already, and is told in articles only where these come to just as many units again.
 */
export function readStockOfArticle(
  cell: Cell | undefined,
  member: 'stock' | 'sold' | 'incoming',
  headerUnit: string | undefined,
  article: ArticleOfUnits,
): WrittenQuantity {
  const read = plainQuantity(cell, member, undefined);
  if (read.kind !== 'quantity' || read.quantity === 0) return read;
  const own = unitIn(cell);
  const unit = own ?? headerUnit;
  if (unit === undefined) return read;
  const meant = meantByUnit(unit, article);
  if (
    meant === 'unclear' ||
    (own !== undefined && headerUnit !== undefined && meantByUnit(headerUnit, article) !== meant)
  )
    return { kind: 'other-unit', unit };
  if (meant === 'article') return read;
  const units = wholeIfNearly(read.quantity * meant);
  const articles = fromMilli(Math.round(toMilli(units) / article.factor));
  const isSame = !isFinerThanKept(units) && milliUnits(toMilli(articles), article.factor).value === toMilli(units);
  if (!isSame) return { kind: 'other-unit', unit };
  return meant === 1
    ? { kind: 'quantity', quantity: articles }
    : { kind: 'quantity', quantity: articles, isConverted: true, units };
}

/** The unit that a cell names behind its digits. */
function unitIn(cell: Cell | undefined): string | undefined {
  if (cell?.kind === 'number') return cell.beside;
  if (cell?.kind !== 'text') return undefined;
  return WITH_UNIT.exec(canonicalise(cell.text.slice(0, 200)))?.[2];
}

const WITH_UNIT = /^(-?[\d.,]+)\s*(\p{L}[^/]{0,30})$/u;

function plainQuantity(
  cell: Cell | undefined,
  member: 'stock' | 'sold' | 'incoming',
  product: Product | undefined,
): WrittenQuantity {
  if (cell === undefined) return { kind: 'none' };
  if (cell.kind === 'number' && !cell.isPercentage) {
    const { number, beside } = cell;
    if (beside !== undefined && product && !sameUnit(beside, product.unit)) return { kind: 'other-unit', unit: beside };
    return kept(wholeIfNearly(number), number);
  }
  if (cell.kind !== 'text') return { kind: 'no-number', cell };
  const text = canonicalise(cell.text.slice(0, 200));
  if (saysNothing(text)) return { kind: 'none' };
  if (member === 'stock' && saysSoldOut(text)) return { kind: 'quantity', quantity: 0 };
  const [, digits = text, unit] = WITH_UNIT.exec(text) ?? [];
  if (unit !== undefined && product && !sameUnit(unit, product.unit)) return { kind: 'other-unit', unit };
  const quantity = readQuantity(digits);
  return quantity === undefined ? { kind: 'no-quantity', written: text } : kept(quantity, text);
}

/** A quantity that can be kept; what could not be is told as it was written. */
function kept(quantity: number, written: string | number, isConverted?: true): WrittenQuantity {
  const isKept = quantity >= 0 && quantity <= MOST_QUANTITY && !isFinerThanKept(quantity);
  if (!isKept) return { kind: 'no-quantity', written };
  return isConverted ? { kind: 'quantity', quantity, isConverted } : { kind: 'quantity', quantity };
}
