/**
 * The record in the order of its keys: records that say the same are kept as the same text, however they came about.
 * One that stands so already is given back as it is.
 */
export function inKeyOrder<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  let last = '';
  for (const key in record) {
    if (key < last) return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
    last = key;
  }
  return record;
}
