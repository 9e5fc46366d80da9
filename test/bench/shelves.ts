import type { Catalogue } from '#domain/catalogue.ts';
import type { Product } from '#domain/product.ts';
import { median } from '#domain/statistics.ts';
import { gtin13, type PostedRow } from './large-store-day.ts';

/** A point of sale. */
export interface Shop {
  readonly retailer: string;
  readonly store: string;
  readonly place: string;
}

/** Nine of ten reports repeat the price before (daily retail reports of 153 centres, 2016-2021). */
const CHANGES = 0.07;
const PROMOTED = 0.05;

/** A shop's articles, whose prices stick from day to day while stock and sales vary. */
export interface Shelves {
  /** The rows of the next day; `dearer` is a factor on the prices of a product. */
  readonly nextDay: (dearer?: (product: string) => number) => PostedRow[];
}

export function shelvesOf(catalogue: Catalogue, rows: number, draw: () => number): Shelves {
  const goods = [...catalogue.products.values()].filter(({ channels }) => !channels);
  const articles = Array.from({ length: rows }, (_, index) => {
    const product = goods[index % goods.length] as Product;
    const usual = Math.sqrt(product.band.min * product.band.max) * (0.7 + 0.6 * draw());
    return {
      product: product.id,
      gtin: gtin13(893_000_000_000 + index),
      priceType: draw() < PROMOTED ? ('promo' as const) : ('retail' as const),
      usual,
      price: rounded(usual),
      sells: 3 + Math.round(draw() * 30),
    };
  });
  return {
    nextDay: (dearer = () => 1) =>
      articles.map((article) => {
        if (draw() < CHANGES) article.price = rounded(article.usual * (0.95 + 0.1 * draw()));
        const sold = Math.max(1, Math.round(article.sells * (0.7 + 0.6 * draw())));
        return {
          product: article.product,
          gtin: article.gtin,
          price: rounded(article.price * dearer(article.product)),
          priceType: article.priceType,
          stock: Math.round(sold * (3 + 4 * draw())),
          sold,
        };
      }),
  };
}

/** One row for a product and price type, as the fold would make it of all articles: the past in a quarter of the rows. */
export function byProduct(rows: readonly PostedRow[]): PostedRow[] {
  return [...Map.groupBy(rows, ({ product, priceType }) => `${product}|${priceType}`).values()].map((same) => ({
    ...(same[0] as PostedRow),
    price: Math.round(median(same.map(({ price }) => price))),
    stock: same.reduce((sum, { stock }) => sum + stock, 0),
    sold: same.reduce((sum, { sold }) => sum + sold, 0),
  }));
}

function rounded(price: number): number {
  const step = price >= 20_000 ? 500 : 100;
  return Math.max(step, Math.round(price / step) * step);
}
