import { contentHash } from '../packed.ts';
import { type Attributes, type ItemKey, over, putIf, type Table } from '../table-client.ts';

export function hashOf(value: unknown): string {
  return contentHash(JSON.stringify(value));
}

/** Writes only over the item whose hash was read, or, without one, only where nothing is kept yet. */
export function putHashed(
  table: Table,
  key: ItemKey,
  attributes: object,
  hash: string,
  expected?: string,
): Promise<boolean> {
  return putIf(table, over(expected), { ...key, ...attributes, h: hash });
}

/** What was kept, without what the table adds to it. */
export function withoutKeys<T>(item: Attributes): T {
  const { pk: _pk, sk: _sk, h: _h, v: _v, ...rest } = item;
  return rest as T;
}
