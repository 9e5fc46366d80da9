import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type DemoPages, demoPages } from './demo-pages.ts';
import { settled } from './settled.ts';

let demo: DemoPages;
let id: string;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  id = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());

const event = () => demo.as('duty')('GET /v1/events/{id}', { params: { id } });
const plan = () => demo.as('duty')('GET /v1/events/{id}/plan', { params: { id } });

/** Changes what stands for a good in the open dialog to a part of it, and says to how much. */
async function deliverLess(page: Page, good: string, part: number): Promise<number> {
  const field = page.getByRole('dialog').getByLabel(`${good}, `).first();
  const less = Math.floor(Number(await field.inputValue()) * part);
  await field.fill(String(less));
  return less;
}

test("an officer's morning leads from the link that was printed to a supply that has come", async () => {
  const { page, context, complaints } = await demo.open(
    new URL(demo.system.newSignInLink()).pathname,
    undefined,
    'nobody',
  );
  expect(new URL(page.url()).pathname).toBe('/');

  const hot = page.getByRole('article', { name: (await event()).sentence.vi });
  await hot.getByRole('button', { name: 'Nhận việc' }).click();
  await page.getByText('Mọi việc đều có người nhận.').waitFor();
  expect((await event()).owner?.personName?.vi).toBe('Nguyễn Hải Yến (mẫu)');
  await hot.getByRole('link', { name: /^Gọi \d+ nguồn$/ }).click();
  await page.waitForURL(`**/su-kien/${id}#goi`);
  await settled(page);

  const [call] = (await plan()).calls.filter(({ withinChain }) => !withinChain);
  const row = page.locator('.event-call-row').filter({ hasText: call?.retailerName ?? '' });
  const phone = row.locator('a[href^="tel:"]');
  expect(await phone.getAttribute('href')).toBe(`tel:${call?.contact.phone?.replaceAll(' ', '')}`);
  await row.getByRole('button', { name: 'Nhận phương án' }).click();
  const told = page.getByRole('status').filter({ hasText: 'đã nhận' });
  await told.waitFor();
  expect(await told.textContent()).not.toMatch(/giữ nguyên|confirm/);

  await row.getByRole('button', { name: 'Đã giao…' }).click();
  const [asked] = call?.asked ?? [];
  const less = await deliverLess(page, asked?.productName.vi ?? '', 0.9);
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi số đã giao' }).click();
  await page.getByRole('status').filter({ hasText: 'đã ghi số thực giao' }).waitFor();
  const carried = new Set(call?.trips.flatMap(({ suggestions }) => suggestions));
  const lines = (await plan()).lines.filter(({ suggestion }) => carried.has(suggestion));
  expect(new Set(lines.map(({ state }) => state))).toEqual(new Set(['completed']));
  const moved = lines
    .filter((line) => line.product === asked?.product)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  expect(moved).toBe(less);
  expect(await row.textContent()).toContain('Đã giao');

  await page.goto('/nhat-ky');
  await settled(page);
  expect(await page.locator('.log-row').filter({ hasText: 'Nguyễn Hải Yến (mẫu)' }).count()).toBeGreaterThan(1);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a link that was used says so, and lets who holds a token in all the same', async () => {
  const link = new URL(demo.system.newSignInLink()).pathname;
  await (await demo.open(link, undefined, 'nobody')).context.close();
  const { page, context } = await demo.open(link, undefined, 'nobody');
  await page.getByText('Liên kết này đã dùng một lần rồi.').waitFor();
  await page.getByLabel('Mã đăng nhập').fill('không phải mã');
  await page.keyboard.press('Enter');
  await page.getByText('Mã này không đúng').waitFor();
  await page.getByLabel('Mã đăng nhập').fill(demo.tokenOf('ward'));
  await page.keyboard.press('Enter');
  await page.locator('.account summary').filter({ hasText: 'Trần Quốc Bảo' }).waitFor();
  await context.close();
});
