import { type Catalogue, isWithin, withAncestors } from '../catalogue.ts';
import { rankOf } from '../level.ts';
import { type Alert, isLive, type Move } from './alert.ts';

/** True when two alerts tell of the same move, each at its own place. */
export function tellSameMove(a: Move, b: Move): boolean {
  return a.product === b.product && a.direction === b.direction;
}

/** Which live alerts lie inside which: one event shows at a ward, its zone and the city. */
export interface AlertNesting {
  /** Live alerts of the same move at places inside a live alert's place, worst first. */
  readonly inside: (alert: Alert) => readonly Alert[];
  /** The live alert of the same move at the nearest place around a live alert's. */
  readonly around: (alert: Alert) => Alert | undefined;
}

/** Nests live alerts by their places. An alert that has ended contains nothing and lies in nothing. */
export function nestAlerts(catalogue: Catalogue, live: readonly Alert[]): AlertNesting {
  const byMove = Map.groupBy(live, moveOf);
  const others = (alert: Alert) =>
    isLive(alert) ? (byMove.get(moveOf(alert)) ?? []).filter(({ place }) => place !== alert.place) : [];
  return {
    inside: (alert) =>
      others(alert)
        .filter(({ place }) => isWithin(catalogue, place, alert.place))
        .toSorted(worstFirst),
    around: (alert) => {
      const byPlace = new Map(others(alert).map((other) => [other.place, other]));
      const wider = withAncestors(catalogue, alert.place).slice(1);
      return wider.map((place) => byPlace.get(place)).find((other) => other !== undefined);
    },
  };
}

function moveOf({ product, direction }: Move): string {
  return `${product}|${direction}`;
}

function worstFirst(a: Alert, b: Alert): number {
  const size = ({ episode }: Alert) => Math.abs(episode.evidence.changePct);
  return rankOf(b.level) - rankOf(a.level) || size(b) - size(a) || (a.id < b.id ? -1 : 1);
}
