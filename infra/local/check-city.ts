/**
 * `npm run check-city -- DIR`: reads the four files of a city (docs/another-city.md) and prints what is wrong, one line
 * each with file, entry and member; exit code 1 where something is, 2 where no folder is named.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CatalogueError } from '#catalog/load.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { asksForHelp, showUsage } from '../command-options.ts';
import { readCity } from './read-city.ts';

const USAGE = 'Usage: npm run check-city -- DIR';

const folder = readFolder();
try {
  process.stdout.write(`${summaryOf(await readCity(resolve(folder)))}\n`);
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

function readFolder(): string {
  if (asksForHelp()) return showUsage(USAGE);
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [named, ...more] = positionals;
    if (named === undefined || more.length > 0) throw new Error('Name one folder.');
    return named;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exit(2);
  }
}
