import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CatalogueError, parseCatalogue } from '#catalog/load.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { faultInFile, jsonFaultOf } from '#runtime/plain-json.ts';
import { textOf } from '#runtime/utf8.ts';

const DOCUMENTS = ['city', 'areas', 'products', 'calendar', 'tiles'] as const;
/** What is worked out where a folder does not give it. */
const MAY_LACK: ReadonlySet<string> = new Set(['tiles']);

/** The catalogue in a city's folder. Raises `CatalogueError` with everything that is wrong, each naming its file. */
export async function readCity(folder: string): Promise<Catalogue> {
  const problems: string[] = [];
  const documents: Record<string, unknown> = {};
  for (const name of DOCUMENTS) {
    try {
      const text = textOf(await readFile(join(folder, `${name}.json`)));
      if (text === undefined) problems.push(`${name}.json: is not UTF-8; save it as UTF-8`);
      else {
        documents[name] = JSON.parse(text);
        const found = jsonFaultOf(text, documents[name]);
        if (found) problems.push(`${name}.json, line ${lineAt(text, found.at)}: ${faultInFile(found)}`);
      }
    } catch (error) {
      if (!(MAY_LACK.has(name) && isMissing(error))) problems.push(`${name}.json: ${reasonOf(error)}`);
    }
  }
  if (problems.length > 0) throw new CatalogueError(problems);
  return parseCatalogue(documents);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there';
  if (code === 'EISDIR') return 'is a folder';
  return error instanceof SyntaxError ? `is no JSON: ${error.message}` : `cannot be read (${code ?? String(error)})`;
}
