import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Manifest } from 'vite';
import { homeScreen } from './home-screen.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** What a first visit may load, in bytes after gzip: a slow phone on a slow network is usable within two seconds. */
const BUDGET = { js: 80 * 1024, css: 12 * 1024 };
/** The entry page is opened on the slowest phones there are, on a market's network. */
const ENTRY_BUDGET = { js: 40 * 1024, css: 12 * 1024 };
const ENTRY_DOCUMENT = 'nhap-gia.html';
/** What a deployment's pages load besides, to sign people in. */
const SIGN_IN = 'sign-in/hosted/hosted-session.ts';
const FRONT = 'index.html';
const LISTED = '.vite/manifest.json';

/** Builds the pages into a folder, which is emptied before. */
export async function buildPages(folder: string, logLevel: 'warn' | 'silent' = 'warn'): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    configFile: false,
    logLevel,
    root: join(PROJECT, 'web'),
    plugins: [homeScreen()],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      manifest: true,
      // Inline scripts, styles and images would need a weaker content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: {
          index: join(PROJECT, 'web', 'index.html'),
          'nhap-gia': join(PROJECT, 'web', 'nhap-gia.html'),
          // Asked for by its name, which must stay: it stands beside the page that it keeps.
          'nhap-gia.sw': join(PROJECT, 'web', 'entry', 'shell-worker.ts'),
        },
        output: {
          entryFileNames: ({ name }) => (name === 'nhap-gia.sw' ? '[name].js' : 'assets/[name]-[hash].js'),
        },
      },
    },
  });
}

/** What one page loads when it is visited first, in bytes after gzip. */
export interface FirstLoad {
  readonly page: string;
  readonly js: number;
  readonly css: number;
}

/** Weighs what each page loads first: the shell with all that it needs, and the page's own chunk. */
export async function weighPages(folder: string): Promise<FirstLoad[]> {
  const manifest = JSON.parse(await readFile(join(folder, LISTED), 'utf8')) as Manifest;
  const pages = Object.keys(manifest).filter((name) => manifest[name]?.isDynamicEntry && name.startsWith('pages/'));
  const loads = [ENTRY_DOCUMENT, ...pages].map(async (page): Promise<FirstLoad> => {
    const named = page === ENTRY_DOCUMENT ? [page] : [FRONT, SIGN_IN, page];
    const files = [...new Set(named.flatMap((name) => filesOf(manifest, name)))];
    const bytes = async (ending: string) => {
      const ofKind = files.filter((file) => file.endsWith(ending));
      const sizes = ofKind.map(async (file) => gzipSync(await readFile(join(folder, file)), { level: 9 }).length);
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    };
    return { page: page.replace(/^pages\//, ''), js: await bytes('.js'), css: await bytes('.css') };
  });
  return (await Promise.all(loads)).toSorted((a, b) => b.js - a.js);
}

function filesOf(manifest: Manifest, name: string, seen = new Set<string>()): string[] {
  const chunk = manifest[name];
  if (!chunk || seen.has(name)) return [];
  seen.add(name);
  const imported = (chunk.imports ?? []).flatMap((other) => filesOf(manifest, other, seen));
  return [chunk.file, ...(chunk.css ?? []), ...imported];
}

function inKilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1).padStart(6);
}

if (import.meta.main) {
  const folder = join(PROJECT, 'dist', 'web');
  await buildPages(folder);
  const loads = await weighPages(folder);
  process.stdout.write('First load, KB after gzip\n    js    css  page\n');
  for (const { page, js, css } of loads) {
    process.stdout.write(`${inKilobytes(js)} ${inKilobytes(css)}  ${page}\n`);
  }
  process.stdout.write(`${inKilobytes(BUDGET.js)} ${inKilobytes(BUDGET.css)}  at most\n`);
  process.stdout.write(
    `${inKilobytes(ENTRY_BUDGET.js)} ${inKilobytes(ENTRY_BUDGET.css)}  at most, ${ENTRY_DOCUMENT}\n`,
  );
  await writeFile(join(folder, 'first-load.json'), `${JSON.stringify(loads, null, 2)}\n`);
  const over = loads.filter(({ page, js, css }) => {
    const most = page === ENTRY_DOCUMENT ? ENTRY_BUDGET : BUDGET;
    return js > most.js || css > most.css;
  });
  if (over.length > 0) {
    process.stderr.write(`Over the budget: ${over.map(({ page }) => page).join(', ')}\n`);
    process.exitCode = 1;
  }
}
