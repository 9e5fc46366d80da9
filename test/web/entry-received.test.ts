import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { TODAY } from './demo-morning.ts';
import { type DemoPages, demoPages } from './demo-pages.ts';
import { aStall, isKept, keptOf, type Stall, scan } from './entry-stall.ts';
import { wrongWith } from './look-over.ts';
import { settled } from './settled.ts';

const HOUR_MS = 3_600_000;
let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

const prices = (page: Page) => page.locator('input[name="price"]');
const send = async (page: Page) => {
  await page.locator('.entry-send').click();
  await page.locator('.entry-received h1').waitFor();
};
const look = async (page: Page) => {
  await page.getByRole('link', { name: 'Đã nhận' }).click();
  await page.locator('.entry-figures').waitFor();
};
const figures = (page: Page) => page.locator('.entry-figures dd').allTextContents();
/** The report of a whole day, by the board of the market. */
const reportAll = (stall: Stall, more = 0) =>
  stall.board('POST /v1/reports', {
    body: {
      store: stall.store,
      date: TODAY,
      rows: stall.products.map((product) => ({ product, price: stall.priceOf(product) + more })),
    },
  });

describe('who has sent its prices', () => {
  test('sees what has come, when, by which receipt, and days in a row, from the page itself and from its head', async () => {
    const stall = await aStall(demo);
    const { page, context, complaints } = await scan(demo, await stall.print());
    await look(page);
    await page.getByRole('heading', { name: 'Hôm nay chưa nhận được gì' }).waitFor();
    expect(await figures(page)).toEqual(['0/0', '0', expect.any(String), '15:00']);
    await page.getByRole('button', { name: 'Nhập giá hôm nay' }).click();
    await send(page);
    const receipt = await page.locator('.entry-received code').textContent();
    await demo.system.idle();
    await page.getByRole('button', { name: 'Xem hôm nay đã nhận gì' }).click();
    await page.getByRole('heading', { name: 'Đã nhận 30/30' }).getByText('lúc 06:10').waitFor();
    expect(await figures(page)).toEqual(['30/30', '0', '2', '15:00']);
    expect(await page.locator('main code').textContent()).toBe(receipt);
    expect(await page.title()).toBe('Đã nhận gì · Bình Ổn');

    // What stands has come from elsewhere since: this phone has no receipt of it.
    await reportAll(stall, 500);
    await page.reload();
    await page.getByRole('heading', { name: 'Đã nhận 30/30' }).waitFor();
    // What was received last stands there first, and what is received now takes its place.
    await expect.poll(() => page.locator('main code').count()).toBe(0);
    await page.goBack();
    await page.locator('.entry-sheet').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('sees what was refused and what is held back, and is led to the very field', async () => {
    // What is held back is told by a store's own past: this one has reported for months.
    const [id, store] = ['tam-da', 'tam-da-00004'];
    const { items } = await demo.as('duty')('POST /v1/retailers/{id}/enrolments', {
      params: { id },
      body: { stores: [store], days: 1, phones: 1 },
    });
    const opened = await scan(demo, `/nhap-gia#${id}/${store}/${items[0]?.code}`);
    const { page, context } = opened;
    const goods = page.locator('[data-product]');
    const productOf = async (at: number) => (await goods.nth(at).getAttribute('data-product')) ?? '';
    const [wrong, held] = [await productOf(0), await productOf(1)];
    await prices(page).nth(0).fill('17');
    const usual = Number((await prices(page).nth(1).inputValue()).replaceAll('.', ''));
    await prices(page)
      .nth(1)
      .fill(String(usual * 2));
    await send(page);
    await look(page);
    expect((await figures(page))[1]).toBe('1');
    await page.getByRole('heading', { name: 'Giá đang tạm giữ 1 dòng' }).waitFor();
    expect(await wrongWith(opened, 'vi')).toEqual([]);
    const again = page.getByRole('button', { name: /^Nhập lại: / });
    expect(await again.count()).toBe(2);
    await again.nth(0).click();
    const focused = () => page.evaluate<string>("document.activeElement.closest('li')?.dataset.product ?? ''");
    await page.locator(`[data-product="${wrong}"] input[name="price"]:focus`).waitFor();
    await look(page);
    await again.nth(1).click();
    await page.locator(`[data-product="${held}"] input[name="price"]:focus`).waitFor();
    expect(await focused()).toBe(held);
    await context.close();
  });

  test('is told the reasons alone where another has sent the rows that were refused', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    const [first = '', second = ''] = stall.products;
    const rows = [
      { product: first, price: stall.priceOf(first) },
      { product: second, price: 17 },
    ];
    await stall.board('POST /v1/reports', {
      query: { confirmDrop: 'true' },
      body: { store: stall.store, date: TODAY, rows },
    });
    await look(page);
    await page.getByText(/^1 dòng: /).waitFor();
    expect(await page.getByRole('button', { name: /^Nhập lại/ }).count()).toBe(0);
    await context.close();
  });
});

describe('without a network', () => {
  test('what was received last stays, is marked with its time, and is as of now again once there is one', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    await isKept(page);
    await send(page);
    await look(page);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('Đây là những gì nhận lần cuối, lúc 06:10 30/11/2026.').waitFor();
    expect((await figures(page))[0]).toBe('30/30');
    await context.setOffline(false);
    await page.locator('main .entry-banner').waitFor({ state: 'detached' });
    expect((await figures(page))[0]).toBe('30/30');
    await context.close();
  });

  test('a phone that has never looked says that it has nothing yet', async () => {
    const stall = await aStall(demo);
    const { page, context } = await scan(demo, await stall.print());
    await page.route('**/v1/me/today**', (route) => route.abort());
    await page.getByRole('link', { name: 'Đã nhận' }).click();
    await page.getByText('Chưa có gì được giữ trên máy').waitFor();
    await context.close();
  });
});

