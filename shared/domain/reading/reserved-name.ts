/**
 * True for a word that every plain object has a member by (`constructor`, `toString`, `__proto__`). What is remembered
 * of goods stands in plain objects under their ids, so that no id may be one of these.
 */
export function isReservedName(text: string): boolean {
  return text in Object.prototype;
}
