import type { Locator } from 'playwright-core';

/** What a reader sees in an element, line by line as it is laid out; waits until it is there. */
export async function shownText(element: Locator): Promise<string> {
  await element.first().waitFor();
  return (await element.allInnerTexts()).join('\n');
}
