import { beforeEach, describe, expect, test } from 'vitest';
import { writeDailyMail } from '#delivery/daily-mail.ts';
import { DEFAULT_DESK, type DeskSettings, HANOI_DESK } from '#domain/duty/desk-settings.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { readDailyWork } from '#functions/deliver-messages/read-daily-work.ts';
import {
  type DailyLetter,
  type SendDailyMailsPorts,
  sendDailyMails,
} from '#functions/deliver-messages/send-daily-mails.ts';
import { gatherEvents } from '#functions/respond-to-alert/gather-events.ts';
import { deskStore } from '#storage/desk.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { storeOfShop } from '#support/supply-world.ts';
import { greensAlert, TWO_ZONES } from '../../domain/event/event-city.ts';

const tables = tablesOfFile();
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
const mailbox = (address: string) => ({ kind: 'mail' as const, address });
const LAN: Recipient = {
  id: 'p-lan',
  // By the first mailbox alone, whatever stands before and after it.
  channels: [{ kind: 'sms', address: '0900 000 200' }, mailbox('lan@example.vn'), mailbox('lan@example.org')],
  places: ['*'],
  levels: ['alert'],
  language: 'vi',
};
const WEST: Recipient = {
  ...LAN,
  id: 'p-ann',
  channels: [mailbox('ann@example.org')],
  places: ['west'],
  language: 'en',
};

/** Each test has a day of its own, far enough from the others that its event is its own. */
let day = '2026-11-22';
let now = 0;
let sent: (DailyLetter & { readonly to: string })[] = [];
let refusals = 0;

beforeEach(() => {
  day = new Date(Date.parse(day) + 7 * 86_400_000).toISOString().slice(0, 10);
  now = at('15:00');
  sent = [];
  refusals = 0;
});

const at = (time: string) => Date.parse(`${day}T${time}:00+07:00`);

function portsWith(settings: Partial<DeskSettings>, changes: Partial<SendDailyMailsPorts> = {}): SendDailyMailsPorts {
  return {
    ...desk(),
    clock: () => now,
    cutOff: '15:00',
    desk: async () => ({ settings: { ...DEFAULT_DESK, ...settings }, people: [], lunarYears: TWO_ZONES.lunarYears }),
    recipients: async () => [LAN, WEST],
    foodSafetyHolds: async () => [],
    listStores: async () => [],
    reportHeads: async () => [],
    letterTo: (to) => ({
      leaseMs: 60_000,
      send: async (letter) => {
        if (refusals-- > 0) throw new Error('The mail server is away');
        sent.push({ ...letter, to });
      },
    }),
    ...changes,
  };
}
const look = (settings: Partial<DeskSettings> = {}, changes: Partial<SendDailyMailsPorts> = {}) =>
  sendDailyMails(portsWith(settings, changes), TWO_ZONES)();

async function watchEast(): Promise<void> {
  const alert = greensAlert('east-1', { level: 'watch', openedOn: day, asOf: day });
  await desk().putAlert(alert, (await desk().readAlert(alert.id))?.hash);
  await gatherEvents({ ...desk(), clock: () => at('09:00') }, TWO_ZONES)('greens-up', [alert.id]);
}

describe('the digest', () => {
  test('is sent once a day to whom it says something, however often and by however many it is asked for', async () => {
    await watchEast();
    now = at('14:59');
    await look();
    expect(sent).toEqual([]);
    for (const time of ['15:00', '15:01', '18:00']) {
      now = at(time);
      await Promise.all([look(), look(), look()]);
    }
    expect(sent.map(({ to, id }) => [to, id])).toEqual([['lan@example.vn', `digest-${day}-p-lan`]]);
    const [letter] = sent;
    const mail = letter && writeDailyMail(letter.facts, { language: 'vi', catalogue: TWO_ZONES, repeat: false });
    expect(mail?.subject).toMatch(/^\[Tổng hợp ngày\] 1 thay đổi chưa báo · \d\d\/\d\d\/2026$/);
    expect(mail?.text).toContain('Đang theo dõi: Rau muống tăng 70\u00a0% ở Phường east-1');
    expect(mail?.html).toContain('Phường east-1');
  });

  test('that fails is tried again with what it said, and marked; after some tries it is left', async () => {
    await watchEast();
    refusals = 1;
    await look();
    now += 60_000;
    await look();
    expect(sent).toEqual([]);
    now += 15 * 60_000;
    await look();
    expect(sent.map(({ repeat, claimedAt }) => [repeat, claimedAt])).toEqual([[true, at('15:00')]]);
  });

  test('is left out where it is not wished, hours late, in quiet hours, and on a day off', async () => {
    await watchEast();
    await look({ digest: false });
    now = at('20:30');
    await look();
    now = at('15:00');
    await look({ quietHours: { from: '14:00', to: '16:00', except: [], daysOff: false } });
    await look({ quietHours: HANOI_DESK.quietHours, daysOff: [day] });
    await look({}, { letterTo: () => Promise.reject(new Error('not asked')) as never, recipients: async () => [] });
    expect(sent).toEqual([]);
  });

  test('is not sent to an address from which mail came back', async () => {
    await watchEast();
    await look({}, { readReturned: async () => ({}) });
    expect(sent).toEqual([]);
  });
});