test('a key that is revoked looks no more, and keeps what it was told', async () => {
  const stall = await aStall(demo);
  const { page, context } = await scan(demo, await stall.print());
  await look(page);
  const staff = demo.as('duty');
  const params = { id: stall.retailer };
  const { items } = await staff('GET /v1/retailers/{id}/phones', { params });
  for (const { keyId } of items)
    await staff('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { ...params, keyId } });
  await page.reload();
  await page.getByText('Máy này không còn được xem.').waitFor();
  await page.getByRole('heading', { name: 'Hôm nay chưa nhận được gì' }).waitFor();
  await context.close();
});

test('the page may stand on the home screen: its manifest and icons are served, and lead to it', async () => {
  const { page, context } = await demo.open('/nhap-gia', undefined, 'nobody');
  const href = (await page.locator('link[rel="manifest"]').getAttribute('href')) ?? '';
  const answer = await context.request.get(href);
  expect(answer.headers()).toMatchObject({ 'content-type': 'application/manifest+json', 'cache-control': 'no-cache' });
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ start_url: '/nhap-gia', scope: '/nhap-gia', display: 'standalone', lang: 'vi' });
  const icons: readonly { readonly src: string; readonly type: string; readonly sizes: string }[] = manifest.icons;
  expect(icons.map(({ sizes }) => sizes)).toEqual(['any', '192x192', '512x512']);
  for (const { src, type } of icons) {
    expect((await context.request.get(src)).headers()['content-type'], src).toBe(type);
  }
  await page.goto(manifest.start_url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // The browser itself reads it as we mean it.
  const session = await context.newCDPSession(page);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect([errors, new URL(url).pathname]).toEqual([[], href]);
  await context.close();
});

describe('prices beside those of the ward', () => {
  test('are missing in plain words before there are enough, and stand there once the day is closed', async () => {
    const stall = await aStall(demo);
    const address = await stall.print({ phones: 8 });
    const { page, context } = await scan(demo, address);
    await page
      .getByRole('button', { name: /^Như trước: / })
      .first()
      .click();
    await send(page);
    await look(page);
    await page.getByText('Ngày này chưa so được mặt hàng nào').waitFor();
    await page.getByText('ít hơn bốn đơn vị khác').waitFor();
    await page.getByText('Giá của hôm nay có sau giờ chốt 15:00.').waitFor();

    for (let other = 1; other <= 6; other++) await reportAll(await aStall(demo), other * 1000);
    expect((await keptOf(stall)).revision).toBe(1);
    demo.goOn(9 * HOUR_MS);
    await page.reload();
    await page.locator('.entry-beside').waitFor();
    const [own, lower, middle, upper] = (await page.locator('.entry-beside td').allTextContents())
      .slice(0, 4)
      .map((text) => Number(text.replaceAll('.', '')));
    expect(own).toBe(stall.priceOf(stall.products[0] ?? ''));
    expect([lower, middle, upper]).toEqual([lower, middle, upper].toSorted((a = 0, b = 0) => a - b));
    await context.close();
    for (const language of ['vi', 'en'] as const) {
      for (const width of [320, 360, 1280] as const) {
        const opened = await scan(demo, address, { width, theme: width === 360 ? 'dark' : 'light', language });
        await opened.page.getByRole('navigation').getByRole('link').nth(1).click();
        await opened.page.locator('.entry-beside').waitFor();
        await settled(opened.page);
        expect(await wrongWith(opened, language), `${language} ${width}`).toEqual([]);
        await opened.context.close();
      }
    }
  });
});
