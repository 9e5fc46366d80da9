import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Manifest } from 'vite';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** What a first visit may load, in bytes after gzip: a slow phone on a slow network is usable within two seconds. */
const BUDGET = { js: 80 * 1024, css: 12 * 1024 };
/** What a deployment's pages load besides, to sign people in. */
const SIGN_IN = 'sign-in/hosted/hosted-session.ts';
const LISTED = '.vite/manifest.json';

/** Builds the pages into a folder, which is emptied before. */
export async function buildPages(folder: string, logLevel: 'warn' | 'silent' = 'warn'): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    configFile: false,
    logLevel,
    root: join(PROJECT, 'web'),
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      manifest: true,
      // Inline scripts, styles and images would need a weaker content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
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
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
  if (entry === undefined) throw new Error('The build has no entry.');
  const pages = Object.keys(manifest).filter((name) => manifest[name]?.isDynamicEntry && name.startsWith('pages/'));
  const loads = pages.map(async (page): Promise<FirstLoad> => {
    const files = [...new Set([entry, SIGN_IN, page].flatMap((name) => filesOf(manifest, name)))];
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
  await writeFile(join(folder, 'first-load.json'), `${JSON.stringify(loads, null, 2)}\n`);
  const over = loads.filter(({ js, css }) => js > BUDGET.js || css > BUDGET.css);
  if (over.length > 0) {
    process.stderr.write(`Over the budget: ${over.map(({ page }) => page).join(', ')}\n`);
    process.exitCode = 1;
  }
}
