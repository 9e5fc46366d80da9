import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ReceivedFrom } from '#contract/client.ts';
import { DESKTOP, type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';

type Plan = ReceivedFrom<'GET /v1/events/{id}/plan'>;

const HTX = 'htx-ngoai-thanh';
const MARKET = 'cho-dau-moi-mau';

let demo: DemoPages;
let event: string;

beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  const { items } = await demo.as('duty')('GET /v1/events', { query: { limit: 1 } });
  event = items[0]?.id ?? '';
});
afterAll(() => demo?.close());

const plan = (officer: 'duty' | 'ward' = 'duty'): Promise<Plan> =>
  demo.as(officer)('GET /v1/events/{id}/plan', { params: { id: event } });
const callOf = async (id: string) => (await plan()).calls.find((call) => call.id === id);
const card = (page: Page, name: string) => page.locator('section').filter({ has: page.getByRole('heading', { name }) });
const sumOf = (loads: readonly { readonly quantity: number }[] = []) =>
  loads.reduce((sum, { quantity }) => sum + quantity, 0);

describe('the duty officer', () => {
  test('sees one call for each giver, with a number to call, its load and its trips', async () => {
    const { page, context } = await demo.open('/ket-noi');
    const call = await callOf(HTX);
    const shown = card(page, call?.retailerName ?? '');
    await shown.getByRole('link', { name: call?.contact.phone ?? '' }).waitFor();
    expect(await shown.getByRole('link').first().getAttribute('href')).toBe('tel:0900000114');
    const [trip] = call?.trips ?? [];
    expect(await shown.textContent()).toContain(`đầy ${Math.round(100 * (trip?.loadShare ?? 0))}`);
    await shown.locator('summary').first().click();
    expect(await shown.locator('details').first().locator('tbody tr').count()).toBe(trip?.stops.length);
    await context.close();
  });

  test('sees by receiver what comes and how long it lasts then, by an address that can be sent on', async () => {
    const { page, context } = await demo.open('/ket-noi?theo=nhan');
    const receivers = new Set((await plan()).byReceiver.map(({ to }) => to.store));
    expect(await page.locator('.supply-receiver').count()).toBe(receivers.size);
    await page.getByRole('radio', { name: 'Theo bên giao' }).check();
    expect(new URL(page.url()).search).toBe('');
    await page.goBack();
    await page.locator('.supply-receiver').first().waitFor();
    await context.close();
  });

  test('accepts another quantity, shared out among the receivers, and notes later what really came', async () => {
    const { page, context } = await demo.open('/ket-noi');
    const before = await callOf(HTX);
    const shown = card(page, before?.retailerName ?? '');
    await shown.getByRole('button', { name: 'Đổi số lượng…' }).first().click();
    const field = page.getByRole('dialog').getByLabel('Cải xanh, kg').first();
    await field.fill('300');
    await page.getByRole('button', { name: 'Nhận với số lượng này' }).click();
    await page.getByRole('status').filter({ hasText: 'đã nhận' }).waitFor();
    const agreed = (await callOf(HTX))?.agreed ?? [];
    expect(agreed.find(({ product }) => product === '01.0014')?.quantity).toBe(300);
    const others = (loads: Plan['calls'][number]['asked'] = []) =>
      sumOf(loads.filter(({ product }) => product !== '01.0014'));
    expect(others(agreed)).toBe(others(before?.asked));

    await page.getByRole('radio', { name: 'Đã nhận 1' }).check();
    await shown.getByRole('button', { name: 'Đã giao…' }).first().click();
    await page.getByRole('dialog').getByLabel('Cải xanh, kg').first().fill('280');
    await page.getByRole('button', { name: 'Ghi số đã giao' }).click();
    await page.getByRole('status').filter({ hasText: 'đã ghi số thực giao' }).waitFor();
    const done = (await plan()).lines.filter(({ state, product }) => state === 'completed' && product === '01.0014');
    expect(sumOf(done)).toBe(280);
    await context.close();
  });
});

