import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { FIGURES } from '#domain/figures.ts';
import { TODAY } from './demo-morning.ts';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage, PHONE } from './demo-pages.ts';
import { settled } from './settled.ts';

const GOOD = 'bo.0007';
const CITY = '01';
const WARD = '00004';
const YESTERDAY = '2026-11-29';
const PAGE = `/hang/${GOOD}/${CITY}`;
const SERIES = '**/v1/market/*/*';
const SHOPS = '**/v1/market/*/*/stores*';

let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

/** Opens the page, and closes its window afterwards. */
async function on(
  path: string,
  look: (opened: OpenedPage) => Promise<void>,
  view = DESKTOP,
  officer: 'duty' | 'ward' = 'duty',
): Promise<void> {
  const opened = await demo.open(path, view, officer);
  try {
    await look(opened);
  } finally {
    await opened.context.close();
  }
}

const seriesOf = (day: string, days = 60) => {
  const from = new Date(Date.parse(day) - (days - 1) * 86_400_000).toISOString().slice(0, 10);
  return demo.as('duty')('GET /v1/market/{place}/{product}', {
    params: { place: CITY, product: GOOD },
    query: { from, to: day },
  });
};

const shopsOf = (date: string) =>
  demo.as('duty')('GET /v1/market/{place}/{product}/stores', {
    params: { place: CITY, product: GOOD },
    query: { date, limit: 200 },
  });

const isShop = ({ channel, priceType }: { readonly channel: string; readonly priceType?: string }) =>
  priceType !== 'wholesale' && channel !== 'wholesale' && channel !== 'producer';

const rowsOf = (page: Page, table: string) => page.locator(`${table} tbody tr`);

describe('a good in a place', () => {
  test('is named with its place, and its chart says in words what it shows', () =>
    on(PAGE, async ({ page }) => {
      expect(await page.locator('h1').textContent()).toMatch(/^Rau muống\s· Thành phố Hà Nội$/);
      const chart = page.getByRole('img', { name: /Biểu đồ giá bán lẻ, đ\/.+ từ 02\/10\/2026 đến 30\/11\/2026/ });
      expect(await chart.count()).toBe(1);
      expect(await chart.locator('.price-median').getAttribute('d')).toMatch(/^M/);
      expect(await chart.locator('.price-ribbon').getAttribute('d')).toMatch(/^M/);
      expect(await chart.getByText(/^quen thuộc/).count()).toBe(1);
    }));

  test('has the same days in the table below the chart, each with its own numbers', () =>
    on(`${PAGE}?ngay=${YESTERDAY}`, async ({ page }) => {
      const { items } = await seriesOf(YESTERDAY);
      await page.getByText('Bảng số theo ngày').click();
      const rows = rowsOf(page, '.price-table table');
      expect(await rows.count()).toBe(items.length);
      const shown = await rows.first().textContent();
      expect(shown).toContain('29/11/2026');
      const median = items.at(-1)?.retail?.median ?? 0;
      expect(shown).toContain(FIGURES.vi.number(Number(median.toPrecision(4))));
    }));

  test('says the change of the middle shop, which can be found in the table of shops', () =>
    on(`${PAGE}?ngay=${YESTERDAY}`, async ({ page }) => {
      const { items } = await shopsOf(YESTERDAY);
      const changes = items
        .filter(({ state, priceType, doubt }) => state === 'reported' && priceType === 'retail' && !doubt)
        .flatMap(({ changePct }) => (changePct === undefined ? [] : [changePct]))
        .toSorted((a, b) => a - b);
      const middle = [Math.floor, Math.ceil]
        .map((round) => changes[round((changes.length + 1) / 2) - 1] ?? Number.NaN)
        .toSorted((a, b) => Math.abs(a) - Math.abs(b))[0];
      const { effectiveThresholds } = (await seriesOf(YESTERDAY)).items.at(-1) ?? {};
      const thresholds = effectiveThresholds ? Object.values(effectiveThresholds) : [];
      const said = await page.locator('.goods-figure').first().textContent();
      expect(said).toBe(FIGURES.vi.headline(middle ?? Number.NaN, thresholds));
    }));

  test('is provisional in the morning, and a day before is closed or says who is missing', async () => {
    await on(PAGE, async ({ page }) => {
      expect(await page.locator('.goods-state .figure-tag').first().textContent()).toMatch(/Tạm tính|Số cũ/);
    });
    await on(`${PAGE}?ngay=${YESTERDAY}`, async ({ page }) => {
      expect(await page.locator('.goods-state .figure-tag').textContent()).toMatch(/Đã chốt|Một phần/);
      expect(await page.locator('.price-point-open').count()).toBe(0);
    });
  });
});

