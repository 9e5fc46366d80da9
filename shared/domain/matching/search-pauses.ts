import { businessDayOf } from '../business-day.ts';

/** When a search for an alert's version was made, and as which one of its business day. */
export interface SearchMade {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** 1 for the first. */
  readonly nth: number;
}

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * True once a search may be made again: half a minute after the first of a day, after each further one twice as long, at
 * most an hour. So a morning in which everybody reports costs eight searches, and a day some thirty. No change waits for
 * more than an hour, and none is left out for good.
 */
export function mayBeRenewed(made: SearchMade | undefined, now: number): boolean {
  return made === undefined || now - made.at >= Math.min(FIRST_PAUSE_MS * 2 ** (made.nth - 1), LONGEST_PAUSE_MS);
}

/** How a search that is made now counts; without an earlier one it is the first. */
export function madeNow(now: number, before?: SearchMade): SearchMade {
  const isSameDay = before !== undefined && businessDayOf(before.at) === businessDayOf(now);
  return { at: now, nth: isSameDay ? before.nth + 1 : 1 };
}