describe('two officers on one plan', () => {
  test('who accepts what another has declined meanwhile is told who did it, when and why', async () => {
    const { page, context } = await demo.open('/ket-noi');
    const call = await callOf(MARKET);
    const shown = card(page, call?.retailerName ?? '');
    await shown.getByRole('button', { name: 'Nhận phương án' }).waitFor();
    const own = (await plan('ward')).calls.find(({ id }) => id === MARKET);
    const lines = own?.trips.flatMap(({ suggestions }) => suggestions) ?? [];
    expect(lines.length).toBeGreaterThan(0);
    await demo.as('ward')('POST /v1/events/{id}/plan/calls/{call}/decline', {
      params: { id: event, call: MARKET },
      body: { reason: 'sold-out', lines },
    });
    await shown.getByRole('button', { name: 'Nhận phương án' }).click();
    const said = page.getByRole('status').filter({ hasText: 'giữ nguyên' });
    await said.waitFor();
    expect(await said.textContent()).toMatch(/Trần Quốc Bảo.*đã từ chối.*06:10 30\/11.*đã bán hết/);
    const now = await plan();
    expect(now.declined.map(({ suggestion }) => suggestion).toSorted()).toEqual(lines.toSorted());
    expect(now.lines.filter(({ state }) => state === 'accepted').length).toBeGreaterThan(0);
    await page.getByRole('radio', { name: 'Từ chối 1' }).check();
    await page.getByRole('heading', { name: call?.retailerName ?? '' }).waitFor();
    await context.close();
  });
});

describe('the ward officer', () => {
  test('sees and answers the part of the own ward alone', async () => {
    const { page, context } = await demo.open('/ket-noi', PHONE, 'ward');
    await page.getByText('Ở đây chỉ tính và chỉ trả lời phần thuộc địa bàn').waitFor();
    const own = await plan('ward');
    const [call] = own.calls.filter(({ withinChain }) => withinChain);
    const shown = page.locator('.supply-call').filter({ hasText: call?.retailerName ?? '' });
    await shown.getByRole('button', { name: 'Nhận phương án' }).click();
    await page.getByRole('status').filter({ hasText: 'đã nhận' }).waitFor();
    const states = (await plan()).lines.filter(({ decision }) => decision?.byName?.vi.startsWith('Trần Quốc Bảo'));
    const seen = new Set(own.lines.map(({ suggestion }) => suggestion));
    expect(states.length).toBeGreaterThan(0);
    expect(states.every(({ suggestion }) => seen.has(suggestion))).toBe(true);
    await context.close();
  });
});

describe('a plan that does not come', () => {
  test('says so and is asked again, and an act that fails keeps what was typed', async () => {
    const { page, context } = await demo.open('/ket-noi?theo=nhan');
    await page.route('**/plan*', (route) => route.fulfill({ status: 500, body: '{}' }));
    await page.reload();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Kết nối cung cầu');
    await page.unroute('**/plan*');
    await alert.getByRole('button', { name: 'Thử lại' }).click();
    await page.locator('.supply-receiver').first().waitFor();
    await context.close();
  });

  test('says why there is none where no event is open', async () => {
    const { page, context } = await demo.open('/them');
    await page.route(/\/v1\/events(\?|$)/, (route) => route.fulfill({ json: { items: [] } }));
    await page.goto('/ket-noi');
    await page.getByText('Không có phương án nào chờ.').waitFor();
    await context.close();
  });

  test('offline: an answer is refused with the reason, and the dialog keeps its figures', async () => {
    const { page, context } = await demo.open('/ket-noi');
    await page.getByRole('button', { name: 'Đổi số lượng…' }).first().click();
    const field = page.getByRole('dialog').locator('.quantities input[type=number]').first();
    await field.fill('7');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Nhận với số lượng này' }).click();
    await page.getByRole('dialog').getByRole('alert').filter({ hasText: 'Mất mạng' }).waitFor();
    expect(await field.inputValue()).toBe('7');
    await context.close();
  });
});

describe('every view of it', () => {
  const VIEWS = ['', '?theo=nhan', '?buoc=nhan', '?buoc=tu-choi'];

  test.each(VIEWS)('%s fits and speaks one language, also with a dialog open', async (query) => {
    for (const view of [
      { ...PHONE, language: 'en' },
      { ...DESKTOP, theme: 'dark' },
    ] as const) {
      const opened = await demo.open(`/ket-noi${query}`, view);
      await opened.page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true");
      if (query === '') {
        await opened.page
          .getByRole('button', { name: view.language === 'en' ? 'Change quantity…' : 'Đổi số lượng…' })
          .first()
          .click();
        await opened.page.getByRole('dialog').locator('summary').click();
      }
      expect(await wrongWith(opened, view.language)).toEqual([]);
      await opened.context.close();
    }
  });
});
