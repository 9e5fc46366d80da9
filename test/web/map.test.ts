import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage, PHONE } from './demo-pages.ts';
import { settled } from './settled.ts';

const GOOD = 'bo.0007';
const YESTERDAY = '2026-11-29';
const PAGE = `/ban-do?hang=${GOOD}&ngay=${YESTERDAY}`;

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

const mapOf = (date: string) => demo.as('duty')('GET /v1/map', { query: { product: GOOD, date } });

/** What every tile shows: its ward, its tone, where it is, how wide, and its text. */
interface Shown {
  readonly place: string;
  readonly tone: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly shapes: number;
  readonly text: string;
  readonly label: string;
}

const tilesOn = (page: Page) =>
  page.evaluate<Shown[]>(`[...document.querySelectorAll('[role="gridcell"]')].map((tile) => {
    const box = tile.querySelector('polygon').getBoundingClientRect();
    return {
      place: tile.dataset.place, tone: tile.dataset.state, x: Math.round(box.x), y: Math.round(box.y), width: box.width,
      shapes: tile.querySelectorAll('polygon').length, text: tile.textContent, label: tile.getAttribute('aria-label'),
    };
  })`);

const STEPS: Readonly<Record<string, string>> = { watch: '1', alert: '2', crisis: '3' };

