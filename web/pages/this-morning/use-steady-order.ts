import { useState } from 'preact/hooks';
import { isWanted, type ShownEvent } from '#web/event-acts/shown-event.ts';

/** More cards than these are no longer read at a glance. */
const MOST_HOT = 3;

interface Order {
  readonly hot: readonly string[];
  readonly others: readonly string[];
}

/**
 * Keeps events where the reader saw them first: newer figures change them in their place, what is taken over stays, and new
 * ones wait until they are asked for.
 */
export function useSteadyOrder(items: readonly ShownEvent[]): {
  /** Crises that nobody was on when the page was opened; where there is none, the worst alert that nobody was on. */
  readonly hot: readonly ShownEvent[];
  readonly others: readonly ShownEvent[];
  readonly fresh: number;
  readonly showFresh: () => void;
} {
  const [order, setOrder] = useState(() => orderOf(items));
  const byId = new Map(items.map((event) => [event.id, event]));
  const shown = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const known = [...order.hot, ...order.others];
  return {
    hot: shown(order.hot),
    others: shown(order.others),
    fresh: items.filter(({ id }) => !known.includes(id)).length,
    showFresh: () => setOrder(orderOf(items)),
  };
}

function orderOf(items: readonly ShownEvent[]): Order {
  const waiting = items.filter((event) => !event.owner && isWanted(event));
  const crises = waiting.filter(({ level }) => level === 'crisis').slice(0, MOST_HOT);
  const hot = (crises.length > 0 ? crises : waiting.slice(0, 1)).map(({ id }) => id);
  return { hot, others: items.map(({ id }) => id).filter((id) => !hot.includes(id)) };
}
