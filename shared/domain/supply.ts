import type { Supply } from './assessment.ts';

/** Adds supplies of different stores or places; all members are integers, so the order does not matter. */
export function addSupplies(a: Supply, b: Supply): Supply {
  return {
    stores: a.stores + b.stores,
    stockMilli: a.stockMilli + b.stockMilli,
    usualStockMilli: a.usualStockMilli + b.usualStockMilli,
    demandPerDayMilli: a.demandPerDayMilli + b.demandPerDayMilli,
    coveredStockMilli: a.coveredStockMilli + b.coveredStockMilli,
    shortStores: a.shortStores + b.shortStores,
    soldMilli: a.soldMilli + b.soldMilli,
  };
}
