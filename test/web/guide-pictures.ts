/**
 * `npm run pictures`: draws the pictures of docs/officers.md and docs/officers.vi.md, and that of the README, from the demo
 * as it is on one morning. Each is a part of a page as a person sees it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { LANGUAGES, type Language } from '#domain/language.ts';
import { type DemoPages, demoPages, type Officer, type View } from './demo-pages.ts';
import { loadDemo } from './load-demo.ts';
import { settled } from './settled.ts';

const FOLDER = join('docs', 'pictures', 'officers');
const QUALITY = 82;
const GOOD = 'bo.0007';
const WARD = '00004';

interface GuidePicture {
  readonly name: string;
  readonly officer: Officer;
  readonly width: View['width'];
  /** How much of the page is shown, from its top. */
  readonly height: number;
  readonly path: (event: string) => string;
  readonly before?: (page: Page) => Promise<void>;
}

const PICTURES: readonly GuidePicture[] = [
  { name: 'morning', officer: 'duty', width: 1280, height: 620, path: () => '/' },
  { name: 'event', officer: 'duty', width: 1280, height: 660, path: (event) => `/su-kien/${event}` },
  {
    name: 'verify',
    officer: 'ward',
    width: 360,
    height: 660,
    path: (event) => `/su-kien/${event}/xac-minh?dia-ban=${WARD}`,
  },
  { name: 'supply', officer: 'duty', width: 1280, height: 560, path: () => '/ket-noi' },
  {
    name: 'thresholds',
    officer: 'duty',
    width: 1280,
    height: 640,
    path: () => `/nguong/${GOOD}`,
    before: async (page) => {
      await page.locator('.thresholds-stepper input').first().fill('25');
      await page.locator('.thresholds-stepper input').first().blur();
      await settled(page);
      await page.locator('.thresholds-of-others').waitFor({ state: 'detached' });
    },
  },
  { name: 'silent', officer: 'duty', width: 1280, height: 560, path: () => '/so-lieu' },
];

async function draw(demo: DemoPages, picture: GuidePicture, event: string, language: Language): Promise<void> {
  const { width, height, officer, before } = picture;
  const opened = await demo.open(picture.path(event), { width, language, theme: 'light' }, officer);
  await before?.(opened.page);
  await opened.page.setViewportSize({ width, height });
  const screen = await opened.context.newCDPSession(opened.page);
  const { data } = await screen.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  const bytes = Buffer.from(data, 'base64');
  const file = join(FOLDER, `${picture.name}.${language}.webp`);
  await writeFile(file, bytes);
  process.stdout.write(`${file}: ${Math.ceil(bytes.length / 1024)} KB\n`);
  await opened.context.close();
}

await mkdir(FOLDER, { recursive: true });
const demo = await demoPages(await loadDemo());
const { items } = await demo.as('duty')('GET /v1/events', { query: { limit: 1 } });
for (const picture of PICTURES) {
  for (const language of LANGUAGES) await draw(demo, picture, items[0]?.id ?? '', language);
}
await demo.close();
