import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage } from './demo-pages.ts';
import { type NewOfficer, SECOND_LEAD, secondLead } from './new-officer.ts';

let demo: DemoPages;
let trang: NewOfficer;
let id: string;
let opened: OpenedPage[];
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  trang = await secondLead(demo);
  id = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());

const FIRST = 'Nguyễn Hải Yến (mẫu)';
const event = () => trang.call('GET /v1/events/{id}', { params: { id } });

/** The same address before two people, each in a window of the own. */
async function bothOn(path: string): Promise<readonly [Page, Page]> {
  opened = [await demo.open(path), await demo.open(path, DESKTOP, trang)];
  const [first, second] = opened.map(({ page }) => page);
  if (!first || !second) throw new Error('a window did not open');
  return [first, second];
}
const closeBoth = () => Promise.all(opened.map(({ context }) => context.close()));

test('of two who take one event over, the second is told who was quicker, and relieves that one only on purpose', async () => {
  const [first, second] = await bothOn(`/su-kien/${id}`);
  await first.getByRole('button', { name: 'Nhận việc' }).click();
  await first.getByRole('button', { name: 'Nhận việc' }).waitFor({ state: 'detached' });
  await second.getByRole('button', { name: 'Nhận việc' }).click();
  await second.getByText(`${FIRST} đã nhận việc này lúc 06:10 ngày 30/11/2026.`).waitFor();
  expect((await event()).owner?.personName?.vi).toBe(FIRST);
  await second.getByRole('button', { name: 'Nhận thay' }).click();
  await second.getByRole('button', { name: 'Nhận thay' }).waitFor({ state: 'detached' });
  expect((await event()).owner?.person).toBe(trang.id);
  await closeBoth();
});

test('of two who answer one call, the second is told what the first has agreed on, and nothing is promised twice', async () => {
  const [first, second] = await bothOn(`/su-kien/${id}#goi`);
  const plan = () => trang.call('GET /v1/events/{id}/plan', { params: { id } });
  const [call] = (await plan()).calls.filter(({ withinChain }) => !withinChain);
  const rowOn = (page: Page) => page.locator('.event-call-row').filter({ hasText: call?.retailerName ?? '' });
  await rowOn(second).getByRole('button', { name: 'Từ chối…' }).click();
  await rowOn(first).getByRole('button', { name: 'Nhận phương án' }).click();
  await first.getByRole('status').filter({ hasText: 'đã nhận' }).waitFor();
  await rowOn(first).getByRole('button', { name: 'Đã giao…' }).click();
  await first.getByRole('dialog').getByRole('button', { name: 'Ghi số đã giao' }).click();
  await first.getByRole('status').filter({ hasText: 'đã ghi số thực giao' }).waitFor();

  await second.getByRole('dialog').getByRole('button', { name: 'Từ chối', exact: true }).click();
  const told = second.getByRole('status').filter({ hasText: 'giữ nguyên' });
  await told.waitFor();
  expect(await told.textContent()).toMatch(/Nguyễn Hải Yến \(mẫu\).*đã ghi là giao xong.*06:10 30\/11/);
  const carried = new Set(call?.trips.flatMap(({ suggestions }) => suggestions));
  const lines = (await plan()).lines.filter(({ suggestion }) => carried.has(suggestion));
  expect(new Set(lines.map(({ state }) => state))).toEqual(new Set(['completed']));
  await closeBoth();
});

test('who ends what another has silenced meanwhile reads who, what and when, and ends it at the second press', async () => {
  const [first, second] = await bothOn(`/su-kien/${id}`);
  await second.getByRole('button', { name: 'Xong…' }).click();
  const ending = second.getByRole('dialog');
  await ending.getByLabel(/Ghi chú/).fill('Hàng đã về');
  await first.getByRole('button', { name: 'Tạm im…' }).click();
  await first.getByRole('dialog').getByLabel('Lý do').fill('Chờ chuyến sáng');
  await first.getByRole('dialog').getByRole('button', { name: 'Tạm im', exact: true }).click();
  await first.getByRole('dialog').waitFor({ state: 'detached' });
  await ending.getByRole('button', { name: 'Kết thúc' }).click();
  const told = ending.getByRole('alert');
  await told.waitFor();
  expect(await told.textContent()).toContain(FIRST);
  expect([(await event()).state, await ending.getByLabel(/Ghi chú/).inputValue()]).toEqual(['silenced', 'Hàng đã về']);
  await ending.getByRole('button', { name: 'Kết thúc' }).click();
  await ending.waitFor({ state: 'detached' });
  expect((await event()).timeline.at(-1)).toMatchObject({ kind: 'resolve', byName: { vi: SECOND_LEAD } });
  await closeBoth();
});
