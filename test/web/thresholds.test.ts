import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ContractClient } from '#contract/client.ts';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';
import { SECOND_LEAD, secondLead } from './new-officer.ts';
import { settled } from './settled.ts';
import { shownText } from './shown-text.ts';
import { takenFile } from './taken-file.ts';

const SPINACH = 'bo.0007';
const PAGE = `/nguong/${SPINACH}`;

let demo: DemoPages;
let trang: ContractClient;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  trang = (await secondLead(demo)).call;
});
afterAll(() => demo?.close());
afterEach(() => opened?.context.close());

async function open(path: string, view = DESKTOP, officer: 'duty' | 'ward' = 'duty'): Promise<Page> {
  opened = await demo.open(path, view, officer);
  return opened.page;
}

const history = async (product: string) => (await trang('GET /v1/thresholds', { query: { product } })).history;
const step = (page: Page, name: string) => page.getByLabel(`Ngưỡng ${name}, %`);
const verdict = (page: Page) => page.locator('.thresholds-verdict');

describe('thresholds of a good', () => {
  test('that somebody is thinking of tell what they would have opened in 90 days, and set nothing', async () => {
    const page = await open(PAGE);
    await verdict(page).waitFor();
    expect(await shownText(verdict(page))).toBe('Ngưỡng đang dùng đã mở 15 cảnh báo');
    await step(page, 'Khẩn cấp').fill('95');
    await step(page, 'Cảnh báo').fill('90,5');
    await page.getByText('Mở 0 cảnh báo thay vì 15').waitFor();
    await expect.poll(() => page.locator('.thresholds-of-others').count()).toBe(0);
    expect(await page.getByText('Bớt 15 cảnh báo.').isVisible()).toBe(true);
    const row = page.locator('.thresholds-episodes tbody tr').first();
    expect(await shownText(row)).toMatch(/Khẩn cấp\s+Theo dõi/);
    expect(await history(SPINACH)).toEqual([]);
    await page.getByRole('button', { name: 'Bỏ', exact: true }).click();
    expect(await step(page, 'Cảnh báo').inputValue()).toBe('30');
  });

  test('out of their order, or that are no numbers, are said to be so before anything is asked', async () => {
    const page = await open(PAGE);
    await verdict(page).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await step(page, 'Theo dõi').fill('40');
    await page.getByText('Theo dõi phải thấp hơn cảnh báo').waitFor();
    await step(page, 'Theo dõi').fill('hai mươi');
    await page.getByText('Mỗi ngưỡng là một số').waitFor();
    await page.waitForTimeout(600);
    expect(asked.filter((url) => url.includes('/v1/thresholds'))).toEqual([]);
  });

  test('are set by the keyboard with the reason, and taken back with another', async () => {
    const page = await open(PAGE);
    await verdict(page).waitFor();
    const more = page.getByRole('button', { name: 'Theo dõi: thêm 1 %' });
    await more.focus();
    for (let press = 0; press < 5; press++) await page.keyboard.press('Enter');
    await page.getByLabel('Lý do (bắt buộc)').focus();
    await page.keyboard.press('Enter');
    expect(await history(SPINACH), 'a reason is missing').toEqual([]);
    await page.keyboard.type('Rau lá dao động quanh 20 %');
    await page.keyboard.press('Enter');
    await page.getByText('Đã lưu: 25 / 30 / 60 % từ 01/12/2026.').waitFor();
    await page.getByText(/^đang dùng 20\s%; từ 01\/12: 25\s%$/).waitFor();
    expect(await history(SPINACH)).toMatchObject([
      { watch: 25, validFrom: '2026-12-01', reason: 'Rau lá dao động quanh 20 %' },
    ]);
    await page.getByRole('button', { name: /^Lấy lại… 25/ }).click();
    const dialog = page.getByRole('dialog');
    expect(await shownText(dialog)).toMatch(/Từ 01\/12\/2026 dùng lại 20\s\/\s30\s\/\s60\s%/);
    await dialog.getByLabel('Lý do (bắt buộc)').fill('Chờ họp');
    await dialog.getByRole('button', { name: 'Lấy lại', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await history(SPINACH)).toMatchObject([{ watch: 20, validFrom: '2026-12-01', reason: 'Chờ họp' }]);
  });

  test('hold from a day that is typed, and from the one before where what was typed is no whole day to come', async () => {
    const page = await open('/nguong/01.0005');
    const from = page.getByLabel('Từ ngày');
    const save = page.getByRole('button', { name: /^Lưu từ/ });
    expect(await save.textContent()).toBe('Lưu từ 01/12');
    await from.fill('2026-11-01');
    await from.blur();
    expect([await from.inputValue(), await save.textContent()]).toEqual(['2026-12-01', 'Lưu từ 01/12']);
    await from.fill('2026-12-15');
    await page.getByLabel('Lý do (bắt buộc)').fill('Chờ họp');
    await step(page, 'Khẩn cấp').fill('77');
    expect(await save.textContent()).toBe('Lưu từ 15/12');
    await save.click();
    await page.getByText(/^Đã lưu/).waitFor();
    expect(await history('01.0005')).toMatchObject([{ crisis: 77, validFrom: '2026-12-15' }]);
  });

  test('say since when there are figures, and are set for the whole group at one press', async () => {
    const page = await open('/nguong/bo.0008');
    await verdict(page).waitFor();
    expect(await page.getByText(/^Số liệu có từ \d\d\/\d\d\/2026: \d+ ngày\.$/).count()).toBe(1);
    expect(await page.getByRole('heading', { name: /^Nếu dùng ngưỡng này trong \d+ ngày qua$/ }).count()).toBe(1);
    const { items } = await trang('GET /v1/thresholds', { query: { product: 'bo.0008' } });
    const goods = items[0]?.group?.goods ?? [];
    expect(goods.length).toBeGreaterThan(2);
    await page.getByRole('checkbox', { name: /^Đặt cho cả nhóm/ }).check();
    await step(page, 'Khẩn cấp').fill('65');
    const others = page.locator('.thresholds-group-goods li');
    await others.first().waitFor();
    expect(await others.count()).toBe(goods.length - 1);
    await page.getByLabel('Lý do (bắt buộc)').fill('Cả nhóm rau lá');
    await page.getByRole('button', { name: 'Lưu từ 01/12' }).click();
    await page.getByText(`Cho ${goods.length} mặt hàng.`).waitFor();
    for (const { product } of goods) expect((await history(product))[0]).toMatchObject({ crisis: 65 });
  });

  test('that somebody else has set meanwhile are not overwritten unseen: who, what and when is told first', async () => {
    const product = '01.0006';
    const page = await open(`/nguong/${product}`);
    await step(page, 'Khẩn cấp').fill('70');
    await page.getByLabel('Lý do (bắt buộc)').fill('Theo ý tôi');
    const reason = 'Đã thống nhất sáng nay';
    await trang('PUT /v1/thresholds', { body: { product, watch: 22, alert: 33, crisis: 66, reason } });
    await page.getByRole('button', { name: 'Lưu từ 01/12' }).click();
    const other = page.locator('.thresholds-other');
    await other.waitFor();
    expect(await shownText(other)).toMatch(
      new RegExp(`${SECOND_LEAD} vừa đặt 22\\s/\\s33\\s/\\s66\\s% từ 30/11/2026, lúc 06:10 30/11`),
    );
    expect(await shownText(other)).toContain(reason);
    expect(await history(product)).toHaveLength(1);
    expect(await step(page, 'Khẩn cấp').inputValue(), 'what was typed stays').toBe('70');
    await page.getByRole('button', { name: 'Lưu từ 01/12' }).click();
    await page.getByText(/^Đã lưu/).waitFor();
    expect((await history(product)).map(({ crisis }) => crisis)).toEqual([70, 66]);
  });

  test('are shown to a ward officer, who learns who may change them, and cannot', async () => {
    const page = await open(PAGE, PHONE, 'ward');
    expect(await page.getByText('Anh/chị không có quyền sửa ngưỡng.').isVisible()).toBe(true);
    expect(await page.getByText('Nguyễn Hải Yến (mẫu)').first().isVisible()).toBe(true);
    expect(await page.locator('.main input, .main button[type=submit]').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Lấy lại/ }).count()).toBe(0);
    expect(opened && (await wrongWith(opened, 'vi'))).toEqual([]);
  });

  test('leave the form alive where the preview fails, and come with another try', async () => {
    const page = await open('/them');
    await page.route('**/v1/thresholds?preview=true', (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto('/nguong/01.0004');
    const retry = page.getByRole('region', { name: /^Nếu dùng ngưỡng này/ }).getByRole('button', { name: 'Thử lại' });
    await retry.waitFor();
    expect(await step(page, 'Theo dõi').inputValue()).toBe('10');
    await page.unroute('**/v1/thresholds?preview=true');
    await retry.click();
    await verdict(page).waitFor();
  });
});

describe('thresholds of all goods', () => {
  test('are found without diacritics, with where they come from and what is to come', async () => {
    const body = { product: '01.0004', validFrom: '2026-12-05', watch: 8, alert: 12, crisis: 20 };
    await trang('PUT /v1/thresholds', { body });
    const page = await open('/nguong');
    await page.getByLabel('Tìm mặt hàng').fill('thit lon nac');
    const rows = page.locator('.thresholds-table tbody tr');
    await expect.poll(() => rows.count()).toBe(1);
    expect(await shownText(rows)).toMatch(/mặc định của thành phố\s·\stừ 05\/12\/2026: 8\s\/\s12\s\/\s20\s%/);
    await page.getByLabel('Tìm mặt hàng').blur();
    await settled(page);
    expect(new URL(page.url()).searchParams.get('tim')).toBe('thit lon nac');
    await rows.getByRole('link').click();
    await page.getByRole('heading', { name: 'Ngưỡng nội bộ: Thịt lợn nạc thăn' }).waitFor();
  });

  test('are taken as CSV', async () => {
    const page = await open('/nguong', { ...DESKTOP, language: 'en' });
    const { name, text } = await takenFile(page, 'Take as CSV: Thresholds of goods, %');
    expect(name).toBe('nguong-thanh-pho-ha-noi-2026-11-30.csv');
    expect(text).toContain('\ufeffCode,Good,Watch (%),Alert (%),Crisis (%),Source,From');
    expect(text).toContain('Water spinach,20,30,60');
  });
});
