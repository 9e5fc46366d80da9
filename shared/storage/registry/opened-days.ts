import type { BusinessDay } from '#domain/business-day.ts';
import { KINDS } from '../kinds.ts';
import { putIf, readItem, type Table } from '../table-client.ts';

const OPENED_THROUGH = { pk: 'calendar', sk: 'opened-through' };

/** How far the days are open, and in which forms what follows from them is kept. */
export interface OpenedThrough {
  readonly day: BusinessDay;
  readonly forms: number;
}

/** The forms in which this version keeps what follows from reports: where they were others, it is made again. */
export const FORMS = KINDS.calendar;

/** How far the days are open. */
export function openedDayStore(table: Table) {
  return {
    /** The last day that open-day has opened everywhere. */
    async readOpenedThrough(): Promise<OpenedThrough | undefined> {
      const item = await readItem(table, OPENED_THROUGH);
      return item && { day: item['day'] as BusinessDay, forms: (item['v'] as number | undefined) ?? 1 };
    },

    /** Moves forward only: a late, repeated run changes nothing. */
    async putOpenedThrough(day: BusinessDay): Promise<void> {
      const later = {
        ConditionExpression: 'attribute_not_exists(v) OR #day < :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': day },
      };
      await putIf(table, later, { ...OPENED_THROUGH, day });
    },
  };
}