describe('the prices of the shops', () => {
  test('have the shop that rose most first, and wholesale apart from shops', () =>
    on(`${PAGE}?ngay=${YESTERDAY}`, async ({ page }) => {
      const { items } = await shopsOf(YESTERDAY);
      const [risen] = items.filter(isShop).toSorted((a, b) => (b.changePct ?? -100) - (a.changePct ?? -100));
      const first = await rowsOf(page, '.goods-shops').first().textContent();
      expect(first).toContain(risen?.storeName);
      expect(first).toContain(FIGURES.vi.headline(risen?.changePct ?? Number.NaN));
      const wholesale = items.filter((row) => !isShop(row));
      const apart = page.locator('.goods-apart');
      expect(await apart.count()).toBe(wholesale.length > 0 ? 1 : 0);
      if (wholesale.length > 0) {
        expect(await apart.textContent()).toBe(`Bán buôn và nơi sản xuất (${wholesale.length})`);
      }
    }));

  test('have the stock that ends soonest first at the first press, and the page stays where it is', () =>
    on(`${PAGE}?ngay=${YESTERDAY}`, async ({ page }) => {
      const { items } = await shopsOf(YESTERDAY);
      const covers = items.filter(isShop).flatMap(({ coverDays }) => (coverDays === undefined ? [] : [coverDays]));
      const header = page.getByRole('columnheader', { name: /^Đủ bán/ }).first();
      await page.getByRole('button', { name: /^Hiện cả/ }).click();
      const heading = page.locator('.goods-shops').getByRole('button', { name: /^Đủ bán/ });
      await heading.scrollIntoViewIfNeeded();
      const before = await page.evaluate<number>('scrollY');
      await heading.click();
      expect(await header.getAttribute('aria-sort')).not.toBe('descending');
      expect(await rowsOf(page, '.goods-shops').first().textContent()).toContain(FIGURES.vi.days(Math.min(...covers)));
      expect(await page.evaluate<number>('scrollY')).toBe(before);
    }));

  test('say how many have less than a day of stock and who runs out first, and lead to those rows', () =>
    on(`${PAGE}?ngay=${YESTERDAY}`, async ({ page }) => {
      const { items } = await shopsOf(YESTERDAY);
      const ending = items
        .filter((row) => isShop(row) && row.state === 'reported' && (row.coverDays ?? 9) < 1)
        .toSorted((a, b) => (a.coverDays ?? 0) - (b.coverDays ?? 0));
      const line = page.locator('.goods-ending');
      expect(await line.count()).toBe(ending.length > 0 ? 1 : 0);
      if (ending.length === 0) return;
      expect(await line.textContent()).toContain(`${ending.length} điểm còn dưới 1 ngày hàng`);
      expect(await line.textContent()).toContain(`hết trước: ${ending[0]?.storeName}`);
      await line.getByRole('button').click();
      expect(await rowsOf(page, '.goods-shops').first().textContent()).toContain(ending[0]?.storeName);
    }));

  test('show the shop that a link names, and of which day each figure is', () =>
    on('/hang', async ({ page }) => {
      const { items } = await shopsOf(YESTERDAY);
      const wanted = items.findLast((row) => isShop(row));
      await page.goto(`${PAGE}?ngay=${YESTERDAY}&diem=${wanted?.retailer}/${wanted?.store}`);
      await settled(page);
      expect(await page.locator('.goods-wanted').first().textContent()).toContain(wanted?.storeName);
      const details = await page.locator('.goods-figures dd.note').allTextContents();
      expect(details.filter((text) => text.includes('số liệu 29/11')).length).toBeGreaterThan(1);
    }));

  test('say since when there are figures where a year is asked for', () =>
    on(`${PAGE}?ngay=${YESTERDAY}&so-ngay=365`, async ({ page }) => {
      expect(await page.getByText(/Số liệu có từ \d\d\/\d\d\/2026; trước ngày này chưa có số\./).count()).toBe(1);
    }));

  test('are sorted by a column with the keyboard, and all of them can be shown', () =>
    on(`${PAGE}?ngay=${YESTERDAY}`, async ({ page }) => {
      const { items } = await shopsOf(YESTERDAY);
      const header = page.getByRole('columnheader', { name: /^Giá 29\/11/ });
      await header.getByRole('button').focus();
      await page.keyboard.press('Enter');
      expect(await header.getAttribute('aria-sort')).toBe('descending');
      await page.keyboard.press('Enter');
      expect(await header.getAttribute('aria-sort')).toBe('ascending');
      await page.getByRole('button', { name: /^Hiện cả/ }).click();
      const rows = rowsOf(page, '.goods-shops');
      const isApart = items.some((row) => !isShop(row));
      expect(await rows.count()).toBe(items.length + (isApart ? 1 : 0));
      const prices = items.filter(isShop).flatMap(({ price }) => (price === undefined ? [] : [price]));
      expect(await rows.first().textContent()).toContain(FIGURES.vi.number(Math.min(...prices)));
    }));

  test('fail by themselves, and are asked for again', () =>
    on('/hang', async ({ page }) => {
      let isDown = true;
      await page.route(SHOPS, (route) => (isDown ? route.fulfill({ status: 503, body: '' }) : route.fallback()));
      await page.goto(PAGE);
      await page.getByText('Chưa tải được phần này.').waitFor();
      expect(await page.locator('.price-median').count()).toBe(1);
      isDown = false;
      await page.getByRole('button', { name: 'Thử lại' }).click();
      await page.locator('.goods-shops').waitFor();
    }));

  test('stay where the prices by day fail', () =>
    on('/hang', async ({ page }) => {
      await page.route(SERIES, (route) => route.fulfill({ status: 500, body: '' }));
      await page.goto(PAGE);
      await page.locator('.goods-shops').waitFor();
      await page.getByText('Chưa tải được phần này.').first().waitFor();
      expect(await page.locator('h1').count()).toBe(1);
    }));
});

