/** What a sealed text begins with; a webhook's secret of before version 0.3 is kept as it is, and begins otherwise. */
export const SEALED = 'sealed:1:';

/** True for a secret that only who holds the system's keys can read. */
export function isSealed(text: string): boolean {
  return text.startsWith(SEALED);
}