describe('the digest tells', () => {
  const shops = ['east-1', 'east-1', 'east-1', 'west-1'].map((place, index) => ({
    ...storeOfShop({ key: `hoa-sen/s${index}`, place }),
  }));
  const texts = () =>
    sent.map(({ language, facts }) => writeDailyMail(facts, { language, catalogue: TWO_ZONES, repeat: false }));

  test('how many shops have reported, by the lists of the day', async () => {
    await look({}, { listStores: async () => shops, reportHeads: async () => [{ store: 'hoa-sen/s3' }] });
    expect(sent.map(({ to }) => to)).toEqual(['lan@example.vn']);
    const [mail] = texts();
    expect(mail?.subject).toMatch(/^\[Tổng hợp ngày\] báo cáo 1\/4 · /);
    expect(mail?.text).toContain('Hôm nay mới có 1 trên 4 điểm bán báo cáo.');
    expect(mail?.text).toContain('1. Nhắc báo cáo: 3 điểm bán chưa báo cáo hôm nay');
    expect(mail?.text).toContain('Đã báo cáo: 1 trên 4 điểm bán hôm nay');
  });

  test('of no report from a shop that is closed that day', async () => {
    const listStores = async () => [
      ...shops,
      { ...storeOfShop({ key: 'hoa-sen/closed', place: 'east-1' }), closures: [{ from: '2020-01-01' as const }] },
    ];
    await look({}, { listStores, reportHeads: async () => [{ store: 'hoa-sen/s3' }] });
    expect(texts()[0]?.text).toContain('Đã báo cáo: 1 trên 4 điểm bán hôm nay');
  });

  test('whom to call, until somebody has answered, and not for what is held back', async () => {
    await watchEast();
    const [event] = (await desk().liveBoards()).flatMap((board) => board.events.filter(({ endedAt }) => !endedAt));
    const { from, to } = someSuggestion('x');
    const offer = someSuggestion(event?.id ?? '', {
      id: `${event?.id}_pair`,
      to: { ...to, place: 'east-1', retailer: 'sen-vang' },
      validThrough: day,
    });
    const hold = { id: 'h', product: offer.product, from: day, reason: '', document: '12', by: 'lan', at: 0 };
    const held = await readDailyWork(
      portsWith({}, { suggestionsOf: async () => [offer], foodSafetyHolds: async () => [hold] }),
      TWO_ZONES,
      day,
      new Set(['digest']),
    );
    expect(held.events.flatMap(({ offers }) => offers)).toEqual([]);
    await look({}, { suggestionsOf: async () => [offer, { ...offer, id: 'y', state: 'declined', from }] });
    expect(texts()[0]?.subject).toMatch(/1 thay đổi chưa báo, 1 nơi chờ gọi · /);
    expect(texts()[0]?.text).toContain('1. Gọi nơi cung ứng: 1 nơi được đề xuất');
  });
});

test('a calm mail says in the morning, where it is wished, that nothing is on at these places', async () => {
  const alert = greensAlert('east-1', { openedOn: day, asOf: day });
  await desk().putAlert(alert, (await desk().readAlert(alert.id))?.hash);
  await gatherEvents({ ...desk(), clock: () => at('05:00') }, TWO_ZONES)('greens-up', [alert.id]);
  now = at('06:30');
  await look();
  expect(sent).toEqual([]);
  await look({ calmMailAt: '06:30' });
  await look({ calmMailAt: '06:30' });
  expect(sent.map(({ to }) => to)).toEqual(['ann@example.org']);
  const mail = writeDailyMail(sent[0]?.facts ?? expect.fail('no calm mail'), {
    language: 'en',
    catalogue: TWO_ZONES,
    repeat: false,
  });
  expect(mail.subject).toMatch(/^\[Calm\] No alert is on · /);
  expect(mail.text).toContain('There is nothing to do.');
});
