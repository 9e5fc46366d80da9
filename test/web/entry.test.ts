import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { aStall, isKept, keptOf, scan, YESTERDAY } from './entry-stall.ts';
import { wrongWith } from './look-over.ts';

let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

const prices = (page: Page) => page.locator('input[name="price"]');
const stocks = (page: Page) => page.locator('input[name="stock"]');
const sendButton = (page: Page) => page.locator('.entry-send');
const received = (page: Page, text: string) => page.getByRole('heading', { name: text }).waitFor();
describe('a person with a sheet and no account', () => {
  test('enters thirty goods with stock at 360 px, by keyboard alone, and the office has 30/30', async () => {
    const stall = await aStall(demo);
    const { page, context, complaints } = await scan(demo, await stall.print());
    expect(page.url()).not.toContain('#');
    await prices(page).first().focus();
    for (let good = 0; good < 30; good++) {
      const before = await prices(page).nth(good).inputValue();
      await page.keyboard.type(String(Number(before.replace(/\D/g, '')) + 500));
      await page.keyboard.press('Enter');
      await page.keyboard.type(String(10 + good));
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Enter');
    await received(page, 'Đã nhận 30/30');
    const { rows, revision } = await keptOf(stall);
    expect(revision).toBe(1);
    expect(rows).toHaveLength(30);
    expect(new Set(rows.map(({ entered }) => entered))).toEqual(new Set(['typed']));
    expect(rows.every(({ product, price }) => price === stall.priceOf(product) + 500)).toBe(true);
    expect(rows.every(({ stock = 0 }) => stock >= 10 && stock < 40)).toBe(true);
    expect(await page.getByText('06:10, Thứ Hai 30/11/2026').count()).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('sends what was typed, confirmed and left alone as such, and no stock that nobody said', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    await prices(page)
      .nth(0)
      .fill(String(stall.priceOf(stall.products[0] ?? '') + 1000));
    await page
      .getByRole('button', { name: /^Như trước: / })
      .nth(1)
      .click();
    await sendButton(page).click();
    await received(page, 'Đã nhận 30/30');
    const { rows } = await keptOf(stall);
    expect(rows[0]).toMatchObject({ entered: 'typed', price: stall.priceOf(rows[0]?.product ?? '') + 1000 });
    expect(rows[0]).not.toHaveProperty('stock');
    expect(rows[1]).toMatchObject({ entered: 'confirmed', stock: 20 });
    expect(rows.slice(2).every(({ entered, stock }) => entered === 'carried' && stock === undefined)).toBe(true);
    await context.close();
  });

  test('is asked about a slip and about a leap, offered what was meant, and never kept from sending', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    const [one = '', other = ''] = stall.products;
    await prices(page)
      .nth(0)
      .fill(String(Math.floor(stall.priceOf(one) / 1000)));
    await page.getByText(/đồng là quá thấp\. Ý là/).waitFor();
    await page.locator('.entry-answers button').first().click();
    await expect
      .poll(() => prices(page).nth(0).inputValue())
      .toBe(new Intl.NumberFormat('vi-VN').format(1000 * Math.floor(stall.priceOf(one) / 1000)));
    await prices(page)
      .nth(1)
      .fill(String(Math.round(stall.priceOf(other) * 1.5)));
    await page.getByText(/Tăng 50\s%\sso với lần trước/).waitFor();
    await page.getByRole('button', { name: 'Đúng' }).click();
    await sendButton(page).click();
    await received(page, 'Đã nhận 30/30');
    expect((await keptOf(stall)).rows[1]).toMatchObject({ confirm: true, entered: 'typed' });
    await context.close();
  });

  test('finds no wrong clock in the way', async () => {
    const stall = await aStall(demo);
    const opened = await demo.open('/nhap-gia', PHONE, 'nobody');
    await opened.page.clock.setFixedTime(Date.parse('2019-01-01T00:00:00Z'));
    await opened.page.goto(await stall.print());
    await opened.page.reload();
    await sendButton(opened.page).click();
    await received(opened.page, 'Đã nhận 30/30');
    expect((await keptOf(stall)).rows).toHaveLength(30);
    await opened.context.close();
  });
});

describe('the network', () => {
  test('is cut in the middle: the page opens without it, keeps what was typed, and sends it once it is back', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    await isKept(page);
    for (let good = 0; good < 15; good++)
      await prices(page)
        .nth(good)
        .fill(String(20_000 + good));
    await context.setOffline(true);
    for (let good = 15; good < 30; good++)
      await prices(page)
        .nth(good)
        .fill(String(20_000 + good));
    await page.getByText('Đã lưu trên máy').first().waitFor();
    await page.reload();
    await prices(page).first().waitFor();
    expect(await prices(page).nth(3).inputValue()).toBe('20.003');
    expect(await prices(page).nth(29).inputValue()).toBe('20.029');
    await sendButton(page).click();
    await page.getByText('tự gửi khi có mạng').waitFor();
    await expect(keptOf(stall)).rejects.toMatchObject({ status: 404 });
    await context.setOffline(false);
    await page.locator('.entry-received h1').waitFor();
    const { rows, revision } = await keptOf(stall);
    expect(revision).toBe(1);
    expect(rows.filter(({ entered }) => entered === 'typed').length).toBeGreaterThan(0);
    await context.close();
  });

  test('loses the answer, and the report is one all the same', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    let lost = 0;
    await page.route('**/v1/reports?**', async (route) => {
      if (route.request().url().includes('dryRun') || lost > 0) return route.fallback();
      lost++;
      await route.fetch();
      return route.abort();
    });
    await sendButton(page).click();
    await page.getByText('tự gửi khi có mạng').waitFor();
    expect((await keptOf(stall)).revision).toBe(1);
    await sendButton(page).click();
    await received(page, 'Đã nhận 30/30');
    expect((await keptOf(stall)).revision).toBe(1);
    await context.close();
  });
});

