// Which live alerts are one event. Two alerts of a strand join when both or neither are of a price ceiling, they began at
// most two days apart, and their places are the same, one lies in the other, or both lie directly in the same place. An
// event is a connected component of what joins:
//
// 1. Order the alerts by their first day: an alert can join those of two days before only.
// 2. Unite what joins (union-find); the root of a set is its oldest alert.
// 3. Each set, oldest first, is an event's members.
//
// The outcome depends on the alerts alone, not on their order.

import { type Alert, isLive } from '../alert/alert.ts';
import { daysBetween } from '../business-day.ts';
import { type Catalogue, parentOf, withAncestors } from '../catalogue.ts';
import { ROOT_PLACE } from '../place.ts';

/** Alerts that began further apart tell of two events. */
const MOST_DAYS_APART = 2;

/** The live alerts of one strand as events: each with its members, oldest first; the events by their oldest members. */
export function joinAlerts(catalogue: Catalogue, alerts: readonly Alert[]): Alert[][] {
  const live = alerts.filter(isLive).toSorted(byAge);
  const places = placesOf(catalogue, live);
  const oldest = live.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (oldest[root] !== root) root = oldest[root] as number;
    return root;
  };
  for (const [index, alert] of live.entries()) {
    for (let before = index - 1; before >= 0; before--) {
      const other = live[before] as Alert;
      if (daysBetween(other.episode.openedOn, alert.episode.openedOn) > MOST_DAYS_APART) break;
      const [a, b] = [rootOf(before), rootOf(index)];
      if (a !== b && isCeiling(alert) === isCeiling(other) && places.areNear(alert.place, other.place)) {
        oldest[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return [...Map.groupBy(live, (_, index) => rootOf(index)).values()];
}

/** Oldest first; alerts of one day by their ids. */
export function byAge(a: Alert, b: Alert): number {
  const [first, second] = [a.episode.openedOn, b.episode.openedOn];
  if (first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** True for prices over a ceiling of the state: that is another matter than a price that has moved. */
export function isCeiling({ episode }: Pick<Alert, 'episode'>): boolean {
  return episode.evidence.rung === 'ceiling';
}

function placesOf(catalogue: Catalogue, alerts: readonly Alert[]) {
  const known = new Map(
    alerts.map(({ place }) => [
      place,
      { around: new Set(withAncestors(catalogue, place)), parent: parentOf(catalogue, place) },
    ]),
  );
  return {
    areNear(a: string, b: string): boolean {
      const [first, second] = [known.get(a), known.get(b)];
      if (!first || !second) return false;
      if (first.around.has(b) || second.around.has(a)) return true;
      return first.parent === second.parent && first.parent !== ROOT_PLACE;
    },
  };
}
