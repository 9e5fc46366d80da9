import { foldVietnamese } from '../report/nearest-product.ts';
import type { PriceType } from '../report/report.ts';

const PRICE_TYPES: ReadonlyMap<string, PriceType> = new Map([
  ...['retail', 'banle', 'giabanle', 'le', 'giale', 'niemyet', 'thuong'].map((word) => [word, 'retail'] as const),
  ...['promo', 'promotion', 'khuyenmai', 'giakhuyenmai', 'km', 'giakm', 'uudai'].map(
    (word) => [word, 'promo'] as const,
  ),
  ...['wholesale', 'banbuon', 'giabanbuon', 'buon', 'giabuon', 'bansi', 'giasi', 'si'].map(
    (word) => [word, 'wholesale'] as const,
  ),
]);

/** A price type as people write it in a cell; nothing for any other word. */
export function priceTypeWritten(cell: string): PriceType | undefined {
  return PRICE_TYPES.get(foldVietnamese(cell).replace(/\s/g, ''));
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'x', 'co', 'v', '✓'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'khong'].map((word) => [word, false] as const),
]);

/** A flag as people write it in a cell; nothing for any other word. */
export function flagWritten(cell: string): boolean | undefined {
  return FLAGS.get(foldVietnamese(cell));
}