describe('the same day', () => {
  test('is sent twice by one phone: the second stands, and shows what the first said', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    await prices(page).nth(0).fill('20500');
    await sendButton(page).click();
    await received(page, 'Đã nhận 30/30');
    await page.getByRole('button', { name: 'Sửa một giá' }).click();
    expect(await prices(page).nth(0).inputValue()).toBe('20.500');
    await prices(page).nth(1).fill('21500');
    await sendButton(page).click();
    await received(page, 'Đã nhận 30/30');
    const { rows, revision } = await keptOf(stall);
    expect([revision, rows[0]?.price, rows[1]?.price]).toEqual([2, 20_500, 21_500]);
    await context.close();
  });

  test('is sent by two phones at once: the second is shown what differs, and decides', async () => {
    const stall = await aStall(demo);
    const address = await stall.print({ phones: 2 });
    const [one, other] = [await scan(demo, address), await scan(demo, address)];
    await prices(one.page).nth(0).fill('20500');
    await prices(other.page).nth(0).fill('22500');
    await sendButton(one.page).click();
    await received(one.page, 'Đã nhận 30/30');
    await sendButton(other.page).click();
    await other.page.getByRole('heading', { name: 'Có nơi khác đã gửi hôm nay' }).waitFor();
    expect(await other.page.locator('.entry-conflict tbody tr').count()).toBe(1);
    expect((await keptOf(stall)).rows[0]?.price).toBe(20_500);
    // The browser itself says of each refusal that it was one.
    expect(await wrongWith({ ...other, complaints: [] }, 'vi')).toEqual([]);
    await other.page.getByRole('button', { name: 'Gửi số của máy này' }).click();
    await received(other.page, 'Đã nhận 30/30');
    expect((await keptOf(stall)).rows[0]?.price).toBe(22_500);
    await one.context.close();
    await other.context.close();
  });

  test('stays as it is kept where the second phone leaves it so', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    const rows = stall.products.map((product) => ({ product, price: stall.priceOf(product) + 1000 }));
    await prices(page).nth(0).fill('22500');
    await stall.board('POST /v1/reports', { body: { store: stall.store, date: '2026-11-30', rows } });
    await sendButton(page).click();
    await page.getByRole('button', { name: 'Giữ số đang lưu' }).click();
    await prices(page).first().waitFor();
    expect((await keptOf(stall)).revision).toBe(1);
    const first = rows[0]?.price ?? 0;
    expect(await prices(page).nth(0).inputValue()).toBe(new Intl.NumberFormat('vi-VN').format(first));
    await context.close();
  });
});

