import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';
import { settled } from './settled.ts';

let demo: DemoPages;
let id: string;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  id = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());
afterEach(() => opened?.context.close());

/** Every page that asks, with what it asks for first. */
const PAGES = [
  ['/', '/v1/today'],
  ['/su-kien/{id}', '/v1/events/'],
  ['/su-kien/{id}', '/plan'],
  ['/su-kien/{id}', '/shops'],
  ['/su-kien/{id}/xac-minh', '/shops'],
  ['/hang', '/v1/market/'],
  ['/hang/bo.0007/01', '/v1/market/01/bo.0007?'],
  ['/hang/bo.0007/01', '/stores'],
  ['/ban-do?hang=bo.0007', '/v1/map'],
  ['/ket-noi', '/plan'],
  ['/so-lieu', '/v1/coverage?'],
  ['/so-lieu', '/v1/doubts'],
  ['/nguong', '/v1/thresholds'],
  ['/nguong/bo.0007', 'preview=true'],
  ['/co-so', '/v1/retailers'],
  ['/nguoi', '/v1/people?'],
  ['/nguoi?phan=lich-truc', '/v1/desk'],
  ['/nhat-ky', '/v1/audit'],
] as const;

/** A page that is open before its answers are tampered with. */
async function openBeside(path: string, view = DESKTOP) {
  opened = await demo.open('/them', view);
  return { ...opened, address: path.replace('{id}', id) };
}
const isAsked = (part: string) => (url: URL) => url.pathname.startsWith('/v1/') && url.href.includes(part);

/** What is wrong, but for what the browser says of the answers that were made up. */
async function wrongBut(status: number): Promise<string[]> {
  if (!opened) return [];
  const complaints = opened.complaints.filter((text) => !text.includes(`${status}`));
  return wrongWith({ ...opened, complaints }, 'vi');
}

describe('a page whose answers', () => {
  test.each(PAGES)('are slow shows that they come; and are refused, whose they are: %s %s', async (path, part) => {
    const { page, address } = await openBeside(path);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(isAsked(part), async (route) => {
      await released;
      await route.fulfill({ status: 403, json: { code: 'not-your-place' } });
    });
    await page.goto(address);
    await page.locator('.loading').first().waitFor();
    expect(await page.locator('h1').count()).toBe(1);
    release();
    const said = page.locator('.failed').filter({ hasText: 'Không có quyền xem.' }).first();
    await said.waitFor();
    expect(await said.getByRole('button', { name: 'Thử lại' }).count(), 'another try would be refused, too').toBe(0);
    await settled(page);
    expect(await wrongBut(403)).toEqual([]);
  });

  // What is asked for again is the same for every page: a route that reads, one that previews, and one that pages.
  test.each(PAGES.filter((_, index) => index % 6 === 0))(
    'are too many at once are asked for again by itself, then by a press: %s %s',
    async (path, part) => {
      const { page, address } = await openBeside(path);
      let asked = 0;
      let isBusy = true;
      await page.route(isAsked(part), (route) => {
        asked++;
        return isBusy ? route.fulfill({ status: 429, json: { message: 'Too Many Requests' } }) : route.fallback();
      });
      await page.goto(address);
      const said = page.locator('.failed').filter({ hasText: 'Hệ thống đang bận.' }).first();
      await said.waitFor();
      expect(asked).toBeGreaterThan(1);
      isBusy = false;
      await said.getByRole('button', { name: 'Thử lại' }).click();
      await said.waitFor({ state: 'detached' });
      await settled(page);
    },
  );
});

describe('an act that', () => {
  const ACTS = [
    [403, { code: 'not-your-place', detail: 'Địa bàn này không do anh/chị phụ trách.', requestId: 'x' }, /phụ trách/],
    [409, { code: 'acted-meanwhile', detail: 'Lê Thu Trang đã nhận việc này lúc 06:09.', requestId: 'x' }, /Trang/],
    [429, { message: 'Too Many Requests' }, /đang bận, chưa ghi được/],
    [500, {}, /Chưa ghi được/],
  ] as const;

  test.each(ACTS)('is answered %i says why in words, and keeps what was typed', async (status, json, words) => {
    const { page, address } = await openBeside('/su-kien/{id}');
    await page.route('**/silence', (route) => route.fulfill({ status, json }));
    await page.goto(address);
    await page.getByRole('button', { name: 'Tạm im…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Đang chờ hàng về');
    await dialog.getByRole('button', { name: 'Tạm im', exact: true }).click();
    expect(await dialog.getByRole('alert').textContent()).toMatch(words);
    expect(await dialog.getByLabel('Lý do').inputValue()).toBe('Đang chờ hàng về');
    expect(await wrongBut(status)).toEqual([]);
    await page.unroute('**/silence');
    expect((await demo.as('duty')('GET /v1/events/{id}', { params: { id } })).state).toBe('open');
  });
});

describe('without a network', () => {
  test.each(['/', '/so-lieu', '/ket-noi', '/ban-do', '/nguong/bo.0007'])(
    'what was loaded stays, and is said to be of before: %s',
    async (path) => {
      opened = await demo.open(path);
      const { page, context } = opened;
      const before = await page.locator('main').textContent();
      await context.setOffline(true);
      const told = page.getByRole('status').filter({ hasText: 'Mất mạng.' });
      await told.waitFor();
      expect(await told.textContent()).toContain('Số đang xem là số đã tải');
      expect(await page.locator('main').textContent()).toBe(before);
      await context.setOffline(false);
      await told.waitFor({ state: 'detached' });
      await settled(page);
      expect(await page.locator('.failed').count()).toBe(0);
    },
  );
});
