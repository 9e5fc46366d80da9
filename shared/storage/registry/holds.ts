import type { AuditEntry } from '#domain/audit-entry.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import { type Attributes, type Kept, keptOf, readItem, readPartition, type Table } from '../table-client.ts';
import { hashOf, putHashed, withoutKeys } from './hashed-item.ts';

/** Goods that must not move, for food safety. */
export function holdStore(table: Table) {
  return {
    /** All holds that were ever entered. */
    async foodSafetyHolds(): Promise<FoodSafetyHold[]> {
      return (await readPartition(table, 'hold')).map(toHold);
    },

    async readHold(id: string): Promise<Kept<FoodSafetyHold> | undefined> {
      return keptOf(await readItem(table, { pk: 'hold', sk: id }), toHold);
    },

    /** False when another change came between; the caller reads again. */
    putHold(
      { id, ...attributes }: FoodSafetyHold,
      expected?: string,
      lines: readonly AuditEntry[] = [],
    ): Promise<boolean> {
      return putHashed(table, { pk: 'hold', sk: id }, attributes, hashOf({ id, ...attributes }), expected, lines);
    },
  };
}

function toHold(item: Attributes): FoodSafetyHold {
  return { id: item['sk'] as string, ...withoutKeys<Omit<FoodSafetyHold, 'id'>>(item) };
}
