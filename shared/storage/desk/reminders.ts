import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Reminder } from '#domain/duty/reminder.ts';
import type { StoreKey } from '#domain/store.ts';
import { type Kept, keptOf, over, putIf, readItem, readPartition, type Table } from '../table-client.ts';
import { fromJson, jsonOf } from './json-item.ts';

const REMINDER = 'reminder#';
const ASKED = 'asked';

/** That the clock has had the silent shops of a day reminded, when, and how many they were. */
interface AskedShops {
  readonly day: BusinessDay;
  readonly at: number;
  readonly shops: number;
}

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

    /** That the silent shops of a day have been noted by the clock; nothing before. */
    async readAsked(day: BusinessDay): Promise<Kept<AskedShops> | undefined> {
      return keptOf(await readItem(table, { pk: partitionOf(day), sk: ASKED }), fromJson<AskedShops>);
    },

    /** False where it was noted already. */
    putAsked(asked: AskedShops): Promise<boolean> {
      return putIf(table, over(undefined), { pk: partitionOf(asked.day), sk: ASKED, ...jsonOf(asked) });
    },
  };
}

function partitionOf(day: BusinessDay): string {
  return `day ${day}`;
}