describe('a sheet', () => {
  test('that all its phones have used, or that is replaced, says so and what to do', async () => {
    const stall = await aStall(demo);
    const address = await stall.print({ phones: 1 });
    await (await scan(demo, address)).context.close();
    const late = await scan(demo, address);
    await late.page.getByText('đã dùng đủ 1 máy').waitFor();
    expect(await wrongWith({ ...late, complaints: [] }, 'vi')).toEqual([]);
    await late.context.close();
    await stall.print();
    const old = await scan(demo, address);
    await old.page.getByText('Hãy xin tờ mới').waitFor();
    await old.context.close();
  });

  test('scanned again by the phone that has its key leads to the prices', async () => {
    const stall = await aStall(demo);
    const address = await stall.print({ phones: 1 });
    const { page, context } = await scan(demo, address);
    await page.goto('/nhap-gia');
    await page.goto(address);
    await page.reload();
    await prices(page).first().waitFor();
    await context.close();
  });
});

describe('a key that is revoked while its phone is typing', () => {
  test('sends no more, loses nothing, and goes on by another sheet', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    await prices(page).nth(0).fill('20500');
    const staff = demo.as('duty');
    const { items } = await staff('GET /v1/retailers/{id}/phones', { params: { id: stall.retailer } });
    for (const { keyId } of items) {
      await staff('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { id: stall.retailer, keyId } });
    }
    await sendButton(page).click();
    await page.getByText('Máy này không còn được gửi.').waitFor();
    await expect(keptOf(stall)).rejects.toMatchObject({ status: 404 });
    const address = await stall.print();
    await page.evaluate(`location.hash = ${JSON.stringify(address.slice(address.indexOf('#')))}`);
    await received(page, 'Đã nhận 30/30');
    expect((await keptOf(stall)).rows[0]?.price).toBe(20_500);
    await context.close();
  });
});

describe('a stall that has never reported', () => {
  test('finds every good it may sell, and sends those that it has', async () => {
    const stall = await aStall(demo, { reported: false });
    const { page, context } = await scan(demo, await stall.print());
    await page.getByText('Lần đầu').waitFor();
    await prices(page)
      .nth(2)
      .fill(String(stall.priceOf(stall.products[2] ?? '')));
    await sendButton(page).click();
    await received(page, 'Đã nhận 1/1');
    expect((await keptOf(stall)).rows).toHaveLength(1);
    await context.close();
  });

  test('has the stock first where it supplies others', async () => {
    const stall = await aStall(demo, { channel: 'wholesale' });
    const { page, context } = await scan(demo, await stall.print());
    const [stock, price] = [await stocks(page).first().boundingBox(), await prices(page).first().boundingBox()];
    expect(stock?.x).toBeLessThan(price?.x ?? 0);
    await context.close();
  });
});

test('looks right in every width, theme and language', async () => {
  const stall = await aStall(demo);
  const address = await stall.print({ phones: 8 });
  for (const language of ['vi', 'en'] as const) {
    for (const width of [320, 360, 1280] as const) {
      const opened = await scan(demo, address, { width, theme: width === 360 ? 'dark' : 'light', language });
      await prices(opened.page).nth(0).fill('17');
      await prices(opened.page).nth(1).fill('1.5');
      await stocks(opened.page).nth(2).fill('1.500');
      await opened.page.waitForTimeout(1200);
      expect(await wrongWith(opened, language), `${language} ${width}`).toEqual([]);
      await opened.context.close();
    }
  }
  expect(YESTERDAY).toBe('2026-11-29');
});
