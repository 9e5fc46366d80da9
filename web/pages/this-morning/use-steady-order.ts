import { useState } from 'preact/hooks';
import type { ShownEvent } from '#web/event-acts/shown-event.ts';

/**
 * Keeps events where the reader saw them first: newer figures change them in their place, and new ones wait until they
 * are asked for.
 */
export function useSteadyOrder(items: readonly ShownEvent[]): {
  readonly items: readonly ShownEvent[];
  readonly fresh: number;
  readonly showFresh: () => void;
} {
  const [order, setOrder] = useState(() => items.map(({ id }) => id));
  const byId = new Map(items.map((event) => [event.id, event]));
  return {
    items: order.flatMap((id) => byId.get(id) ?? []),
    fresh: items.filter(({ id }) => !order.includes(id)).length,
    showFresh: () => setOrder(items.map(({ id }) => id)),
  };
}
