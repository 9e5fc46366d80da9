import type { ShownEvent } from '#web/event-acts/shown-event.ts';
import { useFigures, useTold } from '#web/language/language.tsx';

const SIGNS = { up: '+', down: '\u2212' } as const;

/** By how much an event's goods have changed: "+70 %", "+68–74 %"; nothing where no prices are compared. */
export function useEventChange(): (event: ShownEvent) => string | undefined {
  const figures = useFigures();
  const told = useTold();
  return ({ goods, changes, direction }) => {
    const [first] = goods;
    if (!first?.headline || !changes) return undefined;
    if (goods.length === 1) return told(first.headline.percent);
    const thresholds = goods.map(({ threshold }) => threshold);
    const [least, greatest] = [changes.least, changes.greatest].map((changePct) => ({ changePct, thresholds }));
    return least && greatest ? `${SIGNS[direction]}${figures.headlineRange(least, greatest)}` : undefined;
  };
}
