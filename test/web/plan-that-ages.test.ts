import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { TODAY } from './demo-morning.ts';
import { type DemoPages, demoPages } from './demo-pages.ts';

const GIVER = 'htx-ngoai-thanh';
const SPINACH = 'bo.0007';

let demo: DemoPages;
let id: string;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  id = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());

const plan = () => demo.as('duty')('GET /v1/events/{id}/plan', { params: { id } });
const rowOn = (page: Page, name: string | undefined) => page.locator('.event-call-row').filter({ hasText: name ?? '' });

/** A giver says that it has only a part of its spinach left. */
async function reportLess(retailer: string, part: number): Promise<void> {
  const { bearer } = await demo.as('duty')('POST /v1/retailers/{id}/keys', { params: { id: retailer } });
  const giver = contractClient({ url: demo.system.url, token: bearer });
  const { items } = await demo.as('duty')('GET /v1/retailers', { query: { limit: 200 } });
  for (const { id: store } of items.find((one) => one.id === retailer)?.stores ?? []) {
    const { rows } = await giver('GET /v1/reports/{store}/{date}', { params: { store, date: TODAY } });
    const row = rows.find(({ product }) => product === SPINACH);
    if (row?.price === undefined || row.stock === undefined) continue;
    // A wholesaler's price of another kind would be another row beside this one.
    const { price, priceType } = row;
    const less = { product: SPINACH, price, priceType, stock: Math.floor(row.stock * part) };
    const body = { store, date: TODAY, rows: [less] };
    await giver('POST /v1/reports', { query: { mode: 'patch' }, body });
  }
  await demo.system.idle();
}

test('what the giver has no more is asked back in words of the page, and noted once somebody means it', async () => {
  const { page, context } = await demo.open(`/su-kien/${id}#goi`);
  const call = (await plan()).calls.find((one) => one.id === GIVER);
  await reportLess(GIVER, 0.5);
  await rowOn(page, call?.retailerName).getByRole('button', { name: 'Nhận phương án' }).click();
  const told = page.locator('.supply-outcome');
  await told.waitFor();
  expect(await told.textContent()).toMatch(/Rau muống.*(nhiều hơn lượng bên giao có|đã hứa cho nơi khác)/);
  expect(await told.textContent()).not.toMatch(/confirm|"|true/);
  const own = new Set(call?.trips.flatMap(({ suggestions }) => suggestions));
  const left = (await plan()).lines.filter(({ suggestion, state }) => own.has(suggestion) && state === 'proposed');
  expect(new Set(left.map(({ product }) => product))).toEqual(new Set([SPINACH]));
  await told.getByRole('button', { name: 'Bên giao đã xác nhận có đủ: ghi cả phần này' }).click();
  await told.getByText(/giữ nguyên/).waitFor({ state: 'detached' });
  const accepted = (await plan()).lines.filter(({ suggestion, state }) => own.has(suggestion) && state === 'accepted');
  expect(accepted.map(({ suggestion }) => suggestion).toSorted()).toEqual([...own].toSorted());

  await rowOn(page, call?.retailerName).getByRole('button', { name: 'Đã giao…' }).click();
  const field = page.getByRole('dialog').locator('.quantities input[type=number]').first();
  await field.fill(String(2_000 * Number(await field.inputValue())));
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi số đã giao' }).click();
  await told.getByText(/giữ nguyên/).waitFor();
  expect(await told.textContent()).not.toMatch(/confirm|"|true/);
  await told.getByRole('button', { name: 'Đúng là đã giao từng ấy: ghi cả phần này' }).click();
  await told.getByText(/giữ nguyên/).waitFor({ state: 'detached' });
  await context.close();
});

test('who has telephoned by a plan answers it, though a newer search has made another of it meanwhile', async () => {
  const { page, context } = await demo.open('/ket-noi');
  const [call] = (await plan()).calls.filter((one) => !one.withinChain && one.asked.length > 0 && one.id !== GIVER);
  const shown = page.locator('section').filter({ has: page.getByRole('heading', { name: call?.retailerName ?? '' }) });
  await shown.getByRole('button', { name: 'Nhận phương án' }).waitFor();
  await reportLess(call?.id ?? '', 0.1);
  demo.goOn(61_000);
  await demo.system.lookAgain();
  await demo.system.idle();
  const now = new Set((await plan()).lines.map(({ suggestion }) => suggestion));
  const seen = call?.trips.flatMap(({ suggestions }) => suggestions) ?? [];
  expect(
    seen.some((one) => !now.has(one)),
    'the newer plan is another',
  ).toBe(true);
  await shown.getByRole('button', { name: 'Nhận phương án' }).click();
  await page.getByRole('status').filter({ hasText: 'đã nhận' }).waitFor();
  const accepted = (await plan()).lines.filter(({ state }) => state === 'accepted').map(({ suggestion }) => suggestion);
  expect(seen.filter((one) => accepted.includes(one)).length).toBeGreaterThan(0);
  await context.close();
});
