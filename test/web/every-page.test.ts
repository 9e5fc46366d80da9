import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type DemoPages, demoPages, type View } from './demo-pages.ts';
import { EVERY_PAGE } from './every-page.ts';
import { wrongWith } from './look-over.ts';

/** Any two of width, language and theme stand together in one of these; `npm run look` shows all twelve. */
const VIEWS: readonly View[] = [
  { width: 320, language: 'vi', theme: 'light' },
  { width: 320, language: 'en', theme: 'dark' },
  { width: 768, language: 'vi', theme: 'dark' },
  { width: 768, language: 'en', theme: 'light' },
  { width: 1280, language: 'vi', theme: 'light' },
  { width: 1280, language: 'en', theme: 'dark' },
];

let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

test.each(EVERY_PAGE)(
  '$name fits every width, can be used by all, and speaks one language',
  async ({ path, officer = 'duty' }) => {
    const address = await path(demo.as('duty'));
    const wrong: string[] = [];
    for (const view of VIEWS) {
      const opened = await demo.open(address, view, officer);
      const found = await wrongWith(opened, view.language);
      wrong.push(...found.map((what) => `${view.width} ${view.language} ${view.theme}: ${what}`));
      await opened.context.close();
    }
    expect(wrong).toEqual([]);
  },
);
