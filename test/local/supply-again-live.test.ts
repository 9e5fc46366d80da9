import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { addDays } from '#domain/business-day.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { mailsIn } from '#support/mails-in.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-03-20';
const ALERT = `hoan-kiem_${PORK.id}_up_${TODAY}`;
const CALM = 145_000;
const SHOPS = ['sen-vang/1', 'sen-vang/2', 'mai-lan/1', 'cho-que/1'];
const SUPPLIER = 'htx-ven-song/kho';

let filled: string;
let folder: string;
let system: RunningSystem;
let now: number;
let keys: Map<string, string>;
const staff = () => contractClient({ url: system.url, token: system.staffToken });
const seconds = (count: number) => {
  now += count * 1_000;
};

async function register(key: string, place: string, channel: 'market' | 'producer'): Promise<void> {
  const [id = '', store = ''] = key.split('/');
  const body = { name: `${id} (mẫu)`, contact: { name: 'Nguyễn Thu An', phone: '0900 000 100' } };
  await staff()('PUT /v1/retailers/{id}', { params: { id }, body });
  await staff()('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id, store },
    body: { name: key, place, channel },
  });
  if (!keys.has(id)) keys.set(id, (await staff()('POST /v1/retailers/{id}/keys', { params: { id } })).bearer);
}

async function report(key: string, row: { price: number; stock: number; sold?: number; priceType?: 'wholesale' }) {
  const [id = '', store = ''] = key.split('/');
  const call = contractClient({ url: system.url, token: keys.get(id) });
  await call('POST /v1/reports', { body: { store, date: TODAY, rows: [{ product: PORK.id, ...row }] } });
}

async function keepHistory(rows: readonly string[]): Promise<void> {
  const text = ['retailer,store,date,product,price,stock,sold', ...rows].join('\n');
  await staff()('POST /v1/history', { text, contentType: 'text/csv' });
}

const reportSupplier = () => report(SUPPLIER, { price: 110_000, stock: 2_000, priceType: 'wholesale' });
const reportShops = async (price: number) => {
  for (const shop of SHOPS) await report(shop, { price, stock: 12, sold: 35 });
};
const givers = async () => {
  const { items, unmet } = await staff()('GET /v1/suggestions', { query: { alert: ALERT } });
  return { from: items.map(({ from }) => `${from.retailer}/${from.store}`), unmet: unmet?.length };
};
const mails = () => mailsIn(join(folder, 'outbox'));
const look = async () => {
  await system.lookAgain();
  await system.idle();
};

const start = () => startSystem({ folder, catalogue: SMALL_CITY, clock: () => now, gatherMs: 1 });

beforeAll(async () => {
  filled = await mkdtemp(join(tmpdir(), 'binh-on-filled-'));
  folder = filled;
  now = Date.parse(`${TODAY}T07:00:00+07:00`);
  keys = new Map();
  system = await start();
  for (const shop of SHOPS) await register(shop, 'hoan-kiem', 'market');
  await register(SUPPLIER, 'outside/hung-yen', 'producer');
  await staff()('POST /v1/people', {
    body: { name: 'Lan', emails: ['lan@example.vn'], channels: [{ kind: 'mail' }], places: ['*'] },
  });
  await keepHistory(
    Array.from({ length: 20 }, (_, back) => addDays(TODAY, back - 20)).flatMap((day) =>
      SHOPS.map((key) => `${key.replace('/', ',')},${day},${PORK.id},${CALM},150,30`),
    ),
  );
  await system.idle();
  await system.close();
});
afterAll(() => rm(filled, { recursive: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-again-'));
  await cp(filled, folder, { recursive: true });
  now = Date.parse(`${TODAY}T07:00:00+07:00`);
  system = await start();
});

afterEach(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

test('a supplier who reports ten seconds after the alert is proposed at once, and named by the next mail only', async () => {
  await reportShops(CALM * 1.15);
  await system.idle();
  expect(await givers()).toEqual({ from: [], unmet: SHOPS.length });
  const [first] = await mails();
  expect(first?.parts['text/plain']).toMatch(/chưa tìm được nguồn nào cho .+ còn thiếu/);
  seconds(10);
  await reportSupplier();
  await system.idle();
  // Within the pause after the first search nobody searches.
  await look();
  expect((await givers()).from).toEqual([]);
  seconds(30);
  await look();
  expect(await givers()).toEqual({ from: SHOPS.map(() => SUPPLIER), unmet: 0 });
  expect(await mails()).toHaveLength(1);
  await reportShops(CALM * 1.3);
  await system.idle();
  const [, second] = await mails();
  expect(second?.headers['subject']).toContain('[LÊN KHẨN CẤP]');
  expect(second?.parts['text/plain']).toContain('htx-ven-song');
  // What the rise has told is no news half an hour later.
  seconds(31 * 60);
  await look();
  expect(await mails()).toHaveLength(2);
}, 60_000);

test('a supplier who is found while nothing else happens is told of half an hour after the opening, once', async () => {
  await reportShops(CALM * 1.15);
  await system.idle();
  await reportSupplier();
  await system.idle();
  seconds(40);
  await look();
  expect(await mails()).toHaveLength(1);
  seconds(31 * 60);
  await look();
  const [, second, ...others] = await mails();
  expect(second?.parts['text/plain']).toContain('htx-ven-song');
  expect(others).toEqual([]);
}, 60_000);

test('a supplier whose place is months behind is waited for a moment, and proposed and told of in the end', async () => {
  await keepHistory([`${SUPPLIER.replace('/', ',')},2025-09-01,${PORK.id},100000,,`]);
  await reportSupplier();
  await reportShops(CALM * 1.3);
  await system.idle();
  const [first] = await mails();
  expect(first?.parts['text/plain']).not.toContain('không có nguồn nào');
  expect(first?.parts['text/plain']).toMatch(/htx-ven-song|chưa có phương án kết nối/);
  seconds(60);
  await look();
  expect(await givers()).toEqual({ from: SHOPS.map(() => SUPPLIER), unmet: 0 });
  expect(await mails()).toHaveLength(1);
  seconds(31 * 60);
  await look();
  expect((await mails()).at(-1)?.parts['text/plain']).toContain('htx-ven-song');
}, 120_000);
