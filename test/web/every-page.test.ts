import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type DemoPages, demoPages } from './demo-pages.ts';
import { PAGES_IN_PAIRS } from './every-page.ts';
import { wrongWith } from './look-over.ts';

let demo: DemoPages;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
});
afterAll(() => demo?.close());

test.each(PAGES_IN_PAIRS)(
  '$name fits every width, can be used by all, and speaks one language',
  async ({ path, officer = 'duty', isReference, views }) => {
    const wrong: string[] = [];
    for (const view of views) {
      const opened = await demo.open(await path(demo.as('duty'), view.language), view, officer);
      const found = await wrongWith(opened, view.language, isReference);
      wrong.push(...found.map((what) => `${view.width} ${view.language} ${view.theme}: ${what}`));
      await opened.context.close();
    }
    expect(new Set(views.map(({ width }) => width))).toEqual(new Set([320, 768, 1280]));
    expect(wrong).toEqual([]);
  },
);
