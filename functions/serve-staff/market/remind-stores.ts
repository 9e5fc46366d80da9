import type { AnswerOf } from '#contract/operations.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Reminder } from '#domain/duty/reminder.ts';
import { present } from '#domain/present.ts';
import {
  parseStoreKey,
  placeOf,
  type Retailer,
  retailerOf,
  type Store,
  type StoreKey,
  storeKey,
} from '#domain/store.ts';
import { explainReminder } from '#domain/wording/reminders.ts';
import { Problem } from '#runtime/problem.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { type ReportedStoresPorts, reportedStores } from './reported-stores.ts';
import { contactFor } from './silence-of-stores.ts';

interface Kept {
  readonly value: Reminder;
}

export interface RemindStoresPorts extends ReportedStoresPorts, AuditPort {
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly readRetailer: (id: string) => Promise<{ readonly value: Retailer } | undefined>;
  readonly readReminder: (day: BusinessDay, store: StoreKey) => Promise<Kept | undefined>;
  /** Nothing when another has written meanwhile. */
  readonly putReminder: (
    reminder: Reminder,
    expected: string | undefined,
    lines: readonly AuditEntry[],
  ) => Promise<string | undefined>;
}

interface RemindOrder {
  readonly staff: StaffMember;
  readonly body: { readonly stores: readonly string[]; readonly note?: string };
}

type Outcome = AnswerOf<'POST /v1/coverage/reminders'>['items'][number];

/**
 * `POST /v1/coverage/reminders`: notes that shops are to be reminded of today's report; the mails go with the next look of
 * `deliver-messages`. One a shop and day, whoever asks and however often.
 */
export function remindStores(ports: RemindStoresPorts) {
  return async ({ staff, body }: RemindOrder) => {
    const date = ports.today();
    const keys = [...new Set(body.stores.map(parseStoreKey))];
    const stores = requireStores(ports.catalogue, staff, await ports.listStores(), keys, date);
    const heads = await reportedStores(ports, stores, date);
    const items: Outcome[] = [];
    for (const store of stores) {
      const key = storeKey(store.retailer, store.id);
      if (heads.has(key)) items.push(describe(store, 'reported'));
      else items.push(await remind(ports, staff, { store, date, note: body.note }));
    }
    return { status: 200 as const, body: { date, items } };
  };
}

/** The shops of a request. Raises `unknown-store` (404) where one is not there, or at nobody of the asker's places. */
function requireStores(
  catalogue: Catalogue,
  staff: StaffMember,
  stores: readonly Store[],
  keys: readonly StoreKey[],
  date: BusinessDay,
): Store[] {
  const known = new Map(stores.map((store) => [storeKey(store.retailer, store.id), store]));
  return keys.map((key) => {
    const store = known.get(key);
    if (store && maySee(staff, catalogue, placeOf(store, date))) return store;
    throw new Problem(404, 'unknown-store', {
      vi: `Không có điểm bán "${key}" ở địa bàn của tài khoản này.`,
      en: `There is no store "${key}" at the places of this account.`,
    });
  });
}

interface Wanted {
  readonly store: Store;
  readonly date: BusinessDay;
  readonly note: string | undefined;
}

async function remind(ports: RemindStoresPorts, staff: StaffMember, { store, date, note }: Wanted): Promise<Outcome> {
  const key = storeKey(store.retailer, store.id);
  const known = await ports.readReminder(date, key);
  if (known) return describe(store, 'already', known.value);
  const at = ports.clock();
  const retailer = (await ports.readRetailer(retailerOf(key)))?.value;
  const { contact } = contactFor(store, retailer);
  const state = contact?.email === undefined && !retailer?.webhook ? 'no-address' : 'waiting';
  const reminder = present<Reminder>({
    day: date,
    store: key,
    at,
    by: staff.id,
    note,
    state,
    attempts: 0,
    notBefore: at,
  });
  const line = lineOf(ports, staff, {
    action: 'remind',
    subject: `store/${key}`,
    after: present({ date, note, state }),
  });
  if ((await ports.putReminder(reminder, undefined, [line])) === undefined) {
    // Somebody has just done the same.
    return describe(store, 'already', (await ports.readReminder(date, key))?.value ?? reminder);
  }
  return describe(store, 'kept', reminder);
}

function describe(store: Store, outcome: Outcome['outcome'], reminder?: Reminder): Outcome {
  return present<Outcome>({
    store: storeKey(store.retailer, store.id),
    storeName: store.name,
    outcome,
    state: reminder?.state,
    inWords: explainReminder(reminder?.state ?? 'reported'),
    remindedAt: reminder && new Date(reminder.at).toISOString(),
    by: reminder?.by,
  });
}
