import type { BusinessDay } from '#domain/business-day.ts';
import { expiryOf, partitionOf, partitionOfFamily } from '../place-day-key.ts';
import { type Condition, IF_ABSENT, putIf, readItem, type Table } from '../table-client.ts';

const OPEN = 'open';
const CLOSE = 'close';

/** Which place-days are assessed, and for which families of goods the day is closed. */
export function openedDayStore(table: Table, clock: () => number) {
  return {
    async isOpen(place: string, date: BusinessDay): Promise<boolean> {
      return (await readItem(table, { pk: partitionOf(place, date), sk: OPEN })) !== undefined;
    },

    /**
     * Opens a place-day, so that it is assessed from now on; an open day is touched again only when `stamp` is given
     * and differs: that is how changed rules wake the places. True when something was written.
     */
    open(place: string, date: BusinessDay, stamp: string | undefined): Promise<boolean> {
      const condition = stamp === undefined ? IF_ABSENT : stampedOtherwise(stamp);
      return putIf(table, condition, { pk: partitionOf(place, date), sk: OPEN, h: stamp ?? 'opened' });
    },

    /** Closes the day of a family of goods, once, and so wakes its matching. False when it is closed already. */
    close(family: string, date: BusinessDay): Promise<boolean> {
      const key = { pk: partitionOfFamily(family, date), sk: CLOSE };
      return putIf(table, IF_ABSENT, { ...key, expiresAt: expiryOf(clock()) });
    },

    /** Wakes the matching of a family whose day is closed; `because` tells one waking from another. False while it is open. */
    wakeClosed(family: string, date: BusinessDay, because: string): Promise<boolean> {
      const key = { pk: partitionOfFamily(family, date), sk: CLOSE };
      const isClosed = { ConditionExpression: 'attribute_exists(pk)' };
      return putIf(table, isClosed, { ...key, because, expiresAt: expiryOf(clock()) });
    },
  };
}

function stampedOtherwise(stamp: string): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR #h <> :h',
    ExpressionAttributeNames: { '#h': 'h' },
    ExpressionAttributeValues: { ':h': stamp },
  };
}
