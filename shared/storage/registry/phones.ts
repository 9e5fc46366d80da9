import type { AuditEntry } from '#domain/audit-entry.ts';
import { present } from '#domain/present.ts';
import type { Enrolment, PhoneKey } from '#domain/report/phone-key.ts';
import { parseStoreKey, type StoreKey } from '#domain/store.ts';
import { type Attributes, type Kept, keptOf, readItem, readPartition, type Table } from '../table-client.ts';
import { hashOf, putHashed } from './hashed-item.ts';

/** Phones that report: what lets them in, and the keys that they have. A store has one sheet that counts, the last. */
export function phoneStore(table: Table) {
  return {
    async readEnrolment(store: StoreKey): Promise<Kept<Enrolment> | undefined> {
      return keptOf(await readItem(table, { pk: 'enrolment', sk: store }), toEnrolment);
    },

    /** False when another change came between; the caller reads again. */
    putEnrolment(enrolment: Enrolment, expected?: string, lines: readonly AuditEntry[] = []): Promise<boolean> {
      const value = toEnrolment({ ...enrolment, sk: enrolment.store });
      const { store, ...attributes } = value;
      return putHashed(table, { pk: 'enrolment', sk: store }, attributes, hashOf(value), expected, lines);
    },

    async readPhoneKey(id: string): Promise<Kept<PhoneKey> | undefined> {
      return keptOf(await readItem(table, { pk: 'phone', sk: id }), toPhoneKey);
    },

    /** False when another change came between; the caller reads again. */
    putPhoneKey(key: PhoneKey, expected?: string, lines: readonly AuditEntry[] = []): Promise<boolean> {
      const value = toPhoneKey({ ...key, sk: key.id });
      const { id, ...attributes } = value;
      return putHashed(table, { pk: 'phone', sk: id }, attributes, hashOf(value), expected, lines);
    },

    async phoneKeysOf(retailer: string): Promise<PhoneKey[]> {
      return (await readPartition(table, 'phone', `${retailer}_`)).map(toPhoneKey);
    },

    async enrolmentsOf(retailer: string): Promise<Enrolment[]> {
      return (await readPartition(table, 'enrolment', `${retailer}/`)).map(toEnrolment);
    },
  };
}

/** Members in one fixed order, so that equal records have equal hashes. */
function toEnrolment(item: Attributes): Enrolment {
  const { codeHash, createdAt, createdBy, expiresAt, phones, keys } = item as unknown as Enrolment;
  const store = parseStoreKey(item['sk'] as string);
  return { store, codeHash, createdAt, createdBy, expiresAt, phones, keys: [...keys] };
}

function toPhoneKey(item: Attributes): PhoneKey {
  const { store, name, hash, createdAt, revokedAt } = item as unknown as PhoneKey;
  return present({ id: item['sk'] as string, store, name, hash, createdAt, revokedAt });
}
