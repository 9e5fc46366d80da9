import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ContractClient, ReceivedFrom } from '#contract/client.ts';
import { breakable } from '#web/language/two-prices.ts';
import { type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { SECOND_LEAD, secondLead } from './new-officer.ts';
import { settled } from './settled.ts';

type Event = ReceivedFrom<'GET /v1/events/{id}'>;

let demo: DemoPages;
let id: string;
let second: ContractClient;
let secondPerson: string;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  ({ call: second, id: secondPerson } = await secondLead(demo));
  id = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());

const now = (): Promise<Event> => demo.as('duty')('GET /v1/events/{id}', { params: { id } });
const plan = () => demo.as('duty')('GET /v1/events/{id}/plan', { params: { id } });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Opens a dialog of the event, fills it in and confirms it. */
async function act(
  page: Page,
  button: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
  confirm: string,
) {
  await press(page, button);
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
  return dialog;
}

describe('what the page tells', () => {
  test('is the number of each good with the two prices that divide to it, and how many shops agree', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    const { goods, sentence } = await now();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(sentence.vi);
    for (const { productName, headline, agreeing, reporting } of goods) {
      const row = page.getByRole('row', { name: new RegExp(`^${productName.vi} `) });
      const text = await row.textContent();
      expect(text).toContain(breakable(`${headline?.prices?.vi}`));
      expect(text).toContain(headline?.percent.vi);
      expect(text).toContain(`${agreeing}/${reporting} điểm`);
    }
    await context.close();
  });

  test('answers who doubts it: not one key, no holiday, judged on which day, and whose stock ends first', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    const most = (await now()).goods.toSorted((a, b) => b.agreeing - a.agreeing)[0];
    const head = (await page.locator('.page-head').textContent()) ?? '';
    expect(head).toContain(
      `Không phải một điểm gõ nhầm: ${most?.agreeing}/${most?.reporting} điểm của ${most?.retailers} đơn vị cùng vượt.`,
    );
    expect(head).toContain('Lịch: không có ngày lễ nào trong ±3 ngày quanh 29/11.');
    expect(head).toContain('lên mức lúc 06:09 30/11, xét theo số liệu ngày 29/11');
    const scarcest = (await now()).goods.toSorted((a, b) => (a.coverDays ?? 99) - (b.coverDays ?? 99))[0];
    const { items } = await demo.as('duty')('GET /v1/market/{place}/{product}/stores', {
      params: { place: scarcest?.place ?? '', product: scarcest?.product ?? '' },
      query: { date: scarcest?.figuresOn, limit: 200 },
    });
    const ending = items.filter(
      ({ state, priceType, coverDays = 9 }) => state === 'reported' && priceType !== 'wholesale' && coverDays < 1,
    );
    const link = page.getByRole('link', { name: /điểm còn dưới 1 ngày hàng$/ });
    expect(await link.count()).toBe(ending.length > 0 ? 1 : 0);
    await context.close();
  });

  test('leads from a shop to its own row', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    const shop = page.locator('.event-shop-name').first();
    const name = (await shop.textContent()) ?? '';
    await shop.click();
    await page.locator('.goods-wanted').first().waitFor();
    expect(await page.locator('.goods-wanted').first().textContent()).toContain(name);
    await context.close();
  });

  test.each([
    [320, 'vi'],
    [360, 'vi'],
    [320, 'en'],
    [360, 'en'],
  ] as const)('stands inside the screen of %i px in %s, where it is before whom to call', async (width, language) => {
    const { page, context } = await demo.open(`/su-kien/${id}`, { ...PHONE, width, language });
    for (const summary of await page.locator('main summary').all()) await summary.click();
    await settled(page);
    const beyond = await page
      .locator('table')
      .evaluateAll(
        (tables, most) => tables.filter((table) => table.getBoundingClientRect().right > most).length,
        width,
      );
    expect(beyond).toBe(0);
    const [where, calls] = [page.locator('.event-where'), page.locator('.event-calls')];
    expect((await where.boundingBox())?.y).toBeLessThan((await calls.boundingBox())?.y ?? 0);
    const name = await page.locator('.why-table tbody th').first().boundingBox();
    expect(name?.width).toBeGreaterThan(width - 80);
    await context.close();
  });

  test('can be recomputed by hand from the rows of every shop', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    const [good] = (await now()).goods;
    const alert = good?.alert ?? '';
    const { steps, total } = await demo.as('duty')('GET /v1/alerts/{id}/evidence', {
      params: { id: alert },
      query: {},
    });
    await page.getByText('Tính lại bằng tay', { exact: true }).click();
    await page.getByText(steps[0]?.vi ?? '').waitFor();
    await press(page, `Xem cả ${total} dòng`);
    await page
      .locator('.by-hand-rows tbody tr')
      .nth(total - 1)
      .waitFor();
    expect(await page.locator('.by-hand-middle').textContent()).toContain(good?.headline?.middle?.storeName);
    await context.close();
  });

  test('is where each ward is, with the list of its own officer', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    const [ward] = (await now()).wards;
    await page
      .getByRole('region', { name: 'Ở đâu' })
      .getByRole('link', { name: ward?.name.vi ?? '', exact: true })
      .click();
    await page.waitForURL(`**/xac-minh?dia-ban=${ward?.id}`);
    await context.close();
  });

  test('is that there is no such event, where there is none', async () => {
    const { page, context } = await demo.open('/su-kien/leaf-vegetables-up-2020-01-01');
    expect(await page.getByText('Không tìm thấy.').count()).toBe(1);
    await context.close();
  });
});

