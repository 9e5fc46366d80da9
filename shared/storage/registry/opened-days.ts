import type { BusinessDay } from '#domain/business-day.ts';
import { putIf, readItem, type Table } from '../table-client.ts';

const OPENED_THROUGH = { pk: 'calendar', sk: 'opened-through' };

/** How far the days are open. */
export function openedDayStore(table: Table) {
  return {
    /** The last day that open-day has opened everywhere. */
    async readOpenedThrough(): Promise<BusinessDay | undefined> {
      return (await readItem(table, OPENED_THROUGH))?.['day'] as BusinessDay | undefined;
    },

    /** Moves forward only: a late, repeated run changes nothing. */
    async putOpenedThrough(day: BusinessDay): Promise<void> {
      const later = {
        ConditionExpression: 'attribute_not_exists(pk) OR #day < :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': day },
      };
      await putIf(table, later, { ...OPENED_THROUGH, day });
    },
  };
}
