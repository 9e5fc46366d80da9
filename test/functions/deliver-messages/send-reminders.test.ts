import { beforeEach, expect, test } from 'vitest';
import { writeReminder } from '#delivery/reminder-mail.ts';
import type { Reminder } from '#domain/duty/reminder.ts';
import { present } from '#domain/present.ts';
import type { Contact, StoreKey } from '#domain/store.ts';
import {
  type ReminderLetter,
  type SendRemindersPorts,
  sendReminders,
} from '#functions/deliver-messages/send-reminders.ts';
import { deskStore } from '#storage/desk.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';

const TODAY = '2026-11-23';
const EMAIL = 'cuc@example.vn';
const tables = emptyTablesEachTest();
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
let now = 0;
let sent: ReminderLetter[] = [];
let refusals = 0;
let posted: [address: string, letter: ReminderLetter][] = [];

beforeEach(() => {
  now = Date.parse(`${TODAY}T16:00:00+07:00`);
  sent = [];
  posted = [];
  refusals = 0;
});

async function remind(store: StoreKey, note?: string): Promise<void> {
  const state = 'waiting';
  await desk().putReminder(
    present<Reminder>({ day: TODAY, store, at: now, by: 'p-lan', note, state, attempts: 0, notBefore: now }),
  );
}

function look(changes: Partial<SendRemindersPorts> = {}): Promise<void> {
  return sendReminders({
    ...desk(),
    clock: () => now,
    readStore: async (retailer, id) => ({
      value: { retailer, id, name: `Cửa hàng ${id}`, channel: 'market', places: [] },
    }),
    readRetailer: async (id) => ({
      value: { id, name: 'Chuỗi', contact: present({ name: 'Chị Cúc', email: id === 'dat' ? undefined : EMAIL }) },
    }),
    remindAt: () => ({
      leaseMs: 60_000,
      send: async (letter) => {
        if (refusals-- > 0) throw new Error('The mail server is away');
        sent.push(letter);
      },
    }),
    remindBy: ({ address }) => ({
      leaseMs: 30_000,
      send: async (letter) => {
        posted.push([address, letter]);
      },
    }),
    ...changes,
  })();
}
const statesNow = async () => (await desk().remindersOf(TODAY)).map(({ value }) => [value.store, value.state]);

test('all shops of an address are one mail, sent once by however many look', async () => {
  await remind('cuc/cuc-2', 'Chợ có mở không?');
  await remind('cuc/cuc-1');
  await Promise.all(Array.from({ length: 5 }, () => look()));
  await look();
  expect(sent).toHaveLength(1);
  const shops = sent.flatMap(({ facts }) => facts.stores.map(({ name }) => name));
  expect(shops.toSorted()).toEqual(['Cửa hàng cuc-1', 'Cửa hàng cuc-2']);
  expect(await statesNow()).toEqual([
    ['cuc/cuc-1', 'sent'],
    ['cuc/cuc-2', 'sent'],
  ]);
});

test('a mail that is not accepted is tried again some minutes later, and given up after three times', async () => {
  await remind('cuc/cuc-1');
  refusals = 3;
  for (const minutes of [0, 1, 6, 12, 18]) {
    now = Date.parse(`${TODAY}T16:00:00+07:00`) + minutes * 60_000;
    await look();
  }
  expect(sent).toEqual([]);
  expect(refusals).toBe(0);
  expect(await statesNow()).toEqual([['cuc/cuc-1', 'failed']]);
});

test('nobody is written to at an address that mail came back from, and nobody without one', async () => {
  await desk().noteReturned(EMAIL, { since: now, kind: 'bounced' });
  await remind('cuc/cuc-1');
  await remind('dat/dat-1');
  await look();
  expect(sent).toEqual([]);
  expect(await statesNow()).toEqual([
    ['cuc/cuc-1', 'failed'],
    ['dat/dat-1', 'no-address'],
  ]);
});

test('a webhook of the retailer is told beside the mail, or alone where there is no address', async () => {
  const webhook = { address: 'https://chuoi.example.vn/nhac', secret: 'mot-bi-mat-du-dai-1' };
  const readRetailer = async (id: string) => ({
    value: {
      id,
      name: 'Chuỗi',
      webhook,
      contact: present<Contact>({ name: 'Chị Cúc', email: id === 'dat' ? undefined : EMAIL }),
    },
  });
  await remind('cuc/cuc-1');
  await remind('dat/dat-1');
  for (const minutes of [0, 10]) {
    now += minutes * 60_000;
    await look({ readRetailer });
  }
  expect(sent.map(({ facts }) => facts.stores.map(({ store }) => store))).toEqual([['cuc/cuc-1']]);
  expect(posted.map(([address, { facts }]) => [address, facts.stores[0]?.store]).toSorted()).toEqual([
    [webhook.address, 'cuc/cuc-1'],
    [webhook.address, 'dat/dat-1'],
  ]);
  expect((await statesNow()).map(([, state]) => state)).toEqual(['sent', 'sent']);
});

test('a reminder that came by one of two ways is not sent again for the other', async () => {
  const webhook = { address: 'https://chuoi.example.vn/nhac', secret: 'mot-bi-mat-du-dai-1' };
  const readRetailer = async (id: string) => ({
    value: { id, name: 'Chuỗi', webhook, contact: { name: 'C', email: EMAIL } },
  });
  refusals = 9;
  await remind('cuc/cuc-1');
  for (let tries = 0; tries < 3; tries++) {
    now += 10 * 60_000;
    await look({ readRetailer });
  }
  expect([sent.length, posted.length]).toEqual([0, 1]);
});

test.each([
  ['vi', '[Nhắc báo cáo] 2 điểm bán chưa báo giá ngày 23/11/2026', 'Chợ có mở không?'],
  ['en', '[Please report] 2 shops without prices on 23/11/2026', 'no report yet'],
] as const)('the mail says in %s which shops, and what was added', (language, subject, told) => {
  const stores = [{ name: 'Chợ Hàng Bè', note: 'Chợ có mở không?' }, { name: 'Chợ Cửa Nam' }];
  const mail = writeReminder({ day: TODAY, stores }, language, false);
  expect(mail.subject).toBe(subject);
  expect(mail.text).toContain('Chợ Hàng Bè');
  expect(mail.text).toContain(told);
  expect(mail.html).toContain('Chợ Cửa Nam');
});
