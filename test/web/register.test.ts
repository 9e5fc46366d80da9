import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { DESKTOP, type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';
import { settled } from './settled.ts';

let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

const retailer = async (id: string) =>
  (await demo.as('duty')('GET /v1/retailers', { query: { limit: 200 } })).items.find((one) => one.id === id);
const panel = (page: Page, name: string) =>
  page.locator('details.panel').filter({ has: page.getByRole('heading', { name }) });
const dialog = (page: Page) => page.getByRole('dialog');

describe('articles that are no product yet', () => {
  test('stand by organisation with what they may be, and are mapped by a person who confirms it, in both languages', async () => {
    const [known] = (await demo.as('duty')('GET /v1/retailers', { query: { limit: 200 } })).items;
    const store = known?.stores[0]?.id ?? '';
    const params = { id: known?.id ?? '' };
    const admin = demo.as('duty');
    const { bearer, keyId } = await admin('POST /v1/retailers/{id}/keys', { params });
    const shop = contractClient({ url: demo.system.url, token: bearer });
    const rows = [{ article: 'GAO-5', name: 'Gạo Khang Dân túi 5kg', unit: 'túi', price: 80_000 }];
    const { date } = (await admin('GET /v1/today')).clock;
    await shop('POST /v1/reports', { query: { mode: 'patch' }, body: { store, date, rows } }).catch(() => undefined);

    const english = await demo.open('/co-so', { ...DESKTOP, language: 'en' });
    await english.page.getByRole('region', { name: 'Articles that are no product yet' }).waitFor();
    expect(await wrongWith(english, 'en')).toEqual([]);
    await english.context.close();
    const opened = await demo.open('/co-so');
    const { page, context } = opened;
    const waiting = page.getByRole('region', { name: 'Mã riêng chưa gắn với mặt hàng' });
    await waiting.locator('summary').click();
    await waiting.getByText('Có thể là Thóc, gạo tẻ thường').waitFor();
    expect(await wrongWith(opened, 'vi')).toEqual([]);
    await waiting.getByRole('button', { name: 'Gắn… GAO-5' }).click();
    expect(await dialog(page).getByLabel('Hệ số').inputValue()).toBe('5');
    await dialog(page).getByRole('button', { name: 'Gắn mã' }).click();
    await waiting.waitFor({ state: 'detached' });
    const { items } = await shop('GET /v1/me/articles');
    expect(items).toEqual([{ article: 'GAO-5', product: '01.0001', factor: 5 }]);
    await shop('PUT /v1/me/articles', { query: { confirmDrop: 'true' }, body: { items: [] } });

    await admin('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { ...params, keyId } });
    await context.close();
  });
});

describe('an administrator', () => {
  test('registers an organisation with a store, and issues a key that is shown once', async () => {
    const { page, context } = await demo.open('/co-so');
    await page.getByRole('button', { name: 'Đăng ký đơn vị…' }).click();
    await dialog(page).getByLabel('Mã', { exact: true }).fill('cua-hang-moi');
    await dialog(page).getByLabel('Tên', { exact: true }).fill('Cửa hàng Mới (mẫu)');
    await dialog(page).getByLabel('Người liên hệ').fill('Đỗ Thị Mai');
    await dialog(page).getByLabel('Điện thoại').fill('0900 000 777');
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    const shown = panel(page, 'Cửa hàng Mới (mẫu)');
    await shown.locator('summary').click();

    await shown.getByRole('button', { name: 'Thêm cơ sở…' }).click();
    await dialog(page).getByLabel('Mã', { exact: true }).fill('cua-hang-moi-1');
    await dialog(page).getByLabel('Tên', { exact: true }).fill('Cửa hàng Mới – Ba Đình');
    await dialog(page).getByLabel('Xã, phường').selectOption('00004');
    await dialog(page).getByLabel('Địa chỉ').fill('1 phố Mẫu');
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    await shown.getByText('1 phố Mẫu').waitFor();

    await shown.getByRole('button', { name: 'Cấp khóa…' }).click();
    await dialog(page).getByRole('button', { name: 'Cấp khóa' }).click();
    const bearer = await dialog(page).getByLabel('Khóa mới').inputValue();
    const reporter = contractClient({ url: demo.system.url, token: bearer });
    expect(await reporter('GET /v1/me')).toMatchObject({ id: 'cua-hang-moi' });
    await dialog(page).getByRole('button', { name: 'Tôi đã giữ khóa' }).click();
    expect(await page.content()).not.toContain(bearer);

    const [key] = (await retailer('cua-hang-moi'))?.keys ?? [];
    await shown.getByRole('button', { name: `Thu hồi… ${key?.keyId}` }).click();
    await dialog(page).getByRole('button', { name: 'Thu hồi' }).click();
    await shown.getByText('thu hồi 30/11/2026').waitFor();
    await expect(reporter('GET /v1/me')).rejects.toMatchObject({ status: 401 });
    await context.close();
  });

  test('says where reminders are posted to, without ever seeing the secret again, and takes it away', async () => {
    const { page, context } = await demo.open('/co-so?tim=bep-xanh');
    const shown = async () => (await retailer('bep-xanh'))?.webhook;
    const address = 'https://bep-xanh.example.vn/nhac';
    const edit = () => page.getByRole('button', { name: 'Sửa…' }).first().click();
    const save = async () => {
      await dialog(page).getByRole('button', { name: 'Lưu' }).click();
      await dialog(page).waitFor({ state: 'detached' });
    };
    const [field, secret] = [
      dialog(page).getByLabel('Webhook nhận nhắc'),
      dialog(page).getByLabel('Khóa ký của webhook'),
    ];
    await edit();
    expect(await secret.count()).toBe(0);
    await field.fill(address);
    // A new address needs a secret of its own, and one that can be guessed is none.
    for (const short of ['', 'qua-ngan']) {
      await secret.fill(short);
      await dialog(page).getByRole('button', { name: 'Lưu' }).click();
      expect(await dialog(page).locator('input:invalid').count()).toBe(1);
      expect(await shown()).toBeUndefined();
    }
    await secret.fill('mot-khoa-ky-du-dai-1');
    await save();
    expect(await shown()).toEqual({ address });

    // Whoever changes but the name leaves both as they are.
    await edit();
    expect([await field.inputValue(), await secret.inputValue()]).toEqual([address, '']);
    expect(await page.content()).not.toContain('mot-khoa-ky-du-dai-1');
    await dialog(page).getByLabel('Người liên hệ').fill('Lê Thị Sen');
    await save();
    expect([await shown(), (await retailer('bep-xanh'))?.contact.name]).toEqual([{ address }, 'Lê Thị Sen']);

    await edit();
    await field.fill('http://bep-xanh.example.vn/nhac');
    await secret.fill('mot-khoa-ky-du-dai-2');
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    await dialog(page).getByRole('alert').waitFor();
    await field.fill('');
    await save();
    expect(await shown()).toBeUndefined();
    await context.close();
  });

  test('has a store pause, which is not expected then, finds it by its state, and opens it again', async () => {
    const today = await demo.as('duty')('GET /v1/today');
    const [silent] = today.silent.items;
    if (!silent) throw new Error('everybody has reported in the demo');
    const { page, context } = await demo.open(`/co-so?tim=${silent.store}`);
    const expected = async () => (await demo.as('duty')('GET /v1/today')).coverage.expected;
    const kept = async () => (await retailer(silent.retailer))?.stores.find(({ id }) => id === silent.store);
    const [before, asBefore] = [await expected(), await kept()];
    await page.getByRole('button', { name: 'Tạm dừng, đóng…' }).click();
    await dialog(page).getByLabel('Đến hết ngày').fill('2026-12-05');
    await dialog(page).getByLabel('Lý do').fill('Sửa chữa');
    await dialog(page).getByRole('button', { name: 'Ghi' }).click();
    await page.getByText('Tạm dừng 30/11/2026 – 05/12/2026').waitFor();
    expect(await expected()).toBe(before - 1);
    const closed = { from: '2026-11-30', until: '2026-12-05', reason: 'Sửa chữa' };
    expect(await kept()).toEqual({ ...asBefore, closed });

    await page.goto('/co-so?trang-thai=nghi');
    await settled(page);
    expect(await page.locator('.register-store').count()).toBe(1);
    await page.getByRole('button', { name: 'Mở lại…' }).click();
    await dialog(page).getByRole('button', { name: 'Mở lại từ hôm nay' }).click();
    await page.getByText('Không có đơn vị hay cơ sở nào khớp.').waitFor();
    expect(await expected()).toBe(before);
    await context.close();
  });

  test('who saves over what another has changed meanwhile is told who did what when, and must mean it', async () => {
    const { page, context } = await demo.open('/co-so?tim=tam-da-00004');
    await page.getByRole('button', { name: 'Sửa…' }).last().click();
    await dialog(page).getByLabel('Địa chỉ').fill('2 phố Tôi Nhớ');
    const store = (await retailer('tam-da'))?.stores.find(({ id }) => id === 'tam-da-00004');
    if (!store) throw new Error('the demo has no such store');
    const { id, nextPlace: _, ...face } = store;
    const params = { id: 'tam-da', store: id };
    await demo.as('duty')('PUT /v1/retailers/{id}/stores/{store}', {
      params,
      body: { ...face, address: '3 phố Khác' },
    });
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    const told = dialog(page).getByRole('alert');
    await told.waitFor();
    expect(await told.textContent()).toMatch(/Nguyễn Hải Yến.*đã sửa mục này lúc 06:10 30\/11/);
    const kept = async () => (await retailer('tam-da'))?.stores.find((one) => one.id === id)?.address;
    expect(await kept()).toBe('3 phố Khác');
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(await kept()).toBe('2 phố Tôi Nhớ');
    await context.close();
  });

  test('is told in words why the server refuses, and keeps what was typed', async () => {
    const { page, context } = await demo.open('/co-so?tim=sen-vang');
    for (let count = 0; count < 2; count++) {
      await page.getByRole('button', { name: 'Cấp khóa…' }).click();
      await dialog(page).getByRole('button', { name: 'Cấp khóa' }).click();
      await dialog(page)
        .getByRole('button', { name: count === 0 ? 'Tôi đã giữ khóa' : 'Thôi' })
        .waitFor();
      if (count === 0) await dialog(page).getByRole('button', { name: 'Tôi đã giữ khóa' }).click();
    }
    expect(await dialog(page).getByRole('alert').textContent()).toContain('Hãy thu hồi một khóa trước');
    await context.close();
  });
});

describe('the ward officer', () => {
  test('sees the stores of the own ward, whom to call there, and who may change them instead of buttons', async () => {
    const { page, context } = await demo.open('/co-so', PHONE, 'ward');
    await page.getByText('Sửa đổi thuộc quyền quản trị').waitFor();
    await page.getByText('Nguyễn Hải Yến').waitFor();
    for (const summary of await page.locator('main summary').all()) await summary.click();
    const stores = await page.locator('.register-store').allTextContents();
    const own = (await demo.as('ward')('GET /v1/retailers')).items.flatMap((one) => one.stores);
    expect(stores).toHaveLength(own.length);
    expect(stores.every((text) => text.includes('Ba Đình'))).toBe(true);
    expect(await page.locator('.register-store a[href^="tel:"]').count()).toBe(
      own.filter(({ contact }) => contact?.phone !== undefined).length,
    );
    expect(
      await page
        .locator('main')
        .getByRole('button')
        .filter({ hasNotText: /CSV|XLSX/ })
        .count(),
    ).toBe(0);
    await context.close();
  });
});

describe('the list', () => {
  test('is searched without accents, and the search stands in the address', async () => {
    const { page, context } = await demo.open('/co-so');
    await page.getByLabel('Tìm đơn vị').fill('dau moi');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/co-so?tim=dau+moi');
    const found = page.locator('details.panel').filter({ has: page.getByRole('heading', { level: 2 }) });
    expect(await found.count()).toBe(1);
    await context.close();
  });

  test('that fails says so, and comes with another try', async () => {
    const { page, context } = await demo.open('/them');
    await page.route('**/v1/retailers*', (route) => route.fulfill({ status: 500, body: '{}' }));
    await page.goto('/co-so');
    await page.getByRole('alert').waitFor();
    await page.unroute('**/v1/retailers*');
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.locator('details.panel').first().waitFor();
    await context.close();
  });

  test.each([
    ['en', 360],
    ['vi', 1280],
  ] as const)('fits and speaks one language with all open: %s, %i px', async (language, width) => {
    const opened = await demo.open('/co-so?tim=bep-xanh', { ...DESKTOP, language, width, theme: 'dark' });
    expect(await wrongWith(opened, language)).toEqual([]);
    const names =
      language === 'en' ? ['Edit…', 'Add a store…', 'Pause or close…'] : ['Sửa…', 'Thêm cơ sở…', 'Tạm dừng, đóng…'];
    for (const name of names) {
      await opened.page.getByRole('button', { name }).first().click();
      expect(await wrongWith(opened, language)).toEqual([]);
      await opened.page.keyboard.press('Escape');
    }
    await opened.context.close();
  });
});
