import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { isLongClosed, isLongGone } from '#domain/people/kept-contacts.ts';
import type { Contact, Retailer, Store } from '#domain/store.ts';

interface Kept<T> {
  readonly value: T;
  readonly hash: string;
}

/** A retailer of which nobody knows how to reach it. */
type Forgotten<Record extends Retailer> = Omit<Record, 'contact' | 'webhook'> & { readonly contact: Contact };

export interface ForgetContactsPorts<Record extends Retailer> {
  readonly clock: () => number;
  /** Days after closing for good. */
  readonly days: number;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly listRetailers: () => Promise<readonly Record[]>;
  readonly readStore: (retailer: string, store: string) => Promise<Kept<Store> | undefined>;
  readonly readRetailer: (id: string) => Promise<Kept<Record> | undefined>;
  /** Each is false when another change came between: the next night looks again. */
  readonly putStore: (store: Store, expected: string, lines: readonly AuditEntry[]) => Promise<boolean>;
  readonly putRetailer: (record: Forgotten<Record>, expected: string, lines: readonly AuditEntry[]) => Promise<boolean>;
}

/** Whose change it is: nobody's, it follows from a setting. */
const BY = 'system';
/** What stands where the name of a contact stood: a retailer always has one. */
const FORGOTTEN: Contact = { name: 'đã xoá' };

/** Forgets who was to be called in shops that closed for good long ago, and at retailers of which no other are left. */
export function forgetContacts<Record extends Retailer>(ports: ForgetContactsPorts<Record>) {
  const line = (subject: string): AuditEntry => ({ at: ports.clock(), by: BY, action: 'forget-contact', subject });
  return async (today: BusinessDay): Promise<void> => {
    const stores = await ports.listStores();
    for (const { retailer, id, contact, closures } of stores) {
      if (contact === undefined || !isLongClosed({ ...(closures && { closures }) }, today, ports.days)) continue;
      const kept = await ports.readStore(retailer, id);
      if (!kept || !isLongClosed(kept.value, today, ports.days)) continue;
      const { contact: _, ...rest } = kept.value;
      await ports.putStore(rest, kept.hash, [line(`store/${retailer}/${id}`)]);
    }
    const byRetailer = Map.groupBy(stores, ({ retailer }) => retailer);
    for (const { id, contact, webhook } of await ports.listRetailers()) {
      if ((isForgotten(contact) && webhook === undefined) || !isLongGone(byRetailer.get(id) ?? [], today, ports.days))
        continue;
      const kept = await ports.readRetailer(id);
      if (kept) await ports.putRetailer(forgotten(kept.value), kept.hash, [line(`retailer/${id}`)]);
    }
  };
}

function forgotten<Record extends Retailer>({
  contact: _contact,
  webhook: _webhook,
  ...kept
}: Record): Forgotten<Record> {
  return { ...kept, contact: FORGOTTEN };
}

function isForgotten({ name, phone, email }: Contact): boolean {
  return name === FORGOTTEN.name && phone === undefined && email === undefined;
}
