import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** Presses a button by which a list is taken, and reads the file. */
export async function takenFile(page: Page, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
