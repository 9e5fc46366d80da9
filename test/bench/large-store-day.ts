import { catalogue } from '#catalog/city.ts';
import type { Product } from '#domain/product.ts';

/** A row as a hypermarket would post it. */
export interface PostedRow {
  readonly product: string;
  readonly gtin: string;
  readonly price: number;
  readonly priceType: 'retail' | 'promo';
  readonly stock: number;
  readonly sold: number;
}

/** The articles of one large store on one day: all of one size and shape, prices in the band, no two alike. */
export function largeStoreDay(rows: number): PostedRow[] {
  const sold = [...catalogue.products.values()].filter((product) => !product.channels);
  return Array.from({ length: rows }, (_, index): PostedRow => {
    const product = sold[index % sold.length] as Product;
    const { min, max } = product.band;
    const share = ((index * 7919) % 1000) / 1000;
    return {
      product: product.id,
      gtin: gtin13(893_000_000_000 + index),
      price: Math.round((min + share * (max - min)) / 100) * 100 || min,
      priceType: index % 20 === 0 ? 'promo' : 'retail',
      stock: ((index * 37) % 4000) / 10,
      sold: ((index * 13) % 900) / 10,
    };
  });
}

export function gtin13(body: number): string {
  const digits = String(body);
  let sum = 0;
  for (let place = 0; place < 12; place++) sum += Number(digits[place]) * (place % 2 === 0 ? 1 : 3);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
