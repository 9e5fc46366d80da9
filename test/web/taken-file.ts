import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** Presses a button by which a list is taken, and reads the file. */
export async function takenFile(page: Page, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
