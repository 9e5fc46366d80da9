import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { MORNING } from './demo-morning.ts';
import { type DemoPages, demoPages, PHONE } from './demo-pages.ts';

let demo: DemoPages;
let id: string;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  id = (await demo.as('ward')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());

const open = () => demo.open(`/su-kien/${id}/xac-minh`, PHONE, 'ward');
const shops = () => demo.as('ward')('GET /v1/events/{id}/shops', { params: { id }, query: { limit: 200 } });
/** What stands in the event's timeline of one shop. */
const toldOf = async (store: string) =>
  (await demo.as('duty')('GET /v1/events/{id}', { params: { id } })).timeline.filter(
    (entry) => entry.kind === 'verified' && entry.store === store,
  );
const cardOf = (page: Page, storeName: string) => page.getByRole('article', { name: storeName });

/** The next shop that nobody has looked at. */
async function nextShop() {
  const [shop] = (await shops()).items;
  if (!shop) throw new Error('no shop is left');
  return shop;
}

test('a ward officer sees the shops of the own ward alone, each with address, phone and its prices', async () => {
  const { page, context } = await open();
  const { items, total } = await shops();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`${total} điểm bán cần xác minh`);
  expect(await page.getByRole('article').count()).toBe(total);
  for (const { storeName, address, contact, goods } of items) {
    const card = cardOf(page, storeName);
    expect(await card.textContent()).toContain(address);
    expect(await card.locator('a[href^="tel:"]').textContent()).toContain(contact?.phone);
    expect(await card.getByRole('row').count()).toBe(goods.length + 1);
  }
  await context.close();
});

test('one tap says that all is as reported, and the other officer reads who said so', async () => {
  const { page, context } = await open();
  const { store, storeName, goods } = await nextShop();
  const card = cardOf(page, storeName);
  await card.getByRole('button', { name: `Đúng cả ${goods.length}` }).tap();
  await card.getByText('Đã gửi.').waitFor();
  expect(await page.getByText('Đã xong 1/').count()).toBe(1);
  expect(await toldOf(store)).toMatchObject([{ verdict: 'right' }]);
  await context.close();
  const other = await demo.open(`/su-kien/${id}`);
  const [entry] = await toldOf(store);
  await other.page.getByText('xem giá ở').first().waitFor();
  expect(await other.page.locator('.timeline').textContent()).toContain(`${entry?.byName?.vi} xem giá ở ${storeName}`);
  await other.context.close();
});

test('two taps and a number say that a price is another, and what was left empty is as reported', async () => {
  const { page, context } = await open();
  const { store, storeName, goods } = await nextShop();
  const [first] = goods;
  const card = cardOf(page, storeName);
  await card.getByRole('button', { name: 'Không đúng…' }).tap();
  const dialog = page.getByRole('dialog');
  // The field has the focus: the number is typed at once. Thousands that were left out are asked for.
  await page.waitForFunction("document.activeElement?.inputMode === 'numeric'");
  await page.keyboard.type('12');
  await dialog.getByRole('button', { name: 'Ý là 12.000' }).waitFor();
  await page.keyboard.type('.500');
  await dialog.getByRole('button', { name: 'Ghi', exact: true }).tap();
  await card.getByText('Đã gửi.').waitFor();
  const told = await toldOf(store);
  expect(told.find(({ product }) => product === first?.product)).toMatchObject({ verdict: 'wrong', seenPrice: 12_500 });
  expect(told.filter(({ verdict }) => verdict === 'right')).toHaveLength(goods.length - 1);
  await context.close();
});

