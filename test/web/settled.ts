import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page, Request } from 'playwright-core';

/** How many requests of a window are without an answer. */
const waiting = new WeakMap<BrowserContext, Set<Request>>();

/** So long nothing was asked, and the last answer is on the page. */
const QUIET_MS = 40;
const TICK_MS = 10;
const PATIENCE_MS = 30_000;

/** Notes what a window asks for from now on, so that it is known when all has come. */
export function watchRequests(context: BrowserContext): void {
  const open = new Set<Request>();
  waiting.set(context, open);
  context.on('request', (request) => open.add(request));
  context.on('requestfinished', (request) => open.delete(request));
  context.on('requestfailed', (request) => open.delete(request));
}

/** Waits until a page shows what it has asked for. */
export async function settled(page: Page): Promise<void> {
  const open = waiting.get(page.context());
  if (!open) throw new Error('Nobody has watched what this window asks for.');
  const until = Date.now() + PATIENCE_MS;
  await page.locator('h1').first().waitFor();
  while (Date.now() < until) {
    while (open.size > 0 && Date.now() < until) await sleep(TICK_MS);
    await sleep(QUIET_MS);
    if (open.size > 0) continue;
    // What came is drawn by the second frame; what it asks for in its turn is noted by then.
    const isStill = await page.evaluate<boolean>(`new Promise((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(() =>
        resolve(document.querySelector('h1') !== null && document.querySelector('.loading') === null))))`);
    if (isStill && open.size === 0) return;
  }
  const asked = [...open].map((request) => `${request.method()} ${request.url()}`);
  throw new Error(`The page is still loading: ${asked.join(', ') || 'it asks for nothing'}`);
}
