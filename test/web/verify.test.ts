import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { MORNING } from './demo-morning.ts';
import { type DemoPages, demoPages, PHONE } from './demo-pages.ts';

/** A ward with shops to verify whose officer nobody plays. */
const OTHER_WARD = '00008';

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
async function nextShop(place?: string) {
  const officer = place === undefined ? 'ward' : 'duty';
  const query = { place, limit: 200 };
  const [shop] = (await demo.as(officer)('GET /v1/events/{id}/shops', { params: { id }, query })).items;
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
    const called = card.locator('a[href^="tel:"]');
    // Whom it calls can be read, not only heard.
    for (const text of [contact?.name ?? '', contact?.phone ?? '']) {
      expect(await called.getByText(text).isVisible()).toBe(true);
    }
    expect(await card.getByRole('row').count()).toBe(goods.length + 1);
  }
  await context.close();
});

test('one tap says that all is as reported, and the other officer reads who said so', async () => {
  const { page, context } = await open();
  const { store, storeName, goods } = await nextShop();
  const card = cardOf(page, storeName);
  await card.getByRole('button', { name: `Đúng cả ${goods.length}` }).tap();
  await card.getByText('Đã gửi lúc').waitFor();
  expect(await page.getByText('Đã xem 1/').count()).toBe(1);
  expect(await toldOf(store)).toMatchObject([{ verdict: 'right' }]);
  await context.close();
  const other = await demo.open(`/su-kien/${id}`);
  const [entry] = await toldOf(store);
  await other.page.getByText('xem giá ở').first().waitFor();
  expect(await other.page.locator('.timeline').textContent()).toContain(`${entry?.byName?.vi} xem giá ở ${storeName}`);
  await other.context.close();
});

test('the shops that are left stand on top, in the order to go; those that were looked at fold to a line', async () => {
  const { page, context } = await open();
  const { items, verified } = await shops();
  const left = page.getByRole('navigation', { name: `Còn ${items.length} điểm` });
  await left.getByText('xa giá quen thuộc nhất trước').waitFor();
  expect(await left.getByRole('link').allTextContents()).toEqual(items.map(({ storeName }) => storeName));
  expect(await left.getByText(items[0]?.address ?? '').count()).toBe(1);
  const [done] = verified;
  const folded = cardOf(page, done?.storeName ?? '');
  expect(await folded.getByRole('table').isVisible()).toBe(false);
  await folded
    .locator('summary')
    .getByText(/Đã xem \d trong \d mặt hàng. Đã gửi lúc \d\d:\d\d/)
    .waitFor();
  await folded.locator('summary').tap();
  expect(await folded.getByRole('table').isVisible()).toBe(true);
  await context.close();
});

test('two taps and a number say that a price is another; what was left empty was not looked at', async () => {
  const { page, context } = await open();
  const { store, storeName, goods } = await nextShop();
  const [first] = goods;
  const card = cardOf(page, storeName);
  await card.getByRole('button', { name: 'Không đúng…' }).tap();
  const dialog = page.getByRole('dialog');
  // The field has the focus: the number is typed at once. Thousands that were left out are asked for.
  await expect.poll(() => page.evaluate<string>('document.activeElement?.inputMode')).toBe('numeric');
  await page.keyboard.type('12');
  await dialog.getByRole('button', { name: 'Ý là 12.000' }).waitFor();
  await page.keyboard.type('.500');
  await dialog.getByLabel('Ghi chú').fill('Biển giá viết tay');
  await dialog.getByRole('button', { name: 'Ghi', exact: true }).tap();
  await card.getByText('Đã gửi lúc').waitFor();
  const told = await toldOf(store);
  expect(told).toMatchObject([
    { product: first?.product, verdict: 'wrong', seenPrice: 12_500, reported: first?.price, note: 'Biển giá viết tay' },
  ]);
  expect(goods.length).toBeGreaterThan(1);
  const text = await card.textContent();
  for (const said of [`Đã xem 1 trong ${goods.length} mặt hàng.`, 'chưa xem', '“Biển giá viết tay”', 'đã báo']) {
    expect(text).toContain(said);
  }
  const { verified } = await shops();
  expect(verified.find((shop) => shop.store === store)?.goods.filter(({ found }) => found)).toHaveLength(1);
  await context.close();
});

test('goods without a price are no price and never 0', async () => {
  const { page, context } = await open();
  const { store, storeName, goods } = await nextShop();
  const card = cardOf(page, storeName);
  await card.getByRole('button', { name: 'Không đúng…' }).tap();
  const dialog = page.getByRole('dialog');
  const note = dialog.getByRole('button', { name: 'Ghi', exact: true });
  await dialog.locator('input[inputmode=numeric]').first().fill('0');
  await note.tap();
  await dialog.getByText('Giá phải là số lớn hơn 0.').waitFor();
  await dialog.locator('select').first().selectOption('Có hàng, không thấy giá');
  await note.tap();
  await card.getByText('Đã gửi lúc').waitFor();
  const [entry, ...others] = await toldOf(store);
  expect(entry).toMatchObject({ product: goods[0]?.product, verdict: 'no-price' });
  expect(entry).not.toHaveProperty('seenPrice');
  expect(others).toEqual([]);
  await context.close();
});

