import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** A file as the browser saved it. */
export interface TakenFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Presses a button by which a list is taken, and reads the file. */
export async function takenFile(page: Page, button: string | RegExp): Promise<TakenFile> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') };
}
