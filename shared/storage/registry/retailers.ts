import { present } from '#domain/present.ts';
import { type Retailer, type Store, storeKey } from '#domain/store.ts';
import { type Attributes, type Kept, keptOf, readItem, readPartition, type Table } from '../table-client.ts';
import { hashOf, putHashed } from './hashed-item.ts';

/** One key of a retailer: only a hash of its secret is kept. Instants in milliseconds since the epoch. */
export interface RetailerKey {
  readonly id: string;
  readonly hash: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
}

export type RetailerRecord = Retailer & { readonly keys: readonly RetailerKey[] };

/** Who reports: retailers with their keys, and their stores. */
export function retailerStore(table: Table) {
  return {
    async readRetailer(id: string): Promise<Kept<RetailerRecord> | undefined> {
      return keptOf(await readItem(table, { pk: 'retailer', sk: id }), toRetailer);
    },

    /** False when another change came between; the caller reads again. */
    putRetailer(record: RetailerRecord, expected?: string): Promise<boolean> {
      const value = toRetailer({ ...record, sk: record.id });
      const { id, ...attributes } = value;
      return putHashed(table, { pk: 'retailer', sk: id }, attributes, hashOf(value), expected);
    },

    async listRetailers(): Promise<RetailerRecord[]> {
      return (await readPartition(table, 'retailer')).map(toRetailer);
    },

    async readStore(retailer: string, store: string): Promise<Kept<Store> | undefined> {
      return keptOf(await readItem(table, { pk: 'store', sk: storeKey(retailer, store) }), toStore);
    },

    async storesOf(retailer: string): Promise<Store[]> {
      return (await readPartition(table, 'store', `${retailer}/`)).map(toStore);
    },

    async listStores(): Promise<Store[]> {
      return (await readPartition(table, 'store')).map(toStore);
    },

    /** False when another change came between; the caller reads again. */
    putStore(store: Store, expected?: string): Promise<boolean> {
      const value = toStore({ ...store });
      return putHashed(table, { pk: 'store', sk: storeKey(store.retailer, store.id) }, value, hashOf(value), expected);
    },
  };
}

/** Members in one fixed order, so that equal records have equal hashes. */
function toRetailer(item: Attributes): RetailerRecord {
  const record = item as unknown as RetailerRecord;
  const { name, phone, email } = record.contact;
  return {
    id: item['sk'] as string,
    name: record.name,
    contact: present({ name, phone, email }),
    keys: (record.keys ?? []).map(({ id, hash, createdAt, revokedAt }) => present({ id, hash, createdAt, revokedAt })),
  };
}

function toStore(item: Attributes): Store {
  const { retailer, id, name, channel, lat, lon, places } = item as unknown as Store;
  return present({
    retailer,
    id,
    name,
    channel,
    lat,
    lon,
    places: places.map(({ place, validFrom }) => ({ place, validFrom })),
  });
}
