/** The ids that stand more than once, each once. */
export function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((entry, index) => ids.indexOf(entry) !== index))];
}
