import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { type ContractClient, contractClient, type ReceivedFrom } from '#contract/client.ts';
import { TODAY } from './demo-morning.ts';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';
import { SECOND_LEAD, secondLead } from './new-officer.ts';
import { settled } from './settled.ts';
import { shownText } from './shown-text.ts';
import { takenFile } from './taken-file.ts';

type CoveredShop = ReceivedFrom<'GET /v1/coverage'>['items'][number];

const BA_DINH = '00004';
const NGOC_HA = '00008';
const THANH_XUAN = '00367';
const PORK = '01.0004';
const RICE = '01.0002';

let demo: DemoPages;
let trang: ContractClient;
let senVang: ContractClient;
let opened: OpenedPage | undefined;

/** A shop says a price that is far from all it has said before. */
async function reportDoubtful(place: string, product: string): Promise<void> {
  const store = `sen-vang-${place}`;
  const { rows } = await senVang('GET /v1/reports/{store}/{date}', { params: { store, date: TODAY } });
  const price = 4 * (rows.find((row) => row.product === product)?.price ?? 0);
  await senVang('POST /v1/reports', {
    query: { mode: 'patch' },
    body: { store, date: TODAY, rows: [{ product, price }] },
  });
}

/** Gives a shop a contact with an address. */
async function giveEmail({ retailer, store, name, channel, place, contact }: CoveredShop): Promise<void> {
  await demo.as('duty')('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: retailer, store },
    body: { name, channel, place, contact: { name: 'Chị Hạnh', ...contact, email: 'hanh@example.vn' } },
  });
}

beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  trang = (await secondLead(demo)).call;
  const { bearer } = await demo.as('duty')('POST /v1/retailers/{id}/keys', { params: { id: 'sen-vang' } });
  senVang = contractClient({ url: demo.system.url, token: bearer });
  await reportDoubtful(BA_DINH, PORK);
  await reportDoubtful(NGOC_HA, PORK);
  await reportDoubtful(NGOC_HA, RICE);
  await demo.system.idle();
});
afterAll(() => demo?.close());
afterEach(() => opened?.context.close());

async function open(path: string, view = DESKTOP, officer: 'duty' | 'ward' = 'duty'): Promise<Page> {
  opened = await demo.open(path, view, officer);
  return opened.page;
}

const panel = (page: Page, name: string) => page.getByRole('region', { name });
const doubts = (page: Page) => panel(page, 'Giá chờ xác nhận').getByRole('listitem');

describe('the day', () => {
  test('is today, provisional, until another is chosen, which then stands in the address', async () => {
    const page = await open('/so-lieu');
    await expect.poll(() => shownText(page.locator('.page-aside'))).toMatch(/30\/11\/2026, chốt 15:00\s+Tạm tính/);
    expect(await shownText(page.locator('.data-counts'))).toMatch(/70\s*\/72\s+điểm bán đã báo/);
    await page.getByRole('button', { name: 'Ngày trước, 29/11/2026' }).click();
    await settled(page);
    expect(new URL(page.url()).search).toBe('?ngay=2026-11-29');
    expect(await shownText(page.locator('.page-aside'))).toMatch(/29\/11\/2026\s+Đã chốt/);
    await page.getByRole('link', { name: 'Thứ Bảy 28/11/2026' }).click();
    await settled(page);
    expect(new URL(page.url()).search).toBe('?ngay=2026-11-28');
    await page.goBack();
    await expect.poll(() => page.getByLabel('Ngày', { exact: true }).inputValue()).toBe('2026-11-29');
  });

  test('on which markets are shut counts nobody as missing, and reminds nobody', async () => {
    const page = await open('/so-lieu?ngay=2026-02-17');
    expect(await page.getByText('Ngày nghỉ, chợ đóng cửa.').isVisible()).toBe(true);
    expect(await shownText(panel(page, 'Chưa báo cáo'))).toContain('không tính điểm bán nào là thiếu');
    expect(await page.getByRole('button', { name: /^Nhắc/ }).count()).toBe(0);
  });

  test('shows every shop, and those that a filter keeps', async () => {
    const page = await open('/so-lieu?loc=chua-bao');
    const rows = panel(page, 'Từng điểm bán').locator('tbody tr');
    expect(await rows.count()).toBe(2);
    await panel(page, 'Từng điểm bán').getByLabel('Hiện').selectOption('');
    await settled(page);
    expect(new URL(page.url()).search).toBe('');
    await panel(page, 'Từng điểm bán').getByRole('button', { name: 'Hiện cả 72' }).click();
    expect(await rows.count()).toBe(72);
  });
});

