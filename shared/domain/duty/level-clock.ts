import { addDays, businessDayOf, startOfBusinessDay } from '../business-day.ts';
import { type EventAct, holdingAct, lastAct } from '../event/event-act.ts';
import type { KnownEvent } from '../event/event-board.ts';
import { atLeast } from '../level.ts';

/** A level that is left for less than this has not been left. */
const SHORTEST_DIP_MS = 60 * 60_000;

/** The act by which somebody has an event in hand, or has said that there is nothing to do; none while nobody is on it. */
export function actInForce(
  { level }: Pick<KnownEvent, 'level'>,
  acts: readonly EventAct[],
  now: number,
): EventAct | undefined {
  return holdingAct(acts, level, businessDayOf(now));
}

/**
 * Since when nobody has been on an event at its level: since the level was reached, or since a silence ran out. It begins
 * anew with every rise that somebody's act has not seen; a short dip of the level does not make it begin anew.
 */
export function unattendedSince(
  known: Pick<KnownEvent, 'level' | 'levelSince' | 'log'>,
  acts: readonly EventAct[],
): number {
  const last = lastAct(acts);
  if (!last) return reachedAt(known, Number.NEGATIVE_INFINITY);
  const reached = reachedAt(known, last.at);
  if (!atLeast(last.level, known.level)) return Math.max(reached, outgrownAt(known, last));
  return last.until === undefined ? reached : Math.max(reached, startOfBusinessDay(addDays(last.until, 1)));
}

/** When an event went beyond the places of who acted, if it has: it spread then, or another joined it. */
function outgrownAt({ log }: Pick<KnownEvent, 'log'>, { at: actedAt, places }: EventAct): number {
  if (places === undefined) return Number.NEGATIVE_INFINITY;
  const spread = log.find(({ at, kind }) => at > actedAt && (kind === 'spread' || kind === 'joined'));
  return spread?.at ?? actedAt;
}

/** When the level was reached, by what is kept of the event's changes; over no dip in which somebody acted. */
function reachedAt({ level, levelSince, log }: Pick<KnownEvent, 'level' | 'levelSince' | 'log'>, actedAt: number) {
  let since: number | undefined;
  let left: number | undefined;
  for (const [index, { at: noted, kind, level: then }] of log.entries()) {
    // Of a long event the oldest changes are forgotten: then what was there at the first that is known was there before.
    const at = index === 0 ? Math.min(noted, levelSince) : noted;
    const isThere: boolean = kind === 'ended' ? false : then === undefined ? left === undefined : atLeast(then, level);
    if (!isThere) {
      left ??= at;
    } else if (since === undefined || (left !== undefined && (at - left >= SHORTEST_DIP_MS || actedAt >= left))) {
      since = at;
      left = undefined;
    } else {
      left = undefined;
    }
  }
  return since ?? levelSince;
}
