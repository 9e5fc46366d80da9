import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { loadScenario } from '#infra/local/scenarios.ts';
import { startSystem } from '#infra/local/system.ts';
import { MORNING, TODAY } from './demo-morning.ts';
import { DESKTOP, type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { wrongWith } from './look-over.ts';

let folder: string;
let city: DemoPages;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-empty-'));
  const system = await startSystem({ folder, catalogue: hanoi, clock: () => MORNING, gatherMs: 1 });
  await loadScenario('empty', system, hanoi, TODAY, { tell: () => undefined });
  await system.idle();
  await system.close();
  city = await demoPages(folder);
});
afterAll(async () => {
  await city?.close();
  await rm(folder, { recursive: true });
});

/** Each page with what it says where there is nothing. */
const PAGES = [
  ['/', /Không có biến động bất thường/],
  ['/hang', /./],
  ['/hang/bo.0007/01', /./],
  ['/ban-do?hang=bo.0007', /./],
  ['/ket-noi', /Không có phương án nào chờ/],
  ['/so-lieu', /./],
  ['/nguong/bo.0007', /Ngưỡng/],
  ['/co-so', /Đăng ký đơn vị…/],
  ['/nguoi', /Thêm người…/],
  ['/nhat-ky', /./],
] as const;

const VIEWS = [DESKTOP, { ...PHONE, width: 320, language: 'en', theme: 'dark' }] as const;

test.each(PAGES)('a city in which nobody has reported yet has nothing wrong with it: %s', async (path, words) => {
  // Every other page is looked at as a phone shows it, in the other language.
  const view = VIEWS[PAGES.findIndex(([one]) => one === path) % VIEWS.length] ?? DESKTOP;
  const opened = await city.open(path, view);
  if (view.language === 'vi') expect(await opened.page.locator('main').textContent()).toMatch(words);
  expect(await opened.page.locator('.failed').count()).toBe(0);
  expect(await wrongWith(opened, view.language)).toEqual([]);
  await opened.context.close();
});
