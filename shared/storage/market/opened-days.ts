import type { BusinessDay } from '#domain/business-day.ts';
import { expiryOf, partitionOf, partitionOfFamily } from '../place-day-key.ts';
import { type Attributes, IF_ABSENT, over, putIf, readItem, type Table } from '../table-client.ts';

export const OPEN = 'open';
const CLOSE = 'close';

/** The version of `open` since which leaves have heads of their own. */
export const HEADS_SINCE = 2;

/** True for a day that was opened by a version that wrote `open` in an older form than this. */
export function isOpenedBefore(open: Attributes, version: number): boolean {
  return ((open['v'] as number | undefined) ?? 1) < version;
}

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
    async open(place: string, date: BusinessDay, stamp: string | undefined): Promise<boolean> {
      const key = { pk: partitionOf(place, date), sk: OPEN };
      if (await putIf(table, IF_ABSENT, { ...key, h: stamp ?? 'opened' })) return true;
      if (stamp === undefined) return false;
      const kept = await readItem(table, key);
      if (!kept || kept['h'] === stamp) return false;
      // The version stays, the first where there is none: it tells how the day was opened.
      return putIf(table, over(kept['h'] as string), { v: 1, ...kept, ...key, h: stamp });
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
