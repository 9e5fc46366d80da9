import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ReceivedFrom } from '#contract/client.ts';
import { type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';
import { settled } from './settled.ts';
import { shownText } from './shown-text.ts';

type Plan = ReceivedFrom<'GET /v1/events/{id}/plan'>;

const HTX = 'htx-ngoai-thanh';

let demo: DemoPages;
let event: string;
let giver: string;

beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  event = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
  giver = (await plan()).calls.find(({ id }) => id === HTX)?.retailerName ?? '';
});
afterAll(() => demo?.close());

const plan = (): Promise<Plan> => demo.as('duty')('GET /v1/events/{id}/plan', { params: { id: event } });
const card = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: giver }) });

/** True where a reader sees all of it without scrolling. */
async function isInView(page: Page, part: Locator): Promise<boolean> {
  const box = await part.boundingBox();
  const view = page.viewportSize();
  return box !== null && view !== null && box.y >= 0 && box.y + box.height <= view.height;
}

describe('a dialog on a small phone', () => {
  test.each(['vi', 'en'] as const)('scrolls inside, and its buttons are always in view: %s', async (language) => {
    const opened = await demo.open('/ket-noi', { ...PHONE, width: 360, language });
    const { page } = opened;
    await page.setViewportSize({ width: 360, height: 740 });
    await card(page)
      .getByRole('button', { name: language === 'vi' ? 'Đổi số lượng…' : 'Change quantity…' })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    const save = dialog.getByRole('button').first();
    const position = () => dialog.evaluate((element) => element.scrollTop);
    expect(await isInView(page, save)).toBe(true);
    await dialog.locator('summary').click();
    await dialog.hover();
    await page.mouse.wheel(0, 300);
    await expect.poll(position).toBeGreaterThan(0);
    const byWheel = await position();
    await dialog.locator('summary').focus();
    await page.keyboard.press('End');
    await expect.poll(position).toBeGreaterThan(byWheel);
    expect(await isInView(page, save)).toBe(true);
    await dialog.locator('input').last().focus();
    expect(await isInView(page, dialog.locator('input').last())).toBe(true);
    expect(await isInView(page, save)).toBe(true);
    expect(await wrongWith(opened, language)).toEqual([]);
    await opened.context.close();
  });
});

