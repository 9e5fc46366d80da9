import { type BusinessDay, fromDayNumber } from '#domain/business-day.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import type { StoreKey } from '#domain/store.ts';
import { partitionOf } from '../place-day-key.ts';
import { readItem, type Table } from '../table-client.ts';
import { UnreadableItem, unpackedIn } from '../unreadable-item.ts';
import { storeMemoryKey } from './memory-items.ts';

/** When stores reported last, as their memories tell: one small read a store, however long it has been silent. */
export function lastReportStore(table: Table) {
  async function reportedDaysBefore(store: StoreKey, place: string, date: BusinessDay): Promise<BusinessDay[]> {
    const key = { pk: partitionOf(place, date), sk: storeMemoryKey(store) };
    const head = await readItem(table, key, { consistent: false });
    if (!head?.['data']) return [];
    try {
      return unpackedIn<Pick<StoreMemory, 'days'>>(head).days.map(fromDayNumber);
    } catch (error) {
      if (!(error instanceof UnreadableItem)) throw error;
      return [];
    }
  }

  return {
    /** The days before a day on which a store reported, as far as they are remembered: 16 weeks. Ascending. */
    reportedDaysBefore,

    /** The last day before a day on which a store reported; none where none is remembered, which is for 16 weeks. */
    async lastReportBefore(store: StoreKey, place: string, date: BusinessDay): Promise<BusinessDay | undefined> {
      return (await reportedDaysBefore(store, place, date)).at(-1);
    },
  };
}
