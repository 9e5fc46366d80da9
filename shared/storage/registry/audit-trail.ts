import type { AuditEntry } from '#domain/audit-entry.ts';
import { businessDayOf } from '#domain/business-day.ts';
import { put, readPartition, type Table } from '../table-client.ts';
import { hashOf, withoutKeys } from './hashed-item.ts';

/** What was changed by whom. */
export function auditStore(table: Table) {
  return {
    /** Appends one line; the same line sent twice is kept once. */
    appendAudit(entry: AuditEntry): Promise<void> {
      const month = businessDayOf(entry.at).slice(0, 7);
      const instant = String(entry.at).padStart(13, '0');
      return put(table, { pk: `audit#${month}`, sk: `${instant}#${hashOf(entry)}`, ...entry });
    },

    /** The audit trail of a month (`YYYY-MM`), oldest first. */
    async auditOf(month: string): Promise<AuditEntry[]> {
      return (await readPartition(table, `audit#${month}`)).map(withoutKeys<AuditEntry>);
    },
  };
}
