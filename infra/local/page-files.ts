import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(PROJECT, 'dist', 'pages');
/** What the pages are made of: with the same of it, the same is built. */
const SOURCES = [
  'web/**/*',
  'shared/domain/*.ts',
  'shared/contract/client.ts',
  'infra/pages/*.ts',
  'package-lock.json',
];

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** A file of the built pages, as it is sent. */
export interface PageFile {
  readonly contentType: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
}

/** The built pages by their path, such as `/assets/shell-1a2b3c.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/**
 * The pages as they are now, built first where they are missing or older than their sources. They are held in memory, so
 * that a later build takes nothing from who looks at this one.
 */
export async function upToDatePages(): Promise<PageFiles> {
  const folder = join(BUILT, stampOf());
  const isBuilt = await readdir(folder).then(
    () => true,
    () => false,
  );
  if (!isBuilt) await buildInto(folder);
  return readPages(folder);
}

/** Builds beside the folder and puts it there as a whole: another start may build the same at this moment. */
async function buildInto(folder: string): Promise<void> {
  const { buildPages } = await import('../pages/build-pages.ts');
  const unfinished = `${folder}.${process.pid}`;
  await buildPages(unfinished, 'silent');
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
}

/** The built pages of a folder, without what the build notes for itself. */
export async function readPages(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const served = files.filter((file) => !file.startsWith(join(folder, '.vite')));
  return new Map(
    await Promise.all(
      served.map(async (file): Promise<[string, PageFile]> => {
        const body = await readFile(file);
        const contentType = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
        return [file.slice(folder.length), { contentType, body, gzipped: gzipSync(body) }];
      }),
    ),
  );
}

/** A name for what the sources say now. */
function stampOf(): string {
  const entries = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: PROJECT, withFileTypes: true }));
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file.slice(PROJECT.length)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
