import { present } from '#domain/present.ts';
import { readList, type Table } from '../table-client.ts';
import { fromJson } from './json-item.ts';

/** Where a list goes on: one page, newest first. */
export interface ListPage<T> {
  readonly items: T[];
  /** Pass it as `after` for the next page; absent on the last. */
  readonly next?: string;
}

export interface ListRequest {
  readonly limit: number;
  /** The list's sort key of the last item of the page before. */
  readonly after?: string;
}

/** A page of one list over all places, newest first. */
export async function readListPage<T>(table: Table, list: string, { limit, after }: ListRequest): Promise<ListPage<T>> {
  const items = await readList(table, list, { limit: limit + 1, after });
  const shown = items.slice(0, limit);
  const last = shown.at(-1)?.['listSk'] as string | undefined;
  return present({ items: shown.map(fromJson<T>), next: items.length > limit ? last : undefined });
}