describe('the map of one good', () => {
  test('has a tile for every ward, none over another, toned by the level that the API tells', () =>
    on(PAGE, async ({ page }) => {
      const { items } = await mapOf(YESTERDAY);
      const tiles = await tilesOn(page);
      expect(tiles).toHaveLength(126);
      expect(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(126);
      const told = items.map(({ place, state, direction }) => {
        const step = STEPS[state];
        return [place, step ? `${direction === 'down' ? 'd' : 'u'}${step}` : state];
      });
      expect(Object.fromEntries(tiles.map(({ place, tone }) => [place, tone]))).toEqual(Object.fromEntries(told));
    }));

  test('tells levels by shape and number, not by colour alone', () =>
    on(PAGE, async ({ page }) => {
      const leveled = (await tilesOn(page)).filter(({ tone }) => /^[ud][123]$/.test(tone));
      expect(leveled.length).toBeGreaterThan(0);
      for (const { tone, shapes, text, label } of leveled) {
        expect(shapes).toBe(tone.endsWith('3') ? 1 : 2);
        expect(text).toMatch(/[+−]\d/);
        expect(label).toMatch(/theo dõi|cảnh báo|khẩn cấp/);
      }
    }));

  test('has the same in its table, the worst first, and each ward leads to the good there', () =>
    on(PAGE, async ({ page }) => {
      const { items } = await mapOf(YESTERDAY);
      await page.getByRole('button', { name: 'Hiện cả 126 nơi' }).click();
      const rows = page.locator('.map-table tbody tr');
      expect(await rows.count()).toBe(126);
      const texts = await rows.allTextContents();
      for (const { placeName, percent } of items) {
        const name = placeName.vi.replace(/^(Phường|Xã) /, '');
        const row = texts.find((text) => text.startsWith(name)) ?? '';
        expect(row).toContain(percent?.vi ?? '–');
      }
      await rows.first().getByRole('link').click();
      await page.waitForURL(`**/hang/${GOOD}/*?ngay=${YESTERDAY}`);
      await settled(page);
    }));

  test('shows one ward in words when it is tapped, also beside its middle', () =>
    on(PAGE, async ({ page }) => {
      const tile = page.locator('[data-place="00070"] .tile-face');
      const box = await tile.boundingBox();
      if (!box) throw new Error('Hoàn Kiếm has no tile.');
      await page.mouse.click(box.x + box.width / 2 + 12, box.y + box.height / 2 + 8);
      expect(await page.locator('.map-info').textContent()).toContain('Phường Hoàn Kiếm');
      expect(await page.locator('[data-place="00070"]').getAttribute('aria-selected')).toBe('true');
    }));
});

describe('by keyboard', () => {
  test('arrows go to the neighbour, back again, and Enter opens the ward', () =>
    on(PAGE, async ({ page }) => {
      const focused = () => page.evaluate<string>('document.activeElement.dataset.place');
      expect(await page.locator('[role="gridcell"][tabindex="0"]').count()).toBe(1);
      await page.locator('[data-place="00070"] .tile-face').click();
      expect(await focused()).toBe('00070');
      await page.keyboard.press('ArrowLeft');
      const left = await focused();
      expect(left).not.toBe('00070');
      await page.keyboard.press('ArrowRight');
      expect(await focused()).toBe('00070');
      await page.keyboard.press('ArrowDown');
      const below = await focused();
      expect(below).not.toBe('00070');
      expect(await page.locator('.map-info').textContent()).not.toContain('Phường Hoàn Kiếm');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/hang/${GOOD}/${below}?ngay=${YESTERDAY}`);
    }));
});

describe('on a phone', () => {
  test('the inner city has tiles with names that a finger meets, and the address says so', () =>
    on(
      PAGE,
      async ({ page }) => {
        expect((await tilesOn(page)).length).toBe(126);
        await page.getByRole('radio', { name: 'Nội thành' }).check();
        await page.waitForURL('**vung=noi-thanh*');
        await settled(page);
        const tiles = await tilesOn(page);
        expect(tiles.length).toBeGreaterThan(30);
        expect(tiles.length).toBeLessThan(60);
        for (const { width } of tiles) expect(width).toBeGreaterThanOrEqual(44);
        expect(tiles.find(({ place }) => place === '00070')?.text).toContain('Hoàn');
      },
      PHONE,
    ));
});

describe('the map of all goods', () => {
  test('has each ward’s worst level, and names the good', () =>
    on(`/ban-do?ngay=${YESTERDAY}`, async ({ page }) => {
      const { items } = await demo.as('duty')('GET /v1/places', { query: { date: YESTERDAY } });
      const worst = items.find(({ tile, worst }) => tile && worst);
      if (!worst) throw new Error('The demo has no ward above normal.');
      await page.locator(`[data-place="${worst.id}"] .tile-face`).click();
      const said = await page.locator('.map-info').textContent();
      expect(said).toContain(worst.name.vi);
      expect(said).toContain(worst.worst?.productName.vi);
    }));

  test('keeps the good and the day that were chosen in the address', () =>
    on('/ban-do', async ({ page }) => {
      await page.locator('.map-choices select').first().selectOption(GOOD);
      await page.locator('.map-choices select').last().selectOption(YESTERDAY);
      await settled(page);
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ hang: GOOD, ngay: YESTERDAY });
      expect(await page.getByRole('grid').getAttribute('aria-label')).toContain('Rau muống, ngày 29/11/2026');
    }));
});

test('a failure is told with another try, and the choices stay', () =>
  on('/hang', async ({ page }) => {
    let isDown = true;
    await page.route('**/v1/map*', (route) => (isDown ? route.fulfill({ status: 500, body: '' }) : route.fallback()));
    await page.goto(PAGE);
    await page.getByText('Chưa tải được phần này.').waitFor();
    expect(await page.locator('.map-choices select').first().inputValue()).toBe(GOOD);
    isDown = false;
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.locator('[role="gridcell"]').first().waitFor();
  }));

test('narrowed to a zone it shows the wards of the zone alone', () =>
  on(`${PAGE}&dia-ban=z-ho-tay`, async ({ page }) => {
    expect((await tilesOn(page)).length).toBe(6);
  }));

test('a ward officer has the own ward on it', () =>
  on(
    PAGE,
    async ({ page }) => {
      const { items } = await demo.as('ward')('GET /v1/places');
      expect((await tilesOn(page)).map(({ place }) => place)).toEqual(items.map(({ id }) => id));
    },
    DESKTOP,
    'ward',
  ));
