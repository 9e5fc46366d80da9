import type { PlaceBalance } from '#domain/history/balance.ts';
import { pack, unpack } from '../packed.ts';
import { type Attributes, type Kept, keptOf, readItem, readPartition, type Table } from '../table-client.ts';
import { putHashed } from './hashed-item.ts';

/** What the shops of each place had and sold by its latest assessed day: what supply is matched on. */
export function balanceStore(table: Table) {
  return {
    async balances(): Promise<PlaceBalance[]> {
      return (await readPartition(table, 'balance')).map(toBalance);
    },

    async readBalance(place: string): Promise<Kept<PlaceBalance> | undefined> {
      return keptOf(await readItem(table, { pk: 'balance', sk: place }), toBalance);
    },

    /** False when another assessment came between; the caller reads again. */
    putBalance(value: PlaceBalance, hash: string, expected?: string): Promise<boolean> {
      const attributes = { asOf: value.asOf, data: pack(value).bytes };
      return putHashed(table, { pk: 'balance', sk: value.place }, attributes, hash, expected);
    },
  };
}

function toBalance(item: Attributes): PlaceBalance {
  return unpack(item['data'] as Uint8Array) as PlaceBalance;
}
