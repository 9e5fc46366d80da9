import { type AlertAction, hasRunOut, latestOf } from './alert.ts';
import type { BusinessDay } from './business-day.ts';
import type { Delivery, NewsKind } from './delivery.ts';
import { atLeast, type Level } from './level.ts';

/** News of an alert on one channel, and what was sent there before. */
interface News {
  readonly kind: NewsKind;
  readonly level: Level;
  readonly told: readonly Pick<Delivery, 'version'>[];
}

/**
 * The silence or false alarm that keeps news from people; none if it is told.
 *
 * A person asked for quiet about a level: what is no worse is kept back, also that it is over. A rise above that level is
 * told, and whoever heard of the rise hears the rest of the story too.
 */
export function askedQuiet(
  { kind, level, told }: News,
  actions: readonly AlertAction[],
  today: BusinessDay,
): AlertAction | undefined {
  const last = latestOf(actions);
  if (!last || (last.kind !== 'silence' && last.kind !== 'false-alarm') || hasRunOut(last, today)) return undefined;
  if (told.some(({ version }) => version > last.version)) return undefined;
  const isRise = kind === 'opened' || kind === 'escalated';
  return isRise && !atLeast(last.level ?? 'normal', level) ? undefined : last;
}