test('what was said can be changed, and the later word stands', async () => {
  const { page, context } = await open();
  const { store, storeName, goods } = await nextShop();
  const card = cardOf(page, storeName);
  await card.getByRole('button', { name: `Đúng cả ${goods.length}` }).tap();
  await card.getByText('Đã gửi.').waitFor();
  // A later word is told from an earlier one by its time.
  await page.clock.setFixedTime(MORNING + 1_000);
  await card.getByRole('button', { name: 'Sửa' }).tap();
  await card.getByRole('button', { name: 'Không đúng…' }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Đóng cửa').tap();
  await dialog.getByRole('button', { name: 'Ghi', exact: true }).tap();
  await card.getByText('Đóng cửa').waitFor();
  await card.getByText('Đã gửi.').waitFor();
  const { verified } = await shops();
  const kept = verified.find((shop) => shop.store === store);
  expect(kept?.goods.map(({ found }) => found?.verdict)).toEqual(goods.map(() => 'closed'));
  await context.close();
});

describe('without a network', () => {
  test('what was seen is kept on the device, over a closed window, and sent once there is one', async () => {
    const { page, context } = await open();
    const { store, storeName, goods } = await nextShop();
    await context.setOffline(true);
    const card = cardOf(page, storeName);
    await card.getByRole('button', { name: `Đúng cả ${goods.length}` }).tap();
    await card.getByText('Đã lưu trên máy, đang chờ gửi.').waitFor();
    await page.getByText('1 ghi nhận đang lưu trên máy này').waitFor();
    expect(await toldOf(store)).toEqual([]);
    await page.close();
    await context.setOffline(false);
    const later = await context.newPage();
    await later.goto('/them');
    await expect.poll(() => toldOf(store)).toHaveLength(1);
    await later.goto(`/su-kien/${id}/xac-minh`);
    await cardOf(later, storeName).getByText('Đã gửi.').waitFor();
    await context.close();
  });

  test('an answer that is lost on the way leads to no second finding', async () => {
    const { page, context } = await open();
    const { store, storeName, goods } = await nextShop();
    const lose = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await page.route('**/v1/verifications', lose, { times: 1 });
    const card = cardOf(page, storeName);
    await card.getByRole('button', { name: `Đúng cả ${goods.length}` }).tap();
    await card.getByText('Đã lưu trên máy, đang chờ gửi.').waitFor();
    await context.setOffline(true);
    await context.setOffline(false);
    await card.getByText('Đã gửi.').waitFor();
    expect(await toldOf(store)).toHaveLength(1);
    await context.close();
  });
});

test('what is refused for good says why, and can be dropped; the shop stays to be verified', async () => {
  const { page, context } = await demo.open(`/su-kien/${id}/xac-minh?dia-ban=00008`, PHONE);
  const detail = 'Không có điểm bán này.';
  await page.route('**/v1/verifications', (route) =>
    route.fulfill({ status: 422, json: { code: 'unknown-store', detail, requestId: 'x' } }),
  );
  const card = page.getByRole('article').first();
  await card.getByRole('button', { name: /^Đúng/ }).tap();
  await card.getByText(`Không ghi được: ${detail}`).waitFor();
  await card.getByRole('button', { name: 'Bỏ ghi nhận này' }).tap();
  expect(await card.getByText(detail).count()).toBe(0);
  expect(await card.getByRole('button', { name: /^Đúng/ }).count()).toBe(1);
  await context.close();
});

test('what one officer has seen is not sent by another who signs in on the same phone', async () => {
  const { page, context } = await demo.open('/them', PHONE);
  const { items } = await demo.as('duty')('GET /v1/events/{id}/shops', { params: { id }, query: {} });
  const store = items[0]?.store ?? '';
  const finding = { event: id, store, verdict: 'right', at: '2026-11-29T22:00:00.000Z' };
  const waiting = JSON.stringify([{ person: 'p-anbacucdunghakha', finding }]);
  await page.evaluate(`localStorage.setItem('waiting-findings', ${JSON.stringify(waiting)})`);
  await page.goto(`/su-kien/${id}/xac-minh`);
  await page.getByRole('article').first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(await toldOf(store)).toEqual([]);
  expect(await page.evaluate("localStorage.getItem('waiting-findings')")).toBe(waiting);
  await context.close();
});