describe('a call', () => {
  test('that is accepted says at once that it works, then in its place what was done; nothing jumps', async () => {
    const { page, context } = await demo.open('/ket-noi');
    const shown = card(page);
    const accept = shown.getByRole('button', { name: 'Nhận phương án' });
    await accept.scrollIntoViewIfNeeded();
    await page.route('**/accept', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    const before = await page.evaluate<number>('scrollY');
    await accept.click();
    await shown.getByText(/^Đang ghi câu trả lời cho \d+ lượt giao hàng…$/).waitFor();
    expect(await accept.getAttribute('aria-busy')).toBe('true');
    const said = page.getByRole('status').filter({ hasText: 'đã nhận' });
    await said.waitFor();
    expect(await shownText(said)).toMatch(/đã nhận \d+ điểm nhận, \d+ chuyến, .*(bó|kg)/);
    expect(await shownText(said)).toContain('Đồng nghiệp mở trang là thấy ngay.');
    expect(await isInView(page, said)).toBe(true);
    await expect.poll(() => said.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(Math.abs((await page.evaluate<number>('scrollY')) - before)).toBeLessThan(300);
    await context.close();
  });

  test('that was delivered short is filled in by one share, and what is missing is said to be of before', async () => {
    const { page, context } = await demo.open('/ket-noi?buoc=nhan');
    await card(page).getByRole('button', { name: 'Đã giao…' }).first().click();
    const dialog = page.getByRole('dialog');
    const goods = dialog.locator('.quantities').first().locator('input');
    const valuesNow = async () =>
      Promise.all((await goods.all()).map(async (field) => Number(await field.inputValue())));
    await goods.first().waitFor();
    const agreed = await valuesNow();
    await dialog.getByLabel('Cùng một tỷ lệ cho mọi mặt hàng, %').fill('50');
    expect(await valuesNow()).toEqual(agreed.map((quantity) => Math.round(quantity / 2)));
    await dialog.getByRole('button', { name: 'Ghi số đã giao' }).click();
    await page.getByRole('status').filter({ hasText: 'đã ghi số thực giao' }).waitFor();
    const said = page.locator('.supply-totals .searched-again');
    expect(await shownText(said)).toMatch(/Số thiếu này tính lúc 06:1\d, trước câu trả lời mới nhất/);
    expect(await shownText(said)).toMatch(/Giao hoặc nhận ít hơn đề xuất: .*chưa tính ở trên/);
    const { lines, searchAgainAt } = await plan();
    expect(searchAgainAt).toBeDefined();
    const done = lines.filter(({ state }) => state === 'completed');
    const sum = (of: (line: Plan['lines'][number]) => number) => done.reduce((total, line) => total + of(line), 0);
    expect(sum(({ agreed: before = 0 }) => before)).toBe(agreed.reduce((total, one) => total + one, 0));
    await context.close();
  });

  test('whose giver is proposed again after that says how much was short', async () => {
    demo.goOn(3_600_000);
    await demo.system.lookAgain();
    await demo.system.idle();
    const call = (await plan()).calls.find(({ id }) => id === HTX);
    expect(call?.asked.length, 'the giver is proposed again').toBeGreaterThan(0);
    const { page, context } = await demo.open('/ket-noi');
    expect(await shownText(card(page))).toMatch(/Lần trước đã giao thiếu .*(bó|kg)/);
    expect((await plan()).searchAgainAt).toBeUndefined();
    expect(await page.locator('.searched-again').count()).toBe(0);
    await context.close();
  });
});

describe('an event', () => {
  test('that is taken over says so in its place, and who is on it since when, where, and by which number', async () => {
    const { page, context } = await demo.open(`/su-kien/${event}`);
    await page.getByRole('button', { name: 'Nhận việc' }).click();
    const said = page.getByRole('status').filter({ hasText: 'Anh/chị đã nhận việc này.' });
    await said.waitFor();
    expect(await said.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    const owner = page.locator('.event-tags .owner');
    await expect.poll(() => shownText(owner)).toMatch(/Nguyễn Hải Yến \(mẫu\) \(anh\/chị\) · từ \d\d:\d\d 30\/11/);
    await expect.poll(() => shownText(owner)).toMatch(/Toàn thành phố[\s\S]*0900 000 200/);
    await context.close();
  });
});

describe('the log', () => {
  test('folds what one act has changed into one line with its sums, which opens', async () => {
    const { page, context } = await demo.open('/nhat-ky?loai=cung-cau');
    // What belongs to the act may stand on the next page of lines: until then the sum says "at least".
    const cut = page.getByText(`${giver} → ít nhất`);
    while ((await cut.count()) > 0) {
      await page.getByRole('button', { name: 'Xem cũ hơn' }).click();
      await settled(page);
    }
    const fold = page
      .locator('.log-fold')
      .filter({ hasText: `${giver} →` })
      .first();
    expect(await shownText(fold.locator('> details > summary'))).toMatch(
      /: .* → \d+ nơi, .*(bó|kg).* · Nguyễn Hải Yến/,
    );
    expect(await fold.locator('.log-row').first().isVisible()).toBe(false);
    await fold.locator('> details > summary').click();
    expect(await fold.locator('.log-row').first().isVisible()).toBe(true);
    await page.getByText(/^\d+ việc \(\d+ dòng\)|^Đã xem \d+ việc/).waitFor();
    await context.close();
  });

  test('has quick choices of days, and nothing that the demo was set up with stands under a name', async () => {
    const opened = await demo.open('/nhat-ky?loai=co-so', { ...PHONE, width: 360 });
    const { page } = opened;
    const setUp = await shownText(page.locator('main'));
    expect(setUp).toContain('Ghi điểm bán');
    expect(setUp).not.toMatch(/Ghi điểm bán[^\n]*Nguyễn Hải Yến/);
    await page.getByRole('button', { name: 'Hôm nay' }).click();
    expect(new URL(page.url()).searchParams.get('tu')).toBe('2026-11-30');
    await page.getByRole('button', { name: '7 ngày' }).click();
    expect(new URL(page.url()).searchParams.get('tu')).toBeNull();
    const kinds = await page.getByLabel('Loại việc').boundingBox();
    expect(kinds?.width).toBeGreaterThan(280);
    expect(await wrongWith(opened, 'vi')).toEqual([]);
    await opened.context.close();
  });

  test('is asked anew once a day is typed to its end, and keeps what is half typed', async () => {
    const { page, context } = await demo.open('/nhat-ky');
    const asked: string[] = [];
    page.on('request', (request) => void (request.url().includes('/v1/audit') && asked.push(request.url())));
    const field = page.getByLabel('Từ ngày');
    await field.focus();
    await page.keyboard.type('11', { delay: 30 });
    await page.keyboard.type('28', { delay: 30 });
    await page.keyboard.type('2026', { delay: 30 });
    expect(asked).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('tu')).toMatch(/^2026-11-2\d$/);
    expect(asked).toHaveLength(1);
    expect(await field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await context.close();
  });

  test('taken away as a file says which file, and how many rows', async () => {
    const { page, context } = await demo.open('/nhat-ky?loai=cung-cau');
    await page.getByRole('button', { name: 'Lấy CSV: Nhật ký' }).click();
    await page.getByText(/^Đã lưu nhat-ky-.*\.csv: \d+ dòng, trong thư mục Tải xuống\.$/).waitFor();
    await context.close();
  });
});
