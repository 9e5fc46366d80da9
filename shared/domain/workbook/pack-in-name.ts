import type { Product } from '../product.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese, sameUnit } from '../report/nearest-product.ts';
import { writtenIn } from './lines-above.ts';
import type { GoodOfRow } from './product-of-row.ts';
import { firstCell } from './row-cells.ts';
import type { TableRow } from './table-rows.ts';

/** What is weighed or poured, and what is counted. */
const MEASURE = /(?<![\w.,])(\d{1,5}(?:[.,]\d{1,3})?)\s*(kg|g|gr|gam|gram|lang|yen|ta|tan|lit|l|ml|cc)(?![\w])/g;
const COUNT =
  /(?<![\w.,])(?:(\d{1,4})\s*(qua|trung|chai|lon|hop|goi|bo|con|cai|chiec|vi|tui|mieng|vien)|(?:thung|ket|loc|vi|khay|hop)\s*(\d{1,4})(?!\s*(?:qua|trung|chai|lon|hop|goi)))(?![\w])/g;

/**
 * A pack that a row's name speaks of where no unit says what its price is for: "Gạo tẻ 5kg" may be a bag's price or a
 * kilogram's. Nothing where the pack is the product's own unit, or tells no more than how large a piece is.
 */
export function packOf(
  row: TableRow,
  { product, own }: GoodOfRow,
): { readonly unit: string; readonly column: number } | undefined {
  if (own || writtenIn(firstCell(row, 'unit')?.cell) !== '') return undefined;
  for (const { column, meaning, header } of row.header.columns) {
    const isQuality = meaning === 'aside' && /^quy cach/.test(foldVietnamese(header));
    const text = meaning === 'name' || isQuality ? writtenIn(row.cells.get(column)) : '';
    const unit = text === '' ? undefined : strangePack(foldVietnamese(canonicalise(text)), product);
    if (unit !== undefined) return { unit, column };
  }
  return undefined;
}

function strangePack(text: string, product: Product): string | undefined {
  const own = [product.name.vi, product.name.en, product.unit.vi, product.unit.en].map(foldVietnamese).join(' | ');
  const kind = product.unit.en === 'kg' || product.unit.en === 'litre' ? [MEASURE, COUNT] : [COUNT];
  for (const pattern of kind) {
    for (const [pack, amount, name] of text.matchAll(pattern)) {
      const isOne = Number(amount?.replace(',', '.')) === 1 && name !== undefined && isUnitName(name, product);
      if (!isOne && !sameUnit(pack, product.unit) && !own.includes(pack)) return pack;
    }
  }
  return undefined;
}

function isUnitName(name: string, { unit }: Product): boolean {
  return sameUnit(name, unit) || (unit.en === 'litre' && (name === 'l' || name === 'lit'));
}
