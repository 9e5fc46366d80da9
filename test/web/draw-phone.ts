/** `node test/web/draw-phone.ts`: draws the pictures of the entry page for docs/retailers.md. */
import { demoPages, PHONE } from './demo-pages.ts';
import { aStall, scan } from './entry-stall.ts';
import { loadDemo } from './load-demo.ts';

const PICTURES = 'docs/pictures';

const demo = await demoPages(await loadDemo());
const stall = await aStall(demo);
const { page } = await scan(demo, await stall.print(), PHONE);
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
await demo.close();
