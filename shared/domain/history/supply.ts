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

/** Stock of a product over the reporting stores of a place, in thousandths of a unit; sums, so parents add them. */
export interface Supply {
  readonly stores: number;
  readonly stockMilli: number;
  /** Usual stock of the same stores. */
  readonly usualStockMilli: number;
  readonly demandPerDayMilli: number;
  /** Stock of the stores whose demand is known: what days of cover are computed from. */
  readonly coveredStockMilli: number;
  /** Stores whose cover is under the trigger and under 60 % of their usual stock. */
  readonly shortStores: number;
  readonly soldMilli: number;
}
