import type { AuditEntry } from '#domain/audit-entry.ts';
import { addDays, type BusinessDay, startOfBusinessDay } from '#domain/business-day.ts';
import { withoutKeys } from './registry/hashed-item.ts';
import type { Attributes } from './table-client.ts';

/** Where lines are kept by month, under keys that begin with their instant. */
export interface LineSource {
  /** The last lines of a month (`YYYY-MM`) from one key to another, the very last first. */
  readonly backwards: (month: string, first: string, end: string, limit: number) => Promise<Attributes[]>;
}

export interface LinesRequest {
  readonly limit: number;
  /** `next` of the page before. */
  readonly before?: string | undefined;
}

interface LinesPage {
  readonly items: readonly AuditEntry[];
  readonly next?: string;
}

/** Length of `YYYY-MM`. */
const MONTH = 7;
/** Behind all instants. */
const END_OF_MONTH = '~';

/** A page of lines from one day to another, the newest first, over several places where they are kept. */
export async function linesBetween(
  sources: readonly LineSource[],
  { from, to }: { readonly from: BusinessDay; readonly to: BusinessDay },
  { limit, before }: LinesRequest,
): Promise<LinesPage> {
  let month = before?.slice(0, MONTH) ?? to.slice(0, MONTH);
  let last = before?.slice(MONTH + 1);
  const [first, endOfAll] = rangeOf(from, to);
  for (; month >= from.slice(0, MONTH); month = monthBefore(month), last = undefined) {
    const end = last ?? endOfAll;
    const found = await Promise.all(sources.map(({ backwards }) => backwards(month, first, end, limit + 2)));
    // What ends the range belongs to the page before, or to the day after.
    const lines = newestFirst(found.flat()).filter(({ sk }) => (sk as string) < end);
    const shown = lines.slice(0, limit);
    const items = shown.map(lineOfItem);
    const oldest = shown.at(-1)?.['sk'] as string | undefined;
    if (lines.length > shown.length && oldest !== undefined) return { items, next: `${month}#${oldest}` };
    if (shown.length > 0) {
      const older = monthBefore(month);
      return older < from.slice(0, MONTH) ? { items } : { items, next: `${older}#${END_OF_MONTH}` };
    }
  }
  return { items: [] };
}

/** The keys before and behind all lines of these days. */
export function rangeOf(from: BusinessDay, to: BusinessDay): [string, string] {
  return [instantKey(startOfBusinessDay(from)), instantKey(startOfBusinessDay(addDays(to, 1)))];
}

export function instantKey(at: number): string {
  return String(at).padStart(13, '0');
}

/** One line that is kept in two places is shown once. */
function newestFirst(items: readonly Attributes[]): Attributes[] {
  const byKey = new Map(items.map((item) => [item['sk'] as string, item]));
  return [...byKey].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, item]) => item);
}

export function lineOfItem(item: Attributes): AuditEntry {
  const { expiresAt: _, ...entry } = withoutKeys<AuditEntry & { readonly expiresAt?: number }>(item);
  return entry;
}

/** The month before a month (`YYYY-MM`). */
function monthBefore(month: string): string {
  return addDays(`${month}-01`, -1).slice(0, MONTH);
}
