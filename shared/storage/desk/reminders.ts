import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Reminder } from '#domain/duty/reminder.ts';
import type { StoreKey } from '#domain/store.ts';
import { type Kept, keptOf, over, putIf, readItem, readPartition, type Table } from '../table-client.ts';
import { fromJson, jsonOf } from './json-item.ts';

const REMINDER = 'reminder#';

/** What stores were reminded of their report, by day. */
export function reminderStore(table: Table) {
  return {
    async readReminder(day: BusinessDay, store: StoreKey): Promise<Kept<Reminder> | undefined> {
      const item = await readItem(table, { pk: partitionOf(day), sk: REMINDER + store });
      return keptOf(item, fromJson<Reminder>);
    },

    async remindersOf(day: BusinessDay): Promise<Kept<Reminder>[]> {
      const items = await readPartition(table, partitionOf(day), REMINDER);
      return items.flatMap((item) => keptOf(item, fromJson<Reminder>) ?? []);
    },

    /** The hash of what is kept then; none when another has written meanwhile. */
    async putReminder(
      reminder: Reminder,
      expected?: string,
      lines: readonly AuditEntry[] = [],
    ): Promise<string | undefined> {
      const content = jsonOf(reminder);
      const key = { pk: partitionOf(reminder.day), sk: REMINDER + reminder.store };
      return (await putIf(table, over(expected), { ...key, ...content }, lines)) ? content.h : undefined;
    },
  };
}

function partitionOf(day: BusinessDay): string {
  return `day ${day}`;
}
