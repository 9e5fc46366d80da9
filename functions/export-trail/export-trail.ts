import type { AuditEntry } from '#domain/audit-entry.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';

export interface ExportTrailPorts {
  /** All lines of a day, as they are kept. */
  readonly linesOfDay: (kind: 'change' | 'look', day: BusinessDay) => Promise<readonly AuditEntry[]>;
  /** Those that versions before 0.3 kept. */
  readonly formerLinesOfDay: (day: BusinessDay) => Promise<readonly AuditEntry[]>;
  /** Keeps a file unless one of that name is there. */
  readonly keep: (name: string, text: string) => Promise<void>;
  readonly hashOf: (text: string) => string;
}

/** A line may come to the trail late: its trigger can lie in a failure queue for 14 days. */
const USUAL_DAYS = 15;
/** Once a month it is looked further back, so that what an earlier version kept, and any gap, is exported by nobody's hand. */
const MONTHLY_DAYS = 400;
const HASH_LETTERS = 12;

/**
 * Exports the trail of the days before today, a file a day. A file's name follows from its lines: what has been exported is
 * not written again, and a day to which a line has come late has a second file that holds all of it.
 */
export function exportTrail({ linesOfDay, formerLinesOfDay, keep, hashOf }: ExportTrailPorts) {
  return async (today: BusinessDay): Promise<void> => {
    const days = today.endsWith('-01') ? MONTHLY_DAYS : USUAL_DAYS;
    for (let back = days; back > 0; back--) {
      const day = addDays(today, -back);
      const [former, changes, looks] = await Promise.all([
        formerLinesOfDay(day),
        linesOfDay('change', day),
        linesOfDay('look', day),
      ]);
      const lines = [...former.map(withoutContacts), ...changes, ...looks];
      if (lines.length === 0) continue;
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      const [year, month, date] = day.split('-');
      await keep(`${year}/${month}/${date}-${lines.length}-${hashOf(text).slice(0, HASH_LETTERS)}.ndjson`, text);
    }
  };
}

/** Versions before 0.3 kept contacts in the trail: what can never be taken back must not say whose telephone it is. */
function withoutContacts({ before, after, ...line }: AuditEntry): AuditEntry {
  return {
    ...line,
    ...(before === undefined ? {} : { before: withoutContact(before) }),
    ...(after === undefined ? {} : { after: withoutContact(after) }),
  };
}

function withoutContact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([member]) => member !== 'contact'));
}
