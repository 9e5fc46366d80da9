import type { AuditEntry } from '#domain/audit-entry.ts';
import { present } from '#domain/present.ts';
import { type Contact, type Retailer, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { contentHash } from '../packed.ts';
import { type Attributes, type Kept, keptOf, put, readItem, readPartition, type Table } from '../table-client.ts';
import { hashOf, putHashed } from './hashed-item.ts';

/** One key of a retailer: only a hash of its secret is kept. Instants in milliseconds since the epoch. */
export interface RetailerKey {
  readonly id: string;
  readonly hash: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
}

export type RetailerRecord = Retailer & { readonly keys: readonly RetailerKey[] };

const REGISTER = { pk: 'register', sk: 'stores' };

/** Who reports: retailers with their keys, and their stores. */
export function retailerStore(table: Table) {
  /** Never what it was before, since it follows from all that it was. */
  async function changeStamp(change: string): Promise<void> {
    const known = (await readItem(table, REGISTER))?.['h'] as string | undefined;
    await put(table, { ...REGISTER, h: contentHash(`${known}|${change}`) });
  }

  return {
    async readRetailer(id: string): Promise<Kept<RetailerRecord> | undefined> {
      return keptOf(await readItem(table, { pk: 'retailer', sk: id }), toRetailer);
    },

    /** False when another change came between; the caller reads again. */
    putRetailer(record: RetailerRecord, expected?: string, lines: readonly AuditEntry[] = []): Promise<boolean> {
      const value = toRetailer({ ...record, sk: record.id });
      const { id, ...attributes } = value;
      return putHashed(table, { pk: 'retailer', sk: id }, attributes, hashOf(value), expected, lines);
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

    /** Changes with each change of a store; see remembered-stores.ts. Undefined before the first since version 0.2. */
    async registerStamp(): Promise<string | undefined> {
      return (await readItem(table, REGISTER))?.['h'] as string | undefined;
    },

    /** Has remembered shops read anew: for who takes one away. */
    async noteStoreGone(store: StoreKey): Promise<void> {
      await changeStamp(`${store} is gone`);
    },

    /** False when another change came between; the caller reads again. */
    async putStore(store: Store, expected?: string, lines: readonly AuditEntry[] = []): Promise<boolean> {
      const value = toStore({ ...store });
      const [sk, hash] = [storeKey(store.retailer, store.id), hashOf(value)];
      if (!(await putHashed(table, { pk: 'store', sk }, value, hash, expected, lines))) return false;
      await changeStamp(`${sk}=${hash}`);
      return true;
    },
  };
}

/** Members in one fixed order, so that equal records have equal hashes. Retailers kept before 0.3 have no webhook. */
function toRetailer(item: Attributes): RetailerRecord {
  const record = item as unknown as RetailerRecord;
  return present({
    id: item['sk'] as string,
    name: record.name,
    contact: contactIn(record.contact),
    webhook: record.webhook && { address: record.webhook.address, secret: record.webhook.secret },
    keys: (record.keys ?? []).map(({ id, hash, createdAt, revokedAt }) => present({ id, hash, createdAt, revokedAt })),
  });
}

function contactIn({ name, phone, email }: Contact): Contact {
  return present({ name, phone, email });
}

/** Stores kept before version 0.3 have neither address nor contact, and were never closed. */
function toStore(item: Attributes): Store {
  const { retailer, id, name, channel, lat, lon, address, contact, places, closures } = item as unknown as Store;
  return present({
    retailer,
    id,
    name,
    channel,
    lat,
    lon,
    address,
    contact: contact && contactIn(contact),
    places: places.map(({ place, validFrom }) => ({ place, validFrom })),
    closures: closures?.map(({ from, until, reason }) => present({ from, until, reason })),
  });
}
