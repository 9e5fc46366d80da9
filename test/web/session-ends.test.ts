import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { MORNING } from './demo-morning.ts';
import { DESKTOP, type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';

let demo: DemoPages;
let id: string;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  id = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());

const again = (page: Page) => page.getByRole('dialog', { name: 'Đăng nhập' });

/** Types the token where it is asked for. */
async function signInAgain(page: Page, token = demo.tokenOf('duty')): Promise<void> {
  await again(page).getByLabel('Mã đăng nhập').fill(token);
  await page.keyboard.press('Enter');
  await again(page).waitFor({ state: 'detached' });
}

/** The page asks anew for what it shows, as it does when it is looked at after a while. */
async function askAnew(page: Page): Promise<void> {
  await page.clock.setFixedTime(MORNING + 2 * 60_000);
  await page.context().setOffline(true);
  await page.context().setOffline(false);
}

/** How far what can be pressed still lies under the notice once the page is scrolled to its end; below 0: not at all. */
async function liesUnderNotice(page: Page): Promise<number> {
  await page.keyboard.press('End');
  const pressed = await page.locator('main').locator('button, a, input').all();
  const boxes = await Promise.all(pressed.map((element) => element.boundingBox()));
  const notice = await page
    .getByRole('status')
    .filter({ hasText: /session|Phiên/ })
    .boundingBox();
  return Math.max(...boxes.map((box) => (box ? box.y + box.height : 0))) - (notice?.y ?? 0);
}

describe('a session that ends while somebody types', () => {
  test('in a dialog keeps what was typed there, asks over it, and lets the same press be done', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}`);
    await page.getByRole('button', { name: 'Tạm im…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Tạm im sự kiện này' });
    await dialog.getByLabel('Lý do').fill('Đã có phương án điều phối');
    await context.clearCookies();
    await dialog.getByRole('button', { name: 'Tạm im', exact: true }).click();
    await again(page).waitFor();
    await signInAgain(page);
    expect(await dialog.getByLabel('Lý do').inputValue()).toBe('Đã có phương án điều phối');
    await dialog.getByRole('button', { name: 'Tạm im', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const { state, timeline } = await demo.as('duty')('GET /v1/events/{id}', { params: { id } });
    expect([state, timeline.at(-1)?.note]).toEqual(['silenced', 'Đã có phương án điều phối']);
    await context.close();
  });

  test('interrupts no word: it is told at the edge, and asked once the person is done', async () => {
    const { page, context } = await demo.open('/nguong/01.0004');
    const reason = page.getByLabel('Lý do (bắt buộc)');
    await reason.pressSequentially('Vào mùa mưa, ');
    await context.clearCookies();
    await askAnew(page);
    const told = page.getByRole('status').filter({ hasText: 'Phiên làm việc đã kết thúc' });
    await told.waitFor();
    await page.keyboard.type('giá lên xuống nhiều hơn');
    expect(await again(page).count()).toBe(0);
    expect(await reason.inputValue()).toBe('Vào mùa mưa, giá lên xuống nhiều hơn');
    await told.getByRole('button', { name: 'Đăng nhập' }).click();
    await signInAgain(page);
    await told.waitFor({ state: 'detached' });
    expect(await reason.inputValue()).toBe('Vào mùa mưa, giá lên xuống nhiều hơn');
    await context.close();
  });

  test('loses nothing where the question is put off by Escape, and asks again at the next press', async () => {
    const { page, context } = await demo.open('/nguong/01.0005');
    await page.getByLabel('Ngưỡng Khẩn cấp, %').fill('88');
    await page.getByLabel('Lý do (bắt buộc)').fill('Chờ họp');
    await context.clearCookies();
    await page.getByRole('button', { name: /^Lưu từ/ }).click();
    await again(page).waitFor();
    await page.keyboard.press('Escape');
    await again(page).waitFor({ state: 'detached' });
    expect(await page.getByLabel('Lý do (bắt buộc)').inputValue()).toBe('Chờ họp');
    await page.getByRole('button', { name: /^Lưu từ/ }).click();
    await signInAgain(page);
    await page.getByRole('button', { name: /^Lưu từ/ }).click();
    await page.getByText(/^Đã lưu/).waitFor();
    const { history } = await demo.as('duty')('GET /v1/thresholds', { query: { product: '01.0005' } });
    expect(history).toMatchObject([{ crisis: 88, reason: 'Chờ họp' }]);
    await context.close();
  });

  test('is asked about again by no preview that comes late, after the question was put off', async () => {
    const { page, context } = await demo.open('/nguong/01.0006');
    const { promise: mayAnswer, resolve: answerPreview } = Promise.withResolvers<void>();
    await page.route('**/v1/thresholds?preview=true', async (route) => {
      await mayAnswer;
      await route.continue();
    });
    await context.clearCookies();
    const previewed = page.waitForResponse(/preview=true/);
    await page.getByLabel('Ngưỡng Khẩn cấp, %').fill('88');
    await page.getByLabel('Lý do (bắt buộc)').fill('Chờ họp');
    await page.getByRole('button', { name: /^Lưu từ/ }).click();
    await again(page).waitFor();
    await page.keyboard.press('Escape');
    await again(page).waitFor({ state: 'detached' });
    answerPreview();
    expect((await previewed).status()).toBe(401);
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(await again(page).count()).toBe(0);
    await context.close();
  });

  test('keeps what a ward officer saw at a shop, and sends it once signed in', async () => {
    const { page, context } = await demo.open(`/su-kien/${id}/xac-minh`, PHONE, 'ward');
    const card = page.getByRole('article').first();
    await context.clearCookies();
    await card.getByRole('button', { name: /^Đúng/ }).tap();
    await again(page).waitFor();
    await signInAgain(page, demo.tokenOf('ward'));
    await page.reload();
    await page.getByText('Đã gửi lúc').first().waitFor();
    await context.close();
  });
});

test.each([
  { ...DESKTOP, width: 320 },
  { ...DESKTOP, language: 'en', theme: 'dark' },
] as const)('the question fits and speaks one language: $width $language', async (view) => {
  const opened = await demo.open('/nguong', view);
  await opened.context.clearCookies();
  await askAnew(opened.page);
  const asked = opened.page.getByRole('dialog');
  await asked.waitFor();
  const withoutRefusals = { ...opened, complaints: opened.complaints.filter((text) => !text.includes('401')) };
  expect(await wrongWith(withoutRefusals, view.language)).toEqual([]);
  await opened.page.keyboard.press('Escape');
  await asked.waitFor({ state: 'detached' });
  expect(await wrongWith(withoutRefusals, view.language)).toEqual([]);
  expect(await liesUnderNotice(opened.page)).toBeLessThan(0);
  await opened.context.close();
});
