import type { Catalogue } from '#domain/catalogue.ts';

/**
 * Into so many groups all goods are dealt, where what is kept of them would outgrow an item of DynamoDB (400 KB). At 1,000
 * goods a group has 250 on average; more groups would cost more writes, as each item is billed by the kilobyte begun.
 */
export const GOODS_GROUPS = 4;

/** The group of a product among so many, `GOODS_GROUPS` unless said. Where they are four times as many, each is cut in four. */
export type GroupOf = (product: string, among?: number) => number;

/**
 * Goods of a family stay together. The group follows from the family's name alone, so that it stays what it is when the
 * catalogue grows.
 */
export function goodsGroups({ products }: Pick<Catalogue, 'products'>): GroupOf {
  return (product, among = GOODS_GROUPS) => hash32(products.get(product)?.family ?? product) % among;
}

/** FNV-1a over UTF-16 code units: spreads short ids evenly, and never changes. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The entries of a record dealt to so many groups of their products, each in the order in which they stand. */
export function dealtToGroups<Value>(
  record: Readonly<Record<string, Value>>,
  groupOf: (key: string) => number,
  among = GOODS_GROUPS,
): Record<string, Value>[] {
  const groups = Array.from({ length: among }, (): Record<string, Value> => ({}));
  for (const key in record) (groups[groupOf(key)] as Record<string, Value>)[key] = record[key] as Value;
  return groups;
}

/** The records of all groups as one, in the order of the keys. */
export function gathered<Value>(groups: readonly Readonly<Record<string, Value>>[]): Record<string, Value> {
  const entries = groups.flatMap((group) => Object.entries(group));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
