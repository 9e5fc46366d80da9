import type { AuditEntry } from '#domain/audit-entry.ts';
import { addDays, type BusinessDay, businessDayOf, startOfBusinessDay } from '#domain/business-day.ts';
import { put, readPartition, readRangeBackwards, type Table } from '../table-client.ts';
import { hashOf, withoutKeys } from './hashed-item.ts';

/** Length of `YYYY-MM`. */
const MONTH = 7;
/** Behind all instants. */
const END_OF_MONTH = '~';

/** What was changed by whom. */
export function auditStore(table: Table) {
  return {
    /** Appends one line; the same line sent twice is kept once. */
    appendAudit(entry: AuditEntry): Promise<void> {
      const month = businessDayOf(entry.at).slice(0, 7);
      return put(table, { pk: `audit#${month}`, sk: `${instantKey(entry.at)}#${hashOf(entry)}`, ...entry });
    },

    /** The audit trail of a month (`YYYY-MM`), oldest first. */
    async auditOf(month: string): Promise<AuditEntry[]> {
      return (await readPartition(table, `audit#${month}`)).map(withoutKeys<AuditEntry>);
    },

    /**
     * Lines from one day to another, the newest first: at most `limit` of the newest month that has any. `next` names the
     * line after which older ones follow; absent where there are none.
     */
    async auditBetween(
      from: BusinessDay,
      to: BusinessDay,
      { limit, before }: { readonly limit: number; readonly before?: string | undefined },
    ): Promise<{ readonly items: readonly AuditEntry[]; readonly next?: string }> {
      let month = (before?.slice(0, MONTH) ?? to.slice(0, MONTH)) as string;
      let last = before?.slice(MONTH + 1);
      for (; month >= from.slice(0, MONTH); month = monthBefore(month), last = undefined) {
        const first = instantKey(startOfBusinessDay(from));
        const end = last ?? instantKey(startOfBusinessDay(addDays(to, 1)));
        const found = await readRangeBackwards(table, `audit#${month}`, first, end, limit + 2);
        // What ends the range belongs to the page before, or to the day after.
        const lines = found.filter(({ sk }) => (sk as string) < end);
        const shown = lines.slice(0, limit);
        const hasMore = lines.length > shown.length;
        const oldest = shown.at(-1)?.['sk'] as string | undefined;
        if (hasMore && oldest !== undefined)
          return { items: shown.map(withoutKeys<AuditEntry>), next: `${month}#${oldest}` };
        if (shown.length > 0) {
          const older = monthBefore(month);
          const items = shown.map(withoutKeys<AuditEntry>);
          return older < from.slice(0, MONTH) ? { items } : { items, next: `${older}#${END_OF_MONTH}` };
        }
      }
      return { items: [] };
    },
  };
}

function instantKey(at: number): string {
  return String(at).padStart(13, '0');
}

/** The month before a month (`YYYY-MM`). */
function monthBefore(month: string): string {
  return addDays(`${month}-01`, -1).slice(0, MONTH);
}
