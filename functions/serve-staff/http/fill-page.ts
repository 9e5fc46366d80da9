import { present } from '#domain/present.ts';
import type { Cursors, ListPosition } from './cursor.ts';

/** Reads of one request: a rare filter ends its page early, with a cursor, instead of reading for minutes. */
const MOST_READS = 20;

/** Some of what is kept, from a position on; `next` is where it goes on, absent at the end of the list. */
export interface ReadItems<Kept> {
  readonly items: readonly Kept[];
  readonly next?: ListPosition | undefined;
}

interface FilledPage<Shown> {
  readonly items: Shown[];
  readonly cursor?: string;
}

/** A list that is read from a table and filtered on the way. */
interface FilteredList<Kept, Shown> {
  /** The name that its cursors are sealed with. */
  readonly name: string;
  readonly read: (position: ListPosition, limit: number) => Promise<ReadItems<Kept>>;
  /** What is shown of the items read: fewer where some are not wanted. */
  readonly show: (items: readonly Kept[]) => readonly Shown[] | Promise<readonly Shown[]>;
  /** Asked where a page ends before its list does: true when nothing follows after all. */
  readonly isOver?: (position: ListPosition) => Promise<boolean>;
  readonly mostReads?: number;
}

/**
 * One page of a filtered list: reads on until it is full, the list ends, or it has been read for `mostReads` times.
 * Raises `invalid-cursor` (400).
 */
export async function fillPage<Kept, Shown>(
  cursors: Cursors,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  { name, read, show, isOver, mostReads = MOST_READS }: FilteredList<Kept, Shown>,
): Promise<FilledPage<Shown>> {
  let position = (await cursors.open(name, cursor)) ?? {};
  const items: Shown[] = [];
  for (let reads = 0; reads < mostReads && items.length < limit; reads++) {
    // A read never asks for more than still fits, so that a page ends exactly where the next one begins.
    const page = await read(position, limit - items.length);
    items.push(...(await show(page.items)));
    if (!page.next) return { items };
    position = page.next;
  }
  if (await isOver?.(position)) return { items };
  return present({ items, cursor: await cursors.seal(name, position) });
}
