import { type Browser, chromium, type Page } from 'playwright-core';
import { BROWSER, FLAGS } from '#support/browser.ts';

/** A page that is visited, and what somebody does on it. */
export interface VisitedPage {
  readonly name: string;
  readonly path: string;
  readonly acts: readonly ((page: Page) => Promise<void>)[];
}

/** What was seen of a page, in milliseconds. */
export interface PageSpeed {
  readonly largestPaint: number;
  /** One for each act. */
  readonly interactions: readonly number[];
}

/** Of a phone of the middle class: its processor is so many times slower than this one. */
const SLOWER = 4;
/** Fast 3G, as page speed is usually measured: 1.6 Mbit/s down, 768 kbit/s up, 150 ms there and back. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 96_000 };
const VIEWPORT = { width: 360, height: 780 };
/** The browser tells of interactions from so many milliseconds on. */
const LEAST_TOLD = 16;

const WATCH = `
  window.seen = { paint: 0, slowest: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.paint = Math.max(seen.paint, entry.startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) seen.slowest = Math.max(seen.slowest, entry.duration);
  }).observe({ type: 'event', durationThreshold: ${LEAST_TOLD}, buffered: true });
`;

/** A browser before one machine, signed in. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: BROWSER, args: FLAGS });
}

/** Visits a page with an empty cache on a slow phone, and does there what somebody would do. */
export async function visit(
  browser: Browser,
  { url, token }: { readonly url: string; readonly token: string },
  at: number,
  { path, acts }: VisitedPage,
): Promise<PageSpeed> {
  const context = await browser.newContext({ baseURL: url, viewport: VIEWPORT, isMobile: true, hasTouch: true });
  try {
    await context.request.post('/session', { data: token, headers: { origin: url } });
    const page = await context.newPage();
    await page.clock.setFixedTime(at);
    await page.addInitScript(WATCH);
    const tools = await context.newCDPSession(page);
    await tools.send('Network.enable');
    await tools.send('Network.emulateNetworkConditions', NETWORK);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const largestPaint = await page.evaluate<number>('seen.paint');
    const interactions: number[] = [];
    for (const act of acts) {
      await page.evaluate('seen.slowest = 0');
      await act(page);
      // What follows an interaction is told a frame or two later.
      await page.waitForTimeout(400);
      interactions.push(Math.max(LEAST_TOLD, await page.evaluate<number>('seen.slowest')));
    }
    return { largestPaint, interactions };
  } finally {
    await context.close();
  }
}
