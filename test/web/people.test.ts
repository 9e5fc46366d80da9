import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { DESKTOP, type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';
import { takenFile } from './taken-file.ts';

const WARD_OFFICER = 'Trần Quốc Bảo (mẫu)';
const DUTY_OFFICER = 'Nguyễn Hải Yến (mẫu)';

let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

const people = async () => (await demo.as('duty')('GET /v1/people')).items;
const named = async (name: string) => (await people()).find((person) => person.name.vi === name);
const row = (page: Page, name: string) =>
  page.locator('.person').filter({ has: page.locator('.strong', { hasText: name }) });
const dialog = (page: Page) => page.getByRole('dialog');

describe('an administrator', () => {
  test('enters a person, who signs in by what the invitation shows once, is reset, disabled and erased', async () => {
    const { page, context } = await demo.open('/nguoi');
    await page.getByRole('button', { name: 'Thêm người…' }).click();
    await dialog(page).getByLabel('Họ tên').fill('Lê Thị Mới');
    await dialog(page).getByLabel('Thư điện tử').fill('moi@binh-on.example');
    await dialog(page).getByLabel('Thêm địa bàn').selectOption('00004');
    await dialog(page).getByLabel('Người thay').selectOption({ label: DUTY_OFFICER });
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    const shown = row(page, 'Lê Thị Mới');
    await shown.getByText('Chưa mời').waitFor();
    expect(await named('Lê Thị Mới')).toMatchObject({
      places: ['00004'],
      group: 'staff',
      channels: [{ kind: 'mail' }],
    });

    await shown.getByRole('button', { name: 'Mời đăng nhập…' }).click();
    await dialog(page).getByRole('button', { name: 'Mời' }).click();
    const token = await dialog(page).getByLabel('Mã đăng nhập').inputValue();
    const asks = () => fetch(`${demo.system.url}/v1/places`, { headers: { authorization: `Bearer ${token}` } });
    expect((await asks()).status).toBe(200);
    await dialog(page).getByRole('button', { name: 'Xong' }).click();

    await shown.getByRole('button', { name: 'Đặt lại bảo mật…' }).click();
    await dialog(page).getByRole('button', { name: 'Đặt lại' }).click();
    expect(await dialog(page).getByLabel('Mã đăng nhập').inputValue()).not.toBe(token);
    expect((await asks()).status).not.toBe(200);
    await dialog(page).getByRole('button', { name: 'Xong' }).click();

    await shown.getByRole('button', { name: 'Ngừng…' }).click();
    await dialog(page).getByRole('button', { name: 'Ngừng' }).click();
    await shown.getByText('Đã ngừng').waitFor();
    expect((await named('Lê Thị Mới'))?.active).toBe(false);

    await shown.getByRole('button', { name: 'Xoá…' }).click();
    await dialog(page).getByRole('button', { name: 'Xoá' }).click();
    await shown.waitFor({ state: 'detached' });
    expect(await named('Lê Thị Mới')).toBeUndefined();
    await context.close();
  });

  test('cannot disable or erase the own account', async () => {
    const { page, context } = await demo.open('/nguoi');
    expect(await row(page, WARD_OFFICER).getByRole('button', { name: 'Ngừng…' }).count()).toBe(1);
    expect(
      await row(page, DUTY_OFFICER)
        .getByRole('button', { name: /Ngừng…|Xoá…/ })
        .count(),
    ).toBe(0);
    await context.close();
  });

  test('changes how a person is told, and all else of the person stays', async () => {
    const { page, context } = await demo.open('/nguoi');
    const before = await named(WARD_OFFICER);
    await row(page, WARD_OFFICER).getByRole('button', { name: 'Sửa…' }).click();
    await dialog(page).getByRole('button', { name: 'Thêm cách báo' }).click();
    await dialog(page).locator('.person-channel select').nth(1).selectOption('sms');
    await dialog(page).getByLabel('Theo dõi').uncheck();
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    const after = await named(WARD_OFFICER);
    expect(after).toEqual({
      ...before,
      channels: [...(before?.channels ?? []), { kind: 'sms', address: '0900 000 201' }],
      levels: ['alert', 'crisis'],
    });
    await context.close();
  });

  test('who saves over what another has changed meanwhile is told who did what when', async () => {
    const { page, context } = await demo.open('/nguoi');
    const person = await named(WARD_OFFICER);
    if (!person) throw new Error('the demo has no ward officer');
    await row(page, WARD_OFFICER).getByRole('button', { name: 'Sửa…' }).click();
    await demo.as('duty')('PUT /v1/people/{id}', {
      params: { id: person.id },
      body: { name: person.name.vi, phone: '0900 000 299', emails: person.emails ?? [], places: person.places },
    });
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    const told = dialog(page).getByRole('alert');
    await told.waitFor();
    expect(await told.textContent()).toMatch(/Nguyễn Hải Yến.*đã sửa mục này lúc 06:10 30\/11/);
    expect((await named(WARD_OFFICER))?.phone).toBe('0900 000 299');
    await context.close();
  });
});

describe('the desk', () => {
  test('gets duty, leave and other rules, each without undoing the others', async () => {
    const { page, context } = await demo.open('/nguoi?phan=lich-truc');
    await page.getByText('Chưa có lịch').waitFor();
    await page.getByRole('button', { name: 'Thêm lịch trực…' }).click();
    await dialog(page).getByLabel('Ai').selectOption({ label: DUTY_OFFICER });
    await dialog(page).getByLabel('Đến hết ngày').fill('2026-12-06');
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('30/11/2026 – 06/12/2026').waitFor();
    const { name, text } = await takenFile(page, 'Lấy CSV: Lịch trực');
    expect(name).toBe('lich-truc-thanh-pho-ha-noi-2026-11-30.csv');
    expect(text).toContain(`${DUTY_OFFICER},2026-11-30,2026-12-06`);

    await page.getByRole('radio', { name: 'Quy tắc báo' }).check();
    await page.getByRole('button', { name: 'Sửa…' }).click();
    await dialog(page).getByLabel('Báo phụ trách sau (phút)').first().fill('20');
    await dialog(page).getByRole('radio', { name: 'Có giờ yên tĩnh', exact: true }).check();
    await dialog(page).getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('21:00 – 06:30').waitFor();
    const { settings } = await demo.as('duty')('GET /v1/desk-settings');
    expect(settings.rota).toMatchObject([{ from: '2026-11-30', to: '2026-12-06' }]);
    expect(settings.crisis.escalate[1]).toEqual({ tell: 'lead', afterMinutes: 20 });

    await page.getByRole('radio', { name: 'Lịch trực' }).check();
    await page.getByRole('button', { name: /^Bỏ…/ }).click();
    await dialog(page).getByRole('button', { name: 'Bỏ' }).click();
    await page.getByText('Chưa có lịch').waitFor();
    expect((await demo.as('duty')('GET /v1/desk-settings')).settings).toMatchObject({
      rota: [],
      quietHours: { from: '21:00' },
    });
    await context.close();
  });
});

describe('the ward officer', () => {
  test('sees colleagues without their contacts, the own record, and why nothing can be changed', async () => {
    const { page, context } = await demo.open('/nguoi', PHONE, 'ward');
    await page.getByText('Sửa đổi thuộc quyền quản trị').waitFor();
    expect(await row(page, DUTY_OFFICER).textContent()).toContain('Liên hệ của đồng nghiệp do phụ trách giữ.');
    expect(await row(page, WARD_OFFICER).textContent()).toContain('can-bo-phuong@binh-on.example');
    expect(
      await page
        .locator('main')
        .getByRole('button')
        .filter({ hasNotText: /CSV|XLSX/ })
        .count(),
    ).toBe(0);
    for (const part of ['lich-truc', 'quy-tac']) {
      await page.goto(`/nguoi?phan=${part}`);
      await page.getByText('Sửa đổi thuộc quyền phụ trách').waitFor();
      expect(
        await page
          .locator('main')
          .getByRole('button')
          .filter({ hasNotText: /CSV|XLSX/ })
          .count(),
      ).toBe(0);
    }
    await context.close();
  });
});

describe('every part', () => {
  test.each(['', '?phan=lich-truc', '?phan=quy-tac'])(
    '%s fits and speaks one language, with its dialog',
    async (query) => {
      for (const view of [
        { ...PHONE, language: 'en' },
        { ...DESKTOP, theme: 'dark' },
      ] as const) {
        const opened = await demo.open(`/nguoi${query}`, view);
        expect(await wrongWith(opened, view.language)).toEqual([]);
        await opened.page.locator('main .button').first().click();
        expect(await wrongWith(opened, view.language)).toEqual([]);
        await opened.context.close();
      }
    },
  );

  test('that fails says so while the rest lives', async () => {
    const { page, context } = await demo.open('/them');
    await page.route('**/v1/desk', (route) => route.fulfill({ status: 500, body: '{}' }));
    await page.goto('/nguoi?phan=lich-truc');
    await page.getByRole('alert').waitFor();
    await page.getByText('Bàn giao lúc 07:30').waitFor();
    await context.close();
  });
});
