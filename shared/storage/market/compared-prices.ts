import type { BusinessDay } from '#domain/business-day.ts';
import type { AreaPrices, GoodInArea } from '#domain/comparison/area-prices.ts';
import type { StoreDay } from '#domain/report/report.ts';
import { pack, unpack } from '../packed.ts';
import { expiryOf, isKept, partitionOf } from '../place-day-key.ts';
import { REPORT, unpackStoreDay } from '../reports.ts';
import { over, putIf, readItem, readPartition, type Table } from '../table-client.ts';

const COMPARED = 'compared';

/** What retailers may see of each other's prices: made once for a place and day, and never changed. */
export function comparedPricesStore(table: Table, clock: () => number) {
  return {
    /** The reports of a place that were received by an instant and not changed since. May miss what came a moment ago. */
    async reportsReceivedBy(place: string, date: BusinessDay, instant: number): Promise<StoreDay[]> {
      const only = ['data', 'channel', 'source', 'reportedAt', 'receivedAt', 'expiresAt'];
      const items = await readPartition(table, partitionOf(place, date), REPORT, { consistent: false, only });
      return items
        .filter((item) => isKept(item, clock()) && (item['receivedAt'] as number) <= instant)
        .map(unpackStoreDay);
    },

    async readCompared(place: string, day: BusinessDay): Promise<AreaPrices | undefined> {
      const item = await readItem(table, { pk: partitionOf(place, day), sk: COMPARED });
      return item && { place, day, goods: unpack(item['data'] as Uint8Array) as readonly GoodInArea[] };
    },

    /** False where they are kept already: those stand. */
    putCompared({ place, day, goods }: AreaPrices): Promise<boolean> {
      const { bytes, hash } = pack(goods);
      const key = { pk: partitionOf(place, day), sk: COMPARED };
      return putIf(table, over(undefined), { ...key, h: hash, data: bytes, expiresAt: expiryOf(clock()) });
    },
  };
}
