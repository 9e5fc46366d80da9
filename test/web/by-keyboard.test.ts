import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { DESKTOP, type DemoPages, demoPages } from './demo-pages.ts';
import { settled } from './settled.ts';

let demo: DemoPages;
let id: string;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  id = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());

/** What has the focus: as it is read, where it is, and whether one sees it. */
interface Stop {
  readonly name: string;
  readonly panel: number;
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly isSeen: boolean;
  readonly isOnPage: boolean;
}

const FOCUSED = `(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const shown = focused.matches('input[type=radio], input[type=checkbox]') ? focused.closest('label') ?? focused : focused;
  const box = shown.getBoundingClientRect();
  const rings = [focused, shown, ...focused.children, ...document.querySelectorAll('.tile-chosen')].map((element) => getComputedStyle(element));
  // A browser marks the part of a day that has the focus by itself; a tile has a thick edge in place of a ring.
  const hasRing = ({ outlineStyle, outlineWidth, strokeWidth }) =>
    (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || (focused.closest('[role=grid]') && parseFloat(strokeWidth) >= 2) ||
    focused.matches('input[type=date], input[type=datetime-local]');
  const middle = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 0), innerHeight - 1),
  );
  const panels = [...document.querySelectorAll('header, section, article, nav, form, dialog')];
  return {
    name: (focused.getAttribute('aria-label') ?? focused.textContent ?? focused.tagName).trim().slice(0, 60) || focused.tagName,
    panel: panels.findLastIndex((panel) => panel.contains(focused)),
    column: panels.length,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
    left: box.left,
    isSeen: box.width > 0 && box.height > 0 && rings.some(hasRing),
    isOnPage: box.bottom > 0 && box.top < innerHeight && middle !== null &&
      (shown.contains(middle) || middle.contains(shown) || focused.matches('svg *, [role=gridcell]')),
  };
})()`;

/** Presses Tab through a page, from its beginning until the focus leaves it, and says where it was. */
async function stopsOf(page: Page, most: number): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop | null>(FOCUSED);
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}

/** Presses Tab until something with this text has the focus. */
async function tabTo(page: Page, text: RegExp | string, most = 120): Promise<void> {
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate<string>(
      "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()",
    );
    if (typeof text === 'string' ? name === text : text.test(name)) return;
  }
  throw new Error(`"${text}" is not reached by Tab`);
}

const focusedText = (page: Page) => page.evaluate<string>("document.activeElement?.textContent?.trim() ?? ''");

/** Pages with their most stops that are looked at: a long table has the same again and again. */
const WALKS = [
  ['/', 80],
  ['/su-kien/{id}', 100],
  ['/su-kien/{id}/xac-minh', 60],
  ['/ban-do', 40],
  ['/ket-noi', 80],
  ['/so-lieu', 60],
  ['/nguong/bo.0007', 60],
  ['/nguoi', 60],
  ['/docs?lang=vi', 30],
] as const;

describe('by the keyboard alone', () => {
  test.each(WALKS)('one sees where one is, in the order in which one reads: %s', async (path, most) => {
    const { page, context } = await demo.open(path.replace('{id}', id));
    const stops = await stopsOf(page, most);
    expect(stops.length).toBeGreaterThan(5);
    expect(stops[0]?.name, 'first comes the way past the navigation').toMatch(/^(Tới|Đến) nội dung/);
    expect(stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name)).toEqual([]);
    expect(stops.filter(({ isOnPage }) => !isOnPage).map(({ name }) => name)).toEqual([]);
    // Within a panel nothing lies above what came before it, unless it begins a column to the right.
    const backwards = stops.filter((stop, index) => {
      const before = stops[index - 1];
      if (!before || before.panel !== stop.panel) return false;
      return stop.bottom < before.top && stop.left <= before.left;
    });
    expect(backwards.map(({ name }) => name)).toEqual([]);
    await context.close();
  });

  test('an officer signs in, takes an event over, accepts a supply and notes what has come', async () => {
    const { page, context } = await demo.open('/', DESKTOP, 'nobody');
    await tabTo(page, /^$/);
    await page.keyboard.type(demo.tokenOf('duty'));
    await page.keyboard.press('Enter');
    await page.getByRole('article').first().waitFor();
    await settled(page);
    const { sentence } = await demo.as('duty')('GET /v1/events/{id}', { params: { id } });
    await tabTo(page, sentence.vi);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/su-kien/${id}`);
    await settled(page);
    await tabTo(page, 'Nhận việc');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Nhận việc' }).waitFor({ state: 'detached' });

    await tabTo(page, 'Nhận phương án');
    await page.keyboard.press('Enter');
    const told = page.getByRole('status').filter({ hasText: 'đã nhận' });
    await told.waitFor();
    await expect.poll(() => focusedText(page), { message: 'what came of it is read out' }).toContain('đã nhận');
    await tabTo(page, 'Đã giao…');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'đã ghi số thực giao' }).waitFor();
    const states = (await demo.as('duty')('GET /v1/events/{id}/plan', { params: { id } })).lines.map(
      ({ state }) => state,
    );
    expect(states).toContain('completed');
    await context.close();
  });

  test.each(['Giao việc…', 'Tạm im…', 'Báo động giả…', 'Xong…', 'Từ chối…', 'Đổi số lượng…'])(
    'a dialog holds the focus, and gives it back where it was: %s',
    async (name) => {
      const { page, context } = await demo.open(`/su-kien/${id}`);
      const button = page.getByRole('button', { name, exact: true }).first();
      await button.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      for (let press = 0; press < 12; press++) {
        await page.keyboard.press('Tab');
        const isInside = await page.evaluate<boolean>(
          "document.activeElement === document.body || document.activeElement.closest('dialog') !== null",
        );
        expect(isInside).toBe(true);
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
      await context.close();
    },
  );
});
