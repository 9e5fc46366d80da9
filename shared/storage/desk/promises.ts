import type { StockPromise } from '#domain/matching/promised-stock.ts';
import { type ItemKey, type Kept, keptOf, over, putIf, readItem, type Table } from '../table-client.ts';
import { fromJson, jsonOf } from './json-item.ts';

/** What each giver has promised of each product. */
export function promiseStore(table: Table) {
  return {
    /** What a giver has promised of a product; none before the first promise. */
    async readPromises(giver: string, product: string): Promise<Kept<StockPromise[]> | undefined> {
      return keptOf(await readItem(table, keyOf(giver, product)), fromJson<StockPromise[]>);
    },

    /** False when the promises were changed between; the caller reads again. */
    putPromises(
      giver: string,
      product: string,
      promises: readonly StockPromise[],
      expected?: string,
    ): Promise<boolean> {
      return putIf(table, over(expected), { ...keyOf(giver, product), ...jsonOf(promises) });
    },
  };
}

/** Apart from the places: a store may move, and what it has promised goes with it. */
function keyOf(giver: string, product: string): ItemKey {
  return { pk: `giver ${giver}`, sk: `promises#${product}` };
}
