import type { AuditEntry } from '#domain/audit-entry.ts';
import { contentHash } from '../packed.ts';
import { type Attributes, type ItemKey, over, putIf, type Table, UNPUBLISHED } from '../table-client.ts';

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
  lines: readonly AuditEntry[] = [],
): Promise<boolean> {
  return putIf(table, over(expected), { ...key, ...attributes, h: hash }, lines);
}

/** What was kept, without what the table adds to it. */
export function withoutKeys<T>(item: Attributes): T {
  const { pk: _pk, sk: _sk, h: _h, v: _v, [UNPUBLISHED]: _lines, ...rest } = item;
  return rest as T;
}
