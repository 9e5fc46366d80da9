/** Members that hold what people have written, or are called: data, whatever they say. */
const DATA: ReadonlySet<string> = new Set([
  'retailerName',
  'storeName',
  'name',
  'phone',
  'document',
  'documents',
  'note',
]);

/** Texts of several words in what is kept that are not data: facts and codes hold none. */
export function sentencesIn(kept: unknown, name = ''): string[] {
  if (DATA.has(name)) return [];
  if (typeof kept === 'string') return kept.includes(' ') ? [`${name}: ${kept}`] : [];
  if (typeof kept !== 'object' || kept === null) return [];
  return Object.entries(kept).flatMap(([member, value]) => sentencesIn(value, Array.isArray(kept) ? name : member));
}
