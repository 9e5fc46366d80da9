import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { demoPages } from './demo-pages.ts';
import { EVERY_PAGE, EVERY_VIEW } from './every-page.ts';
import { loadDemo } from './load-demo.ts';
import { wrongWith } from './look-over.ts';

const FOLDER = 'dist/look';
const wanted = process.argv.slice(2);

/** Keeps a picture of every page in every view, and says what is wrong: `npm run look [-- page ...]`. */
await mkdir(FOLDER, { recursive: true });
const demo = await demoPages(await loadDemo());
for (const { name, path, officer = 'duty', isReference } of EVERY_PAGE.filter(
  (page) => wanted.length === 0 || wanted.includes(page.name),
)) {
  for (const view of EVERY_VIEW) {
    const address = await path(demo.as('duty'), view.language);
    const opened = await demo.open(address, view, officer);
    const file = join(FOLDER, `${name}-${view.width}-${view.language}-${view.theme}.png`);
    await opened.page.screenshot({ path: file, fullPage: true });
    const wrong = await wrongWith(opened, view.language, isReference);
    process.stdout.write(`${[file, ...wrong].join('\n  ')}\n`);
    if (wrong.length > 0) process.exitCode = 1;
    await opened.context.close();
  }
}
await demo.close();
