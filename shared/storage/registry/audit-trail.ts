import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { readRange, readRangeBackwards, type Table } from '../table-client.ts';
import { type LineSource, lineOfItem, rangeOf } from '../trail-pages.ts';

/** The trail as versions before 0.3 kept it, among the registry: it is read on, and nothing is added to it. */
export function formerTrailStore(table: Table) {
  const formerLines: LineSource = {
    backwards: (month, first, end, limit) => readRangeBackwards(table, `audit#${month}`, first, end, limit),
  };
  return {
    formerLines,

    /** All of its lines of a day, oldest first. */
    async formerLinesOfDay(day: BusinessDay): Promise<AuditEntry[]> {
      const [first, end] = rangeOf(day, day);
      const items = await readRange(table, `audit#${day.slice(0, 7)}`, first, end);
      return items.filter(({ sk }) => (sk as string) < end).map(lineOfItem);
    },
  };
}