describe('an officer of one ward', () => {
  test('sees the part that is there, is told who decides, and has no button for the rest', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`, PHONE, 'ward');
    expect(await page.getByText('số ở đây chỉ là phần của anh/chị').count()).toBe(1);
    for (const name of ['Nhận việc', 'Tạm im…', 'Xong…'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    await page.getByRole('link', { name: 'Xác minh điểm bán', exact: true }).click();
    await page.waitForURL(/xac-minh/);
    await context.close();
  });
});

describe('on a phone', () => {
  test('what can be done stands at the lower edge, whatever is read', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`, PHONE);
    const take = page.getByRole('button', { name: 'Nhận việc' });
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    const box = await take.boundingBox();
    expect(box && box.y + box.height).toBeGreaterThan(700);
    expect(await page.getByRole('button', { name: 'Tạm im…' }).isVisible()).toBe(false);
    await press(page, 'Việc khác');
    await page.getByRole('button', { name: 'Tạm im…' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await context.close();
  });
});

describe('calls for supply', () => {
  test('are accepted and completed with what was really delivered', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}#goi`);
    const [first] = (await plan()).calls.filter(({ withinChain }) => !withinChain);
    const row = page.locator('.event-call-row').filter({ hasText: first?.retailerName ?? '' });
    const own = new Set(first?.trips.flatMap(({ suggestions }) => suggestions));
    const states = async () =>
      new Set((await plan()).lines.filter(({ suggestion }) => own.has(suggestion)).map(({ state }) => state));
    await row.getByRole('button', { name: 'Nhận phương án' }).click();
    await page.getByRole('status').filter({ hasText: 'đã nhận' }).waitFor();
    expect(await states()).toEqual(new Set(['accepted']));
    await row.getByRole('button', { name: /^Đã giao/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Ghi|Đã giao)/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await states()).toEqual(new Set(['completed']));
    await context.close();
  });
});

describe('acts on the whole event', () => {
  test('tell in the open dialog what somebody else did meanwhile, and are done at the second press', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    await press(page, 'Tạm im…');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Đã có phương án điều phối');
    await second('POST /v1/events/{id}/acknowledge', { params: { id }, body: {} });
    await dialog.getByRole('button', { name: 'Tạm im', exact: true }).click();
    await dialog.getByText(`${SECOND_LEAD} đã nhận việc này lúc 06:10 ngày 30/11/2026.`).waitFor();
    expect((await now()).state).toBe('acknowledged');
    expect(await dialog.getByLabel('Lý do').inputValue()).toBe('Đã có phương án điều phối');
    await dialog.getByRole('button', { name: 'Tạm im', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await now()).toMatchObject({ state: 'silenced', silencedUntil: '2026-12-07' });
    expect(await page.getByText('Đang tạm im đến hết 07/12/2026.').count()).toBe(1);
    await context.close();
  });

  test('give it to somebody until a time, who then stands as the one who is on it', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    const dialog = await act(
      page,
      'Giao việc…',
      async (shown) => {
        await shown.getByLabel('Giao cho').selectOption(secondPerson);
        await shown.getByLabel(/Cần xong trước/).fill('2026-11-30T17:00');
      },
      'Giao việc',
    );
    await dialog.waitFor({ state: 'detached' });
    expect((await now()).owner).toMatchObject({ person: secondPerson, dueAt: '2026-11-30T10:00:00.000Z' });
    expect(await page.getByText('Cần xong trước 17:00 30/11.').count()).toBe(1);
    await context.close();
  });

  test('call it a false alarm with the reason; "another reason" needs words', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    const dialog = await act(
      page,
      'Báo động giả…',
      async (shown) => {
        await shown.getByLabel('Lý do').selectOption('other');
      },
      'Ghi là báo động giả',
    );
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByLabel('Ghi chú').fill('Bão đã qua, hàng về từ đêm');
    await dialog.getByRole('button', { name: 'Ghi là báo động giả' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await now()).timeline.at(-1)).toMatchObject({ kind: 'false-alarm', reason: 'other' });
    expect(await page.getByText('Bão đã qua, hàng về từ đêm').count()).toBeGreaterThan(0);
    await context.close();
  });

  test('end it, and the log says by whom', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    const dialog = await act(page, 'Xong…', async () => undefined, 'Kết thúc');
    await dialog.waitFor({ state: 'detached' });
    expect((await now()).state).toBe('resolved');
    await settled(page);
    const { byName } = (await now()).timeline.findLast(({ kind }) => kind === 'resolve') ?? {};
    expect(await page.locator('.timeline li').first().textContent()).toContain(`${byName?.vi} kết thúc sự kiện`);
    await context.close();
  });

  test('are kept in the dialog where the API does not answer', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    await page.route('**/resolve', (route) => route.abort());
    const dialog = await act(page, 'Xong…', (shown) => shown.getByLabel(/Ghi chú/).fill('Đã đủ hàng'), 'Kết thúc');
    await dialog.getByText('Mất mạng, chưa ghi được.').waitFor();
    expect(await dialog.getByLabel(/Ghi chú/).inputValue()).toBe('Đã đủ hàng');
    await context.close();
  });
});