test('what was said is opened filled in, and a correction is shown as one', async () => {
  const { page, context } = await open();
  const { store, storeName, goods } = await nextShop();
  const [first] = goods;
  const card = cardOf(page, storeName);
  const dialog = page.getByRole('dialog');
  const note = dialog.getByRole('button', { name: 'Ghi', exact: true });
  const price = dialog.locator('input[inputmode=numeric]').first();
  await card.getByRole('button', { name: 'Không đúng…' }).tap();
  await price.fill('22000');
  await note.tap();
  await card.getByText('Đã gửi lúc').waitFor();
  await card.getByRole('button', { name: 'Sửa' }).tap();
  expect(await price.inputValue()).toBe('22000');
  await price.fill('23000');
  await note.tap();
  await card.getByText('23.000').waitFor();
  await expect.poll(async () => (await toldOf(store)).length).toBe(2);
  const [early, late] = await toldOf(store);
  expect(early).toMatchObject({ seenPrice: 22_000, correctedAt: late?.at });
  expect(late).toMatchObject({ seenPrice: 23_000, corrects: early?.at, product: first?.product });
  // Emptied again, nothing stands, and the shop waits to be looked at.
  await card.getByRole('button', { name: 'Sửa' }).tap();
  await price.fill('');
  await note.tap();
  await card.getByRole('button', { name: /^Đúng/ }).waitFor();
  await expect.poll(async () => (await toldOf(store)).at(-1)?.verdict).toBe('taken-back');
  expect((await shops()).items.map((shop) => shop.store)).toContain(store);
  await context.close();
  const other = await demo.open(`/su-kien/${id}`);
  await other.page.getByText('đã sửa lúc').first().waitFor();
  await other.page.getByText('sửa ghi nhận lúc').first().waitFor();
  expect(await other.page.locator('.timeline').textContent()).toContain(first?.productName.vi);
  await other.context.close();
});

test('a correction is not undone by an answer that comes late', async () => {
  const { page, context } = await open();
  const { store, storeName } = await nextShop();
  // What was taken back before was said at the same hour of a clock that stands still.
  await page.clock.setFixedTime(MORNING + 30_000);
  const card = cardOf(page, storeName);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // The first finding is on its way while it is corrected, and so is the list that knows of it alone.
  await page.route(
    '**/v1/verifications',
    async (route) => {
      const answer = await route.fetch();
      await held;
      await route.fulfill({ response: answer });
    },
    { times: 1 },
  );
  await card.getByRole('button', { name: /^Đúng/ }).tap();
  await card.getByRole('button', { name: 'Sửa' }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Đóng cửa').tap();
  release();
  await page.waitForLoadState('networkidle');
  expect(await dialog.getByLabel('Đóng cửa').isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Ghi', exact: true }).tap();
  await card.getByText('✓ Đóng cửa').waitFor();
  await card.getByText('Đã gửi lúc').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await card.getByText('✓ Đóng cửa').count()).toBe(1);
  const { verified } = await shops();
  const kept = verified.find((shop) => shop.store === store);
  expect(new Set(kept?.goods.map(({ found }) => found?.verdict))).toEqual(new Set(['closed']));
  await context.close();
});

test('the event shows how far each ward is and who was there, and the ward what waits for it first', async () => {
  const { wards } = await shops();
  const [ward] = wards;
  const event = await demo.open(`/su-kien/${id}`);
  const line = event.page.locator('.event-wards li').filter({ hasText: ward?.placeName.vi ?? '' });
  const who = ward?.last?.byName?.vi ?? '';
  await line.getByText(who).waitFor();
  expect(await line.textContent()).toContain(`: đã xem ${ward?.lookedAt}/${ward?.shops}, ${who}, 06:10`);
  await event.context.close();
  const morning = await demo.open('/', PHONE, 'ward');
  const left = (ward?.shops ?? 0) - (ward?.lookedAt ?? 0);
  const link = morning.page.getByRole('link', { name: `Phường anh/chị cần xem ${left} cửa hàng (rau ăn lá)` });
  await link.waitFor();
  expect(await morning.page.getByText('Mọi việc đều có người nhận.').count()).toBe(0);
  await link.tap();
  await morning.page.waitForURL(/xac-minh/);
  await morning.page.goto(`/su-kien/${id}`);
  await morning.page.getByText('ghi nhận đầu tiên được gửi cho thành phố thấy').waitFor();
  await morning.context.close();
});

test('the log has shop, good and both prices in words, and no codes', async () => {
  const { page, context } = await demo.open('/nhat-ky?loai=su-kien');
  const row = page.locator('.log-row').filter({ hasText: 'Biển giá viết tay' });
  await row.getByText('Đã ghi gì').click();
  const text = (await row.textContent()) ?? '';
  expect(text).toMatch(/Kết luận\s*giá khác/);
  expect(text).toMatch(/Giá đã báo, đ.*Giá thấy tại chỗ, đ.*Chênh lệch, đ/);
  expect(text).not.toMatch(/wrong|bo\.\d{4}|\d\d\.\d{4}|[a-z]+-[a-z]+\/[a-z]/);
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
    await cardOf(later, storeName).locator('summary').getByText('Đã gửi lúc').waitFor();
    await context.close();
  });

  test('an answer that is lost on the way leads to no second finding', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}/xac-minh?dia-ban=${OTHER_WARD}`, PHONE);
    const { store, storeName } = await nextShop(OTHER_WARD);
    const lose = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await page.route('**/v1/verifications', lose, { times: 1 });
    const card = cardOf(page, storeName);
    await card.getByRole('button', { name: /^Đúng/ }).tap();
    await card.getByText('Đã lưu trên máy, đang chờ gửi.').waitFor();
    await context.setOffline(true);
    await context.setOffline(false);
    await card.getByText('Đã gửi lúc').waitFor();
    expect(await toldOf(store)).toHaveLength(1);
    await context.close();
  });
});

test('what is refused for good says why, and can be dropped; the shop stays to be verified', async () => {
  const { page, context } = await demo.open(`/su-kien/${id}/xac-minh?dia-ban=${OTHER_WARD}`, PHONE);
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