describe('a doubtful price', () => {
  test('is shown to who is in charge of its place, with whom to call, and to nobody else', async () => {
    const page = await open('/so-lieu', PHONE, 'ward');
    expect(await doubts(page).count()).toBe(1);
    expect(await shownText(doubts(page))).toMatch(/Thịt lợn nạc thăn · .*Ba Đình/);
    expect(await doubts(page).getByRole('link', { name: /^Gọi / }).count()).toBe(1);
    await page.goto(`/so-lieu?dia-ban=${NGOC_HA}`);
    await settled(page);
    expect(await shownText(panel(page, 'Giá chờ xác nhận'))).toContain('Không có quyền xem');
  });

  test('is dropped with a reason alone, which then stands in the trail', async () => {
    const page = await open('/so-lieu');
    expect(await doubts(page).count()).toBe(3);
    const rice = page.getByRole('button', { name: /^Bỏ giá này….*Gạo tẻ ngon/ });
    await rice.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ giá này' }).click();
    expect(await page.getByRole('dialog').isVisible(), 'a reason is missing').toBe(true);
    await page.getByLabel('Lý do (bắt buộc)').fill('Gõ thừa một số');
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ giá này' }).click();
    await page.getByText(/^Đã bỏ giá Gạo tẻ ngon/).waitFor();
    expect(await doubts(page).count()).toBe(2);
    await demo.system.idle();
    const { items } = await demo.as('duty')('GET /v1/audit', { query: { limit: 200 } });
    const line = items.find(({ action }) => action === 'drop-price');
    expect(line).toMatchObject({ product: RICE, note: 'Gõ thừa một số' });
    expect((await demo.as('duty')('GET /v1/doubts')).total).toBe(2);
  });

  test('that somebody has answered meanwhile tells who did, what and when', async () => {
    const page = await open(`/so-lieu?dia-ban=${NGOC_HA}`);
    const [doubt] = (await trang('GET /v1/doubts', { query: { place: NGOC_HA } })).items;
    const body = { verdict: 'drop' as const, note: 'Đã gọi quầy' };
    await trang('POST /v1/doubts/{id}', { params: { id: doubt?.id ?? '' }, body });
    await page.getByRole('button', { name: /^Giá đúng Thịt lợn nạc thăn/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Giá đúng' }).click();
    const notice = page.locator('.data-notice');
    await notice.waitFor();
    expect(await shownText(notice)).toMatch(`${SECOND_LEAD} đã bỏ giá Thịt lợn nạc thăn lúc 06:10 30/11.`);
    expect(await shownText(notice)).toContain('Đã gọi quầy');
  });

  test('is confirmed by the keyboard alone, and the focus goes back', async () => {
    const page = await open(`/so-lieu?dia-ban=${BA_DINH}`, DESKTOP, 'ward');
    const right = page.getByRole('button', { name: /^Giá đúng/ });
    await right.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await right.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Đã xem tại quầy');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(/^Đã xác nhận giá/).waitFor();
    await demo.system.idle();
    expect((await demo.as('ward')('GET /v1/doubts')).total).toBe(0);
  });
});

describe('a silent shop', () => {
  test('is reminded once; who comes second is told who did, when, and whether anybody was reached', async () => {
    const [first, second] = (await trang('GET /v1/coverage')).items.filter(({ state }) => state === 'not-reported');
    if (!first || !second) throw new Error('The demo has two silent shops.');
    await giveEmail(first);
    const page = await open('/so-lieu');
    const silent = panel(page, 'Chưa báo cáo');
    expect(await silent.getByRole('listitem').count()).toBe(2);
    const all = silent.getByRole('button', { name: 'Nhắc cả 2' });
    expect(await shownText(all)).toBe('Nhắc cả 2 (1 có thư điện tử, 1 phải gọi)');
    await trang('POST /v1/coverage/reminders', { body: { stores: [`${first.retailer}/${first.store}`] } });
    await silent.getByRole('button', { name: `Nhắc ${first.name}` }).click();
    await silent.getByText(`${SECOND_LEAD}: thư nhắc đang gửi, 06:10 30/11`).waitFor();
    await silent.getByRole('button', { name: `Nhắc ${second.name}` }).click();
    await expect.poll(() => silent.getByRole('button', { name: /^Nhắc/ }).count()).toBe(0);
    const call = `chưa nhắc được (06:10 30/11): không có thư điện tử, hãy gọi ${second.contact?.phone}`;
    await silent.getByText(call).waitFor();
    await page.reload();
    await silent.getByText(call).waitFor();
    const { items } = await trang('GET /v1/coverage');
    expect(items.filter(({ remindedAt }) => remindedAt !== undefined).map(({ store }) => store)).toEqual([first.store]);
    expect(items.flatMap(({ reminder }) => reminder?.state ?? []).toSorted()).toEqual(['no-address', 'waiting']);
  });

  test('stands in the log by its name, with what became of its reminder', async () => {
    const page = await open('/nhat-ky?loai=so-lieu');
    const row = page.locator('.log-row').filter({ hasText: 'Chưa nhắc được' });
    const { items } = await trang('GET /v1/audit');
    const told = items.find(({ outcome }) => outcome?.vi.startsWith('Chưa nhắc được'));
    expect(told?.storeName).toBeTruthy();
    expect(await shownText(row)).toContain(told?.storeName);
    expect(await shownText(row)).toContain('đầu mối không có thư điện tử; hãy gọi điện.');
  });
});

describe('the page', () => {
  test('leaves the rest alive where one part fails, and gets it by another try', async () => {
    const page = await open('/them');
    await page.route('**/v1/doubts*', (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto('/so-lieu');
    const retry = panel(page, 'Giá chờ xác nhận').getByRole('button', { name: 'Thử lại' });
    await retry.waitFor();
    expect(await page.locator('.data-grid tbody tr').count()).toBe(21);
    await page.unroute('**/v1/doubts*');
    await retry.click();
    await panel(page, 'Giá chờ xác nhận')
      .getByText(/Không giá nào chờ|Giá cách xa/)
      .first()
      .waitFor();
  });

  test('says that there is no network, and keeps what it has', async () => {
    const page = await open('/so-lieu');
    await opened?.context.setOffline(true);
    await page.getByRole('button', { name: /^Ngày trước/ }).click();
    await panel(page, 'Chưa báo cáo').getByText('Mất mạng.').waitFor();
    await page.goBack();
    expect(await shownText(page.locator('.data-counts'))).toContain('/72');
  });

  test('gives each list as a file that Excel reads, with headings in the language of the reader', async () => {
    const page = await open('/so-lieu');
    const { name, text } = await takenFile(page, 'Lấy CSV: Chưa báo cáo');
    expect(name).toBe('chua-bao-thanh-pho-ha-noi-2026-11-30.csv');
    expect(text.startsWith('\ufeffNgày,Điểm bán,Địa bàn,Số ngày liền')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(3);
    const english = await open('/so-lieu', { ...DESKTOP, language: 'en' });
    expect((await takenFile(english, 'Take as CSV: Shop by shop')).text).toContain('\ufeffDay,Shop,Place,State');
  });

  describe('with a doubtful price', () => {
    beforeAll(async () => {
      await reportDoubtful(THANH_XUAN, RICE);
      await demo.system.idle();
    });

    test.each(['vi', 'en'] as const)(
      'with doubtful prices and a dialog has nothing wrong with it: %s',
      async (language) => {
        const page = await open('/so-lieu', { ...PHONE, language });
        await page.locator('.data-doubt button').last().click();
        expect(opened && (await wrongWith(opened, language))).toEqual([]);
      },
    );
  });
});
