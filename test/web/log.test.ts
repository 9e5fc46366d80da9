import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';
import { SECOND_LEAD, secondLead } from './new-officer.ts';
import { settled } from './settled.ts';
import { shownText } from './shown-text.ts';
import { takenFile } from './taken-file.ts';

const FORMULA = '=HYPERLINK("http://example.vn")';

let demo: DemoPages;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  const { call: trang } = await secondLead(demo);
  const reason = 'Giá thịt dao động mạnh';
  await trang('PUT /v1/thresholds', { body: { product: '01.0004', watch: 8, alert: 12, crisis: 20, reason } });
  await demo.as('duty')('PUT /v1/thresholds', {
    body: { product: '01.0005', watch: 8, alert: 13, crisis: 26, reason: FORMULA },
  });
  await demo.system.idle();
});
afterAll(() => demo?.close());
afterEach(() => opened?.context.close());

async function open(path: string, view = DESKTOP, officer: 'duty' | 'ward' = 'duty'): Promise<Page> {
  opened = await demo.open(path, view, officer);
  return opened.page;
}

const rows = (page: Page) => page.locator('.log-row');

test('the log tells who did what, to what and why, and how it stood before', async () => {
  const page = await open('/nhat-ky?loai=quy-dinh');
  const row = rows(page).filter({ hasText: 'Thịt lợn nạc thăn' });
  expect(await shownText(row)).toMatch(new RegExp(`Đặt ngưỡng · ${SECOND_LEAD}`));
  expect(await shownText(row)).toContain('“Giá thịt dao động mạnh”');
  await row.getByText('Trước và sau').click();
  expect(await shownText(row)).toMatch(/Theo dõi, %\s+10 → 8/);
  await row.getByRole('link', { name: 'Mở ngưỡng' }).click();
  await page.getByRole('heading', { name: 'Ngưỡng nội bộ: Thịt lợn nạc thăn' }).waitFor();
});

test('filters stand in the address, so that a link shows the same to a colleague', async () => {
  const page = await open('/nhat-ky');
  await page.getByLabel('Loại việc').selectOption('Ngưỡng, giá trần, bàn trực');
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.locator('.log-filters select').last().selectOption(SECOND_LEAD);
  await expect.poll(() => rows(page).count()).toBe(1);
  const { pathname, search } = new URL(page.url());
  await page.goto(`${pathname}${search}`);
  await expect.poll(() => rows(page).count()).toBe(1);
  await page.getByLabel('Đến ngày').fill('2026-11-20');
  await settled(page);
  expect(new URL(page.url()).searchParams.get('den')).toBe('2026-11-20');
  expect(await page.getByText('Không có việc nào từ 14/11/2026 đến 20/11/2026.').isVisible()).toBe(true);
});

test('older lines come page by page, each once, until there are no more', async () => {
  const page = await open('/nhat-ky', PHONE);
  expect(await rows(page).count()).toBe(50);
  const older = page.getByRole('button', { name: 'Xem cũ hơn' });
  while ((await older.count()) > 0) {
    const before = await rows(page).count();
    await older.click();
    await expect.poll(() => rows(page).count()).toBeGreaterThan(before);
  }
  const { items } = await demo.as('duty')('GET /v1/audit', { query: { limit: 200 } });
  expect(await rows(page).count()).toBe(items.length);
  expect(await page.getByText('Hết: không còn việc nào từ 24/11/2026.').isVisible()).toBe(true);
});

test('a ward officer sees what was done at the own place alone', async () => {
  const page = await open('/nhat-ky', PHONE, 'ward');
  expect(await rows(page).count()).toBeGreaterThan(0);
  const texts = await rows(page).allTextContents();
  expect(texts.filter((text) => !text.includes('Ba Đình'))).toEqual([]);
  expect(await page.getByText('Thịt lợn nạc thăn').count()).toBe(0);
  expect(opened && (await wrongWith(opened, 'vi'))).toEqual([]);
});

test('the place of the page narrows the log to what lies inside', async () => {
  const page = await open('/nhat-ky?dia-ban=z-ho-tay');
  const texts = await rows(page).allTextContents();
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => !/Tây Hồ|Hồng Hà|Phú Thượng/.test(text))).toEqual([]);
});

test('lines are taken as CSV, and what somebody typed is no formula there', async () => {
  const page = await open('/nhat-ky?loai=quy-dinh');
  await expect.poll(() => rows(page).count()).toBe(2);
  const { name, text } = await takenFile(page, 'Lấy CSV: Nhật ký');
  expect(name).toBe('nhat-ky-thanh-pho-ha-noi-2026-11-24-2026-11-30.csv');
  expect(text.startsWith('\ufeffNgày,Giờ,Người,Việc')).toBe(true);
  expect(text).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
});

test('a failing log says so, keeps the filters, and comes with another try', async () => {
  const page = await open('/them');
  await page.route('**/v1/audit*', (route) => route.fulfill({ status: 503, json: {} }));
  await page.goto('/nhat-ky');
  const retry = page.getByRole('button', { name: 'Thử lại' });
  await retry.waitFor();
  expect(await page.getByLabel('Loại việc').isVisible()).toBe(true);
  await page.unroute('**/v1/audit*');
  await retry.click();
  await rows(page).first().waitFor();
});
