import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CatalogueError, parseCatalogue } from '#catalog/load.ts';
import type { Catalogue } from '#domain/catalogue.ts';

const DOCUMENTS = ['city', 'areas', 'products', 'calendar'] as const;

/** The catalogue in a city's folder. Raises `CatalogueError` with everything that is wrong, each naming its file. */
export async function readCity(folder: string): Promise<Catalogue> {
  const problems: string[] = [];
  const documents: Record<string, unknown> = {};
  for (const name of DOCUMENTS) {
    try {
      // Windows' editors begin a file with a mark that JSON does not know.
      documents[name] = JSON.parse((await readFile(join(folder, `${name}.json`), 'utf8')).replace(/^\uFEFF/, ''));
    } catch (error) {
      problems.push(`${name}.json: ${reasonOf(error)}`);
    }
  }
  if (problems.length > 0) throw new CatalogueError(problems);
  return parseCatalogue(documents);
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there';
  if (code === 'EISDIR') return 'is a folder';
  return error instanceof SyntaxError ? `is no JSON: ${error.message}` : `cannot be read (${code ?? String(error)})`;
}
