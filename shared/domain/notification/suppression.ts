import { type AlertAction, asksForQuiet, hasRunOut, latestOf } from '../alert/alert.ts';
import type { BusinessDay } from '../business-day.ts';
import { atLeast, type Level } from '../level.ts';
import type { Delivery, NewsKind } from './delivery.ts';

/** News of an alert on one channel, and what was sent there before. */
interface News {
  readonly kind: NewsKind;
  readonly level: Level;
  readonly sent: readonly Pick<Delivery, 'version'>[];
}

/**
 * The silence or false alarm that keeps news from people; none if it is told.
 *
 * A person asked for quiet about a level: what is no worse is kept back, also that it is over. A rise above that level is
 * told, and who heard of the rise hears the rest of the story, too.
 */
export function suppressionOf(
  { kind, level, sent }: News,
  actions: readonly AlertAction[],
  today: BusinessDay,
): AlertAction | undefined {
  const last = latestOf(actions);
  if (!last || !asksForQuiet(last) || hasRunOut(last, today)) return undefined;
  if (sent.some(({ version }) => version > last.version)) return undefined;
  const isRise = kind === 'opened' || kind === 'escalated';
  return isRise && !atLeast(last.level ?? 'normal', level) ? undefined : last;
}
