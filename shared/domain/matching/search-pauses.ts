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
  return made === undefined || now >= renewableAt(made);
}

/** From when on a search may be made again, in milliseconds since the epoch. */
export function renewableAt({ at, nth }: SearchMade): number {
  return at + Math.min(FIRST_PAUSE_MS * 2 ** (nth - 1), LONGEST_PAUSE_MS);
}

/** The clock looks each minute, and a search takes some seconds. */
const UNTIL_FOUND_MS = 3 * 60_000;

/**
 * When supply is looked for again because somebody has answered since; none where nobody has. Where that time has passed,
 * the answers have changed nothing that a search rests on.
 */
export function searchedAgainAt(
  made: SearchMade | undefined,
  answers: readonly { readonly at: number }[],
  now: number,
): number | undefined {
  const answeredAt = Math.max(...answers.map(({ at }) => at));
  if (made === undefined || answeredAt < made.at) return undefined;
  const due = Math.max(renewableAt(made), answeredAt);
  return now <= due + UNTIL_FOUND_MS ? due : undefined;
}

/** How a search that is made now counts; without an earlier one it is the first. */
export function madeNow(now: number, before?: SearchMade): SearchMade {
  const isSameDay = before !== undefined && businessDayOf(before.at) === businessDayOf(now);
  return { at: now, nth: isSameDay ? before.nth + 1 : 1 };
}
