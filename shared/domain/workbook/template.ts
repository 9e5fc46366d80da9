import type { BusinessDay } from '../business-day.ts';
import type { Product } from '../product.ts';
import type { ReportRow } from '../report/report.ts';
import type { Channel } from '../store.ts';

/** A row of a template: a good, and the retail price that its store last told. */
export interface TemplateRow {
  readonly product: Product;
  readonly previousPrice?: number;
}

/** The sheet that a store fills in. */
export interface TemplateSheet {
  readonly store: { readonly id: string; readonly name: string };
  readonly day: BusinessDay;
  readonly rows: readonly TemplateRow[];
}

/** A row for each good that a store last reported, else for each that its channel may sell; in the catalogue's order. */
export function templateRows(
  products: ReadonlyMap<string, Product>,
  channel: Channel,
  last: readonly ReportRow[],
): TemplateRow[] {
  const prices = new Map<string, number | undefined>();
  for (const { product, priceType, price } of last) {
    if (priceType === 'retail') prices.set(product, prices.get(product) ?? price);
    else if (!prices.has(product)) prices.set(product, undefined);
  }
  return [...products.values()].flatMap((product): TemplateRow[] => {
    const suits = product.channels === undefined || product.channels.includes(channel);
    if (!(prices.size === 0 ? suits : prices.has(product.id))) return [];
    const previousPrice = prices.get(product.id);
    return [previousPrice === undefined ? { product } : { product, previousPrice }];
  });
}
