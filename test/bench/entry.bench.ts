/** How long thirty goods with their stock block a slow phone: typed by a script, with the processor slowed four times. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { hanoi } from '#catalog/hanoi.ts';
import { contractClient } from '#contract/client.ts';
import { upToDatePages } from '#infra/local/page-files.ts';
import { startSystem } from '#infra/local/system.ts';
import { BROWSER, FLAGS } from '#support/browser.ts';
import { MORNING } from '../web/demo-morning.ts';
import { aStall } from '../web/entry-stall.ts';
import { printRow } from './measure.ts';

const SLOWED = 4;
const GOODS = 30;

const folder = await mkdtemp(join(tmpdir(), 'binh-on-entry-'));
const pages = upToDatePages();
const system = await startSystem({ folder, catalogue: hanoi, clock: () => MORNING, gatherMs: 1, pages });
const browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
const staff = contractClient({ url: system.url, token: system.staffToken });
const stall = await aStall({ system, as: () => staff });

const viewport = { width: 360, height: 780 };
const context = await browser.newContext({ baseURL: system.url, viewport, hasTouch: true, isMobile: true });
await context.addInitScript(`
  window.blocked = [];
  new PerformanceObserver((list) => window.blocked.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });
`);
const page = await context.newPage();
const devtools = await context.newCDPSession(page);
await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
const opened = performance.now();
await page.goto(await stall.print());
const prices = page.locator('input[name="price"]');
await prices.nth(GOODS - 1).waitFor();
const openedMs = performance.now() - opened;
await prices.first().focus();
for (let good = 0; good < GOODS; good++) {
  const before = await prices.nth(good).inputValue();
  await page.keyboard.type(String(Number(before.replace(/\D/g, '')) + 500));
  await page.keyboard.press('Enter');
  await page.keyboard.type(String(10 + good));
  await page.keyboard.press('Enter');
}
await page.keyboard.press('Enter');
await page.getByRole('heading', { name: `Đã nhận ${GOODS}/${GOODS}` }).waitFor();
const tasks = await page.evaluate<number[]>('window.blocked');
const blockedMs = tasks.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0);
printRow(
  'thirty goods with stock typed on the entry page, processor slowed four times: blocked in all (opened)',
  `${(blockedMs / 1000).toFixed(2)} s (${(openedMs / 1000).toFixed(1)} s)`,
  'at most 1 s',
);
await browser.close();
await system.idle();
await system.close();
await rm(folder, { recursive: true });
