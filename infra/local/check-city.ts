/**
 * `npm run check-city -- DIR [--write-tiles]`: reads the files of a city (docs/another-city.md) and prints what is
 * wrong, one line each with file, entry and member; exit code 1 where something is, 2 where no folder is named. With
 * `--write-tiles` it keeps the tiles of the map beside them, so that a deployment carries them.
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CatalogueError } from '#catalog/load.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { asksForHelp, showUsage } from '../command-options.ts';
import { readCity } from './read-city.ts';

const USAGE = 'Usage: npm run check-city -- DIR [--write-tiles]';

const { folder, writesTiles } = readCommand();
try {
  const catalogue = await readCity(resolve(folder));
  process.stdout.write(`${summaryOf(catalogue)}\n`);
  if (writesTiles) await writeTiles(catalogue);
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  process.stdout.write(`${error.problems.map((problem) => `${problem}\n`).join('')}`);
  process.exitCode = 1;
}

function summaryOf({ city, places, products, lunarYears }: Catalogue): string {
  const kinds = Map.groupBy(places.values(), ({ kind }) => kind);
  const counts = [...kinds].map(([kind, all]) => `${all.length} ${kind}`).join(', ');
  const years = lunarYears.map(({ year }) => year);
  return `City ${city}: ${counts}; ${products.size} goods; Tết of ${years[0]} to ${years.at(-1)}. Nothing is wrong.`;
}

async function writeTiles({ places, rivers = [] }: Catalogue): Promise<void> {
  const placed = [...places.values()].flatMap(({ id, tile }) => (tile ? [{ id, tile }] : []));
  const rows = placed
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, tile: { q, r } }) => `    ${JSON.stringify(id)}: { "q": ${q}, "r": ${r} }`);
  const after = rivers.length === 0 ? '' : `,\n  "rivers": ${JSON.stringify(rivers, null, 2).replaceAll('\n', '\n  ')}`;
  const file = join(resolve(folder), 'tiles.json');
  await writeFile(file, `{\n  "tiles": {\n${rows.join(',\n')}\n  }${after}\n}\n`);
  process.stdout.write(`${placed.length} tiles are in ${file}.\n`);
}

function readCommand(): { readonly folder: string; readonly writesTiles: boolean } {
  if (asksForHelp()) return showUsage(USAGE);
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { 'write-tiles': { type: 'boolean' } },
    });
    const [named, ...more] = positionals;
    if (named === undefined || more.length > 0) throw new Error('Name one folder.');
    return { folder: named, writesTiles: values['write-tiles'] ?? false };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exit(2);
  }
}
