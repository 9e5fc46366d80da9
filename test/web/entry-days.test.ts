import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { MORNING, TODAY } from './demo-morning.ts';
import { type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { aStall, isKept, type Stall, scan, YESTERDAY } from './entry-stall.ts';
import { wrongWith } from './look-over.ts';

const DAY_MS = 86_400_000;

let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

const prices = (page: Page) => page.locator('input[name="price"]');
const sendButton = (page: Page) => page.locator('.entry-send');
const kept = ({ board, store }: Stall, date: string) =>
  board('GET /v1/reports/{store}/{date}', { params: { store, date } });

/** A phone at a moment by its own clock. */
async function at(page: Page, moment: number): Promise<void> {
  await page.clock.setFixedTime(moment);
  await page.reload();
  await prices(page).first().waitFor();
}

/** A phone that knows the server's clock, without a network since. */
async function withoutNetwork(stall: Stall) {
  const opened = await scan(demo, await stall.print());
  await prices(opened.page).first().waitFor();
  await isKept(opened.page);
  await opened.context.setOffline(true);
  return opened;
}

/** The page looks anew, as it does three times a minute. */
async function lookAnew(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  await context.setOffline(false);
}

describe('days', () => {
  test('without a network are two reports, which both arrive, each for its day', async () => {
    const stall = await aStall(demo, { reported: false });
    const { page, context } = await withoutNetwork(stall);
    await at(page, MORNING - DAY_MS);
    await prices(page).nth(0).fill('21000');
    await prices(page).nth(1).fill('22000');
    await sendButton(page).click();
    await page.getByText('tự gửi khi có mạng').waitFor();
    await at(page, MORNING);
    await page.getByText(/^Ngày 29\/11: 2 giá đang chờ gửi\.$/).waitFor();
    expect(await prices(page).nth(0).inputValue(), 'as before').toBe('21.000');
    await prices(page).nth(0).fill('23000');
    await sendButton(page).click();
    await page.getByText('tự gửi khi có mạng').waitFor();
    await context.setOffline(false);
    await page.locator('.entry-received h1').filter({ hasText: 'Đã nhận 2/2' }).waitFor();
    await page.getByText('Ngày 29/11: đã nhận 2/2.').waitFor();
    const told = async (date: string) => (await kept(stall, date)).rows.map(({ price, entered }) => [price, entered]);
    expect(await told(YESTERDAY)).toEqual([
      [21_000, 'typed'],
      [22_000, 'typed'],
    ]);
    expect(await told(TODAY)).toEqual([
      [23_000, 'typed'],
      [22_000, 'carried'],
    ]);
    await context.close();
  });

  test('are not mixed by what was typed and never sent: it is shown, opened, and sent for its day', async () => {
    const stall = await aStall(demo, { reported: false });
    const { page, context } = await withoutNetwork(stall);
    await at(page, MORNING - DAY_MS);
    await prices(page).nth(2).fill('31000');
    await at(page, MORNING);
    expect(await prices(page).nth(2).inputValue()).toBe('');
    await page.getByText('Ngày 29/11: đã nhập 1 giá mà chưa gửi.').waitFor();
    await page.getByRole('button', { name: 'Mở ngày 29/11' }).click();
    await page.getByRole('heading', { name: 'Giá ngày 29/11' }).waitFor();
    expect(await prices(page).nth(2).inputValue()).toBe('31.000');
    await context.setOffline(false);
    await sendButton(page).click();
    await page.locator('.entry-received h1').filter({ hasText: 'Đã nhận 1/1' }).waitFor();
    expect((await kept(stall, YESTERDAY)).rows).toMatchObject([{ price: 31_000 }]);
    await expect(kept(stall, TODAY)).rejects.toMatchObject({ status: 404 });
    await page.getByRole('button', { name: 'Nhập giá hôm nay' }).click();
    await page.getByRole('heading', { name: 'Giá hôm nay' }).waitFor();
    await context.close();
  });

  test('that nobody wants to send are discarded', async () => {
    const stall = await aStall(demo, { reported: false });
    const { page, context } = await withoutNetwork(stall);
    await at(page, MORNING - DAY_MS);
    await prices(page).nth(2).fill('31000');
    await at(page, MORNING);
    await page.getByRole('button', { name: 'Bỏ giá đã nhập của ngày 29/11' }).click();
    await page.getByText('mà chưa gửi').waitFor({ state: 'detached' });
    await at(page, MORNING - DAY_MS);
    expect(await prices(page).nth(2).inputValue()).toBe('');
    await context.close();
  });

  test('that another phone has sent meanwhile are decided by who stands there', async () => {
    const stall = await aStall(demo, { reported: false });
    const { page, context } = await withoutNetwork(stall);
    await at(page, MORNING - DAY_MS);
    await prices(page).nth(0).fill('21000');
    await sendButton(page).click();
    await page.getByText('tự gửi khi có mạng').waitFor();
    const [product = ''] = stall.products;
    const body = { store: stall.store, date: YESTERDAY, rows: [{ product, price: stall.priceOf(product) }] };
    await stall.board('POST /v1/reports', { body });
    await page.clock.setFixedTime(MORNING);
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Có nơi khác đã gửi ngày 29/11' }).waitFor();
    await page.getByRole('button', { name: 'Gửi số của máy này' }).click();
    await page.locator('.entry-received h1').filter({ hasText: 'Đã nhận 1/1' }).waitFor();
    expect(await kept(stall, YESTERDAY)).toMatchObject({ revision: 2, rows: [{ price: 21_000 }] });
    await context.close();
  });
});

describe('midnight', () => {
  test('changes nothing under the fingers: the page says whose day it is, and sends it for that day', async () => {
    const stall = await aStall(demo, { reported: false });
    const { page, context } = await withoutNetwork(stall);
    await at(page, MORNING - DAY_MS);
    await prices(page).nth(0).fill('21000');
    await page.clock.setFixedTime(MORNING);
    await lookAnew(context);
    await page.getByText('Trang này là của ngày 29/11, không phải hôm nay.').waitFor();
    await page.getByRole('heading', { name: 'Giá ngày 29/11' }).waitFor();
    await prices(page).nth(1).fill('22000');
    await sendButton(page).click();
    await page.locator('.entry-received h1').waitFor();
    expect((await kept(stall, YESTERDAY)).rows.map(({ price }) => price)).toEqual([21_000, 22_000]);
    await context.close();
  });

  test('makes a sheet that nobody has touched that of the new day', async () => {
    const { page, context } = await withoutNetwork(await aStall(demo));
    await at(page, MORNING - DAY_MS);
    await page.locator('.entry-day').filter({ hasText: '29/11/2026' }).waitFor();
    await page.clock.setFixedTime(MORNING);
    await lookAnew(context);
    await page.locator('.entry-day').filter({ hasText: '30/11/2026' }).waitFor();
    await context.close();
  });
});

/** Puts something into the page's own store, as an earlier page did. */
const keepOnPhone = (page: Page, name: string, value: object) =>
  page.evaluate(`new Promise((done) => {
    const opening = indexedDB.open('nhap-gia');
    opening.onsuccess = () => {
      const room = opening.result.transaction('kept', 'readwrite');
      room.objectStore('kept').put(${JSON.stringify(value)}, ${JSON.stringify(name)});
      room.oncomplete = () => done(opening.result.close());
    };
  })`);

test('what a phone kept before it kept each day for itself is sent, and shown', async () => {
  const stall = await aStall(demo, { reported: false });
  const { page, context } = await withoutNetwork(stall);
  const [first = '', second = ''] = stall.products;
  const row = (product: string, price: number) => ({ product, priceType: 'retail', price, entered: 'typed' });
  await keepOnPhone(page, 'waiting', {
    store: stall.store,
    sentAt: MORNING - DAY_MS,
    rows: [row(first, 21_000)],
    knownRevision: 0,
    knownDay: YESTERDAY,
  });
  await keepOnPhone(page, 'draft', { day: TODAY, rows: { [`${second}|retail|`]: row(second, 22_000) } });
  await at(page, MORNING);
  await page.getByText('Ngày 29/11: 1 giá đang chờ gửi.').waitFor();
  expect(await prices(page).nth(1).inputValue()).toBe('22.000');
  await context.setOffline(false);
  await page.getByText('Ngày 29/11: đã nhận 1/1.').waitFor();
  expect((await kept(stall, YESTERDAY)).rows).toMatchObject([{ price: 21_000 }]);
  expect(await prices(page).nth(1).inputValue(), 'who types goes on').toBe('22.000');
  await context.close();
});

test.each([
  { ...PHONE, width: 320 },
  { ...PHONE, language: 'en', theme: 'dark' },
] as const)('another day looks right: $width $language', async (view) => {
  const stall = await aStall(demo, { reported: false });
  const opened = await scan(demo, await stall.print(), view);
  const { page, context } = opened;
  await isKept(page);
  await context.setOffline(true);
  await at(page, MORNING - DAY_MS);
  await prices(page).nth(0).fill('21000');
  await at(page, MORNING);
  const others = page.locator('.entry-other-day');
  await others.waitFor();
  await others.getByRole('button').first().click();
  await page.locator('.entry-title h1').filter({ hasText: '29/11' }).waitFor();
  const withoutNetworkErrors = { ...opened, complaints: [] };
  expect(await wrongWith(withoutNetworkErrors, view.language)).toEqual([]);
  await context.close();
});
