import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { DESKTOP, type DemoPages, demoPages } from './demo-pages.ts';
import { aStall, scan } from './entry-stall.ts';
import { wrongWith } from './look-over.ts';

let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

describe('an administrator', () => {
  test('prints a sheet for each stall of a market, which lets a phone in, and sees and revokes its key', async () => {
    const stall = await aStall(demo);
    const staff = demo.as('duty');
    await staff('PUT /v1/retailers/{id}/stores/{store}', {
      params: { id: stall.retailer, store: 'quay-13' },
      body: { name: 'Chợ Mẫu – quầy 13', place: '00070', channel: 'market' },
    });
    const opened = await demo.open(`/co-so?tim=${stall.retailer}`, DESKTOP);
    const { page, context } = opened;
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'In mã QR cả chợ…' }).click();
    await dialog.getByText('2 tờ A4').waitFor();
    await dialog.getByLabel('Số máy mỗi tờ').fill('1');
    const made = page.waitForResponse((answer) => answer.url().endsWith('/enrolments'));
    await dialog.getByRole('button', { name: 'Tạo tờ in' }).click();
    const { items } = (await (await made).json()) as { items: { store: string; code: string }[] };
    await page.locator('.sheet-code').nth(1).waitFor();
    expect(await wrongWith(opened, 'vi')).toEqual([]);

    // What goes to the printer: two pages and nothing of the page behind.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#app').isVisible()).toBe(false);
    expect(await page.locator('.sheets-bar').isVisible()).toBe(false);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Xong, không xem lại mã' }).click();
    for (const { code } of items) expect(await page.content()).not.toContain(code);

    const [sheet] = items;
    const phone = await scan(demo, `/nhap-gia#${stall.retailer}/${sheet?.store}/${sheet?.code}`);
    await phone.page.locator('.entry-send').waitFor();
    await page.reload();
    await page.getByText('Chợ Mẫu – quầy 12').first().waitFor();
    const { items: keys } = await staff('GET /v1/retailers/{id}/phones', { params: { id: stall.retailer } });
    await page.getByRole('button', { name: `Thu hồi… ${keys[0]?.keyId}` }).click();
    await dialog.getByRole('button', { name: 'Thu hồi' }).click();
    await expect
      .poll(async () => {
        const { items: now } = await staff('GET /v1/retailers/{id}/phones', { params: { id: stall.retailer } });
        return now.map(({ revokedAt }) => revokedAt !== undefined);
      })
      .toEqual([true]);
    await phone.context.close();
    await context.close();
  });
});

test('a ward’s officer sees phones, and is offered no sheet', async () => {
  const stall = await aStall(demo);
  const { page, context } = await demo.open(`/co-so?tim=${stall.retailer}`, DESKTOP, 'ward');
  expect(await page.getByRole('button', { name: 'In mã QR cả chợ…' }).count()).toBe(0);
  await context.close();
});