describe('the address', () => {
  test('holds good, place, day and how many days, and shows the same to who opens it', () =>
    on(PAGE, async ({ page }) => {
      await page.getByRole('radio', { name: '1 năm' }).check();
      await page.locator('.goods-choices select').selectOption(YESTERDAY);
      await page.locator('.goods-controls select').selectOption(WARD);
      await settled(page);
      const address = page.url();
      expect(address).toMatch(/\/hang\/bo\.0007\/00004\?/);
      expect(Object.fromEntries(new URL(address).searchParams)).toEqual({ 'so-ngay': '365', ngay: YESTERDAY });
      await page.reload();
      await settled(page);
      expect(await page.locator('h1').textContent()).toMatch(/Phường Ba Đình$/);
      expect(await page.getByRole('img', { name: /từ 30\/11\/2025 đến 29\/11\/2026/ }).count()).toBe(1);
      await page.goBack();
      await settled(page);
      expect(await page.locator('h1').textContent()).toMatch(/Thành phố Hà Nội$/);
    }));

  test('of a place that is not the reader’s says so', () =>
    on(
      PAGE,
      async ({ page }) => {
        expect(await page.getByText(/Không tìm thấy\.|Không có quyền xem\./).count()).toBeGreaterThan(0);
        expect(await page.locator('.price-median').count()).toBe(0);
      },
      DESKTOP,
      'ward',
    ));
});

test('the chart is taken away as a picture', () =>
  on(PAGE, async ({ page }) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Lấy ảnh: Rau muống/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`gia-theo-ngay-${GOOD}-thanh-pho-ha-noi-2026-10-02-${TODAY}.png`);
    const picture = await readFile(await download.path());
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.length).toBeGreaterThan(15_000);
  }));

test('all shops are taken away as a file, not only the rows that are shown', () =>
  on(`${PAGE}?ngay=${YESTERDAY}`, async ({ page }) => {
    const { items } = await shopsOf(YESTERDAY);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Lấy CSV: Giá các điểm bán' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`gia-diem-ban-${GOOD}-thanh-pho-ha-noi-${YESTERDAY}.csv`);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(items.length + 1);
  }));

test('what was loaded stays when the network is gone', () =>
  on(PAGE, async ({ page, context }) => {
    await context.setOffline(true);
    await page.getByText('Mất mạng.').first().waitFor();
    expect(await page.locator('.price-median').count()).toBe(1);
    expect(await rowsOf(page, '.goods-shops').count()).toBeGreaterThan(0);
  }));

test('on a phone a month is shown, and each shop has two lines: its name with channel and usual price, then figures', () =>
  on(
    `${PAGE}?ngay=${YESTERDAY}`,
    async ({ page }) => {
      expect(await page.getByRole('img', { name: /từ 31\/10\/2026/ }).count()).toBe(1);
      const first = rowsOf(page, '.goods-shops').first();
      expect(await first.getByText(/quen thuộc/).isVisible()).toBe(true);
      expect(await first.locator('td:visible').count()).toBe(3);
      const name = await first.locator('th').boundingBox();
      const price = await first.locator('td:visible').first().boundingBox();
      expect(name?.width).toBeGreaterThan(280);
      expect(price?.y).toBeGreaterThanOrEqual((name?.y ?? 0) + (name?.height ?? 0) - 1);
    },
    PHONE,
  ));

describe('without a good', () => {
  test('all goods stand there, the worst first, and are found without diacritics', () =>
    on('/hang', async ({ page }) => {
      const { products } = await demo.as('duty')('GET /v1/market/{place}', { params: { place: CITY } });
      expect(await rowsOf(page, '.goods-list').count()).toBe(products.length);
      await page.getByRole('searchbox').fill('rau muong');
      expect(await rowsOf(page, '.goods-list').count()).toBe(1);
      await page.getByRole('link', { name: 'Rau muống' }).click();
      await page.waitForURL(`**${PAGE}`);
      await settled(page);
    }));

  test('a ward officer sees the goods of the own ward', () =>
    on(
      '/hang',
      async ({ page }) => {
        const { items } = await demo.as('ward')('GET /v1/places');
        expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe(`Mặt hàng ở ${items[0]?.name.vi}`);
      },
      DESKTOP,
      'ward',
    ));
});
