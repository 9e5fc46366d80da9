/** `node test/web/draw-phone.ts`: draws the pictures of the entry page for docs/retailers.md. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { hanoi } from '#catalog/hanoi.ts';
import { contractClient } from '#contract/client.ts';
import { upToDatePages } from '#infra/local/page-files.ts';
import { startSystem } from '#infra/local/system.ts';
import { BROWSER, FLAGS } from '#support/browser.ts';
import { MORNING } from './demo-morning.ts';
import { aStall } from './entry-stall.ts';

const PICTURES = 'docs/pictures';

const folder = await mkdtemp(join(tmpdir(), 'binh-on-pictures-'));
const system = await startSystem({
  folder,
  catalogue: hanoi,
  clock: () => MORNING,
  gatherMs: 1,
  pages: upToDatePages(),
});
const staff = contractClient({ url: system.url, token: system.staffToken });
const stall = await aStall({ system, as: () => staff });
const browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
const page = await browser.newPage({ baseURL: system.url, viewport: { width: 360, height: 640 } });
await page.goto(await stall.print());
const prices = page.locator('input[name="price"]');
const [first = '', second = ''] = stall.products;
await prices.nth(0).fill(String(stall.priceOf(first) + 500));
await prices.nth(1).fill(String(Math.round((stall.priceOf(second) * 1.4) / 500) * 500));
await page
  .getByRole('button', { name: /^Như trước: / })
  .nth(2)
  .click();
await page.waitForTimeout(1500);
await page.screenshot({ path: `${PICTURES}/phone-entry.png` });
await page.locator('.entry-send').click();
await page.locator('.entry-received').waitFor();
await page.screenshot({ path: `${PICTURES}/phone-done.png` });
await browser.close();
await system.idle();
await system.close();
await rm(folder, { recursive: true });
