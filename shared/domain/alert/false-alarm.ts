import { businessDayOf } from '../business-day.ts';
import type { PlaceEpisodes } from '../detection/episode.ts';
import { atLeast } from '../level.ts';
import { type Alert, type AlertAction, isLive, latestOf, type SeenInside } from './alert.ts';
import { tellSameMove } from './nesting.ts';

/** An alert of a place around another one's, with what people did with it, oldest first. */
export interface WiderAlert {
  readonly alert: Alert;
  readonly actions: readonly AlertAction[];
}

/** That a wider alert was called false, and an alert inside with it. */
export interface FalseWithin {
  readonly wider: Alert;
  readonly said: AlertAction;
}

/**
 * What is called false with an alert: the same move at the places inside, where it is no louder than the alert. Taken from
 * their episodes, which stand before their alerts do: an alert that comes late is no news either.
 */
export function seenInside(alert: Alert, inside: readonly PlaceEpisodes[]): SeenInside[] {
  return inside.flatMap(({ place, episodes }) => {
    const same = episodes.find(
      (episode) => tellSameMove(episode, alert) && (episode.status === 'open' || episode.status === 'recovering'),
    );
    return same && atLeast(alert.level, same.level) ? [{ place, level: same.level }] : [];
  });
}

/** True for an alert that may have been called false before another one began: its actions are worth reading. */
export function mayReachInto(wider: Alert, inner: Alert): boolean {
  if (wider.id === inner.id || !tellSameMove(wider, inner)) return false;
  return isLive(wider) || (wider.episode.resolvedOn ?? wider.asOf) >= inner.episode.openedOn;
}

/**
 * The false alarm of a wider alert that covers an alert inside; none where the alert stands by itself.
 *
 * The same prices are the same falsehood, whatever becomes of the wider alert. They are until something new happens: the
 * move inside reaches a higher level than was seen there, begins after it was said, or is acted on by somebody; the wider
 * alert rises above the level that it was called false at, or somebody takes it up again.
 *
 * @param own what people did with the alert inside.
 * @param around wider alerts, the nearest first.
 */
export function falseWithin(
  inner: Alert,
  own: readonly AlertAction[],
  around: readonly WiderAlert[],
): FalseWithin | undefined {
  const since = latestOf(own)?.at ?? Number.NEGATIVE_INFINITY;
  for (const { alert: wider, actions } of around) {
    const said = latestOf(actions);
    if (said?.kind !== 'false-alarm' || said.at < since || !mayReachInto(wider, inner)) continue;
    if (atLeast(said.level ?? 'normal', wider.level) && covers(said, inner)) return { wider, said };
  }
  return undefined;
}

function covers({ at, level = 'normal', inside }: AlertAction, { place, level: innerLevel, episode }: Alert): boolean {
  const day = businessDayOf(at);
  if (episode.openedOn > day) return false;
  if (!inside) return (episode.escalatedOn ?? episode.openedOn) <= day && atLeast(level, innerLevel);
  const seen = inside.find((other) => other.place === place);
  return seen !== undefined && atLeast(seen.level, innerLevel);
}
