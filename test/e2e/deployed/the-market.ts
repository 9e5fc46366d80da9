import type { BusinessDay } from '#domain/business-day.ts';
import { addDays, eachDay } from '#domain/business-day.ts';

/** A ward, its shops and a supplier outside the city: the README's first hour. */
export const WARD = '00070';
export const OTHER_WARD = '00097';
export const PORK = '01.0004';
export const SUPPLIER = { retailer: 'htx-ven-song', store: 'kho', place: 'outside/hung-yen' } as const;
export const SHOPS = [
  { retailer: 'sen-vang', store: 'sen-vang-1' },
  { retailer: 'sen-vang', store: 'sen-vang-2' },
  { retailer: 'mai-lan', store: 'mai-lan-1' },
  { retailer: 'cho-que', store: 'cho-que-1' },
] as const;
export const RETAILERS = ['sen-vang', 'mai-lan', 'cho-que', SUPPLIER.retailer] as const;
export type Retailer = (typeof RETAILERS)[number];

const USUAL_PRICE = 145_000;
/** What a lead sets for pork loin, percent. */
export const THRESHOLDS = { watch: 8, alert: 12, crisis: 25 };
/** A jump of 30 %: a crisis by these thresholds. */
export const SHOCK_PRICE = 188_500;
/** Half a day's worth: empty shelves. */
export const SHOCK = { product: PORK, price: SHOCK_PRICE, stock: 12, sold: 35 };

/** Twenty quiet days of every shop, as a file for the import. */
export function quietDays(today: BusinessDay): { readonly storeDays: number; readonly csv: string } {
  const rows = eachDay(addDays(today, -20), addDays(today, -1)).flatMap((day) =>
    SHOPS.map(({ retailer, store }) => [retailer, store, day, PORK, USUAL_PRICE, 150, 30].join(',')),
  );
  return { storeDays: rows.length, csv: ['retailer,store,date,product,price,stock,sold', ...rows].join('\n') };
}
