import { median } from '#domain/statistics.ts';
import type { MarketEvent } from './market-events.ts';

/** Days of a step, and of a drift, on which its size is measured; counted from its first day. */
const STEP_DAYS = [2, 6] as const;
const DRIFT_DAYS = [18, 20] as const;

/** One store's series as the measure needs it: what it asked before the event, and what it asks now. */
export interface ComparedSeries {
  readonly usual: () => number | undefined;
  readonly latest: () => number | undefined;
}

/**
 * How large an event truly was at a place: the median over all of its stores, reporting or not, of the true price on
 * the third to seventh day (of a drift: about the twentieth) over the store's own median of the 28 days before. Rounding, stores that
 * do not go along and what the market does by itself make it differ from the planned size.
 */
export function realisedMoves() {
  const running = new Map<string, { event: MarketEvent; before: Map<ComparedSeries, number>; seen: number[] }>();
  const done = new Map<string, number>();
  return {
    begin(event: MarketEvent, place: string, series: readonly ComparedSeries[]): void {
      const before = series.flatMap((one) => {
        const usual = one.usual();
        return usual === undefined ? [] : ([[one, usual]] as const);
      });
      running.set(realisedKey(event, place), { event, before: new Map(before), seen: [] });
    },
    /** Called once a day after all prices of the day are known. */
    note(day: number): void {
      for (const [key, { event, before, seen }] of running) {
        const [from, to] = event.kind === 'step' || event.kind === 'fall' ? STEP_DAYS : DRIFT_DAYS;
        const since = day - event.start;
        if (since < from) continue;
        const moves = [...before].flatMap(([series, usual]) => {
          const now = series.latest();
          return now === undefined ? [] : [now / usual - 1];
        });
        if (moves.length > 0) seen.push(median(moves));
        if (since < to) continue;
        running.delete(key);
        if (seen.length > 0) done.set(key, median(seen));
      }
    },
    /** The realised size as a share; undefined if no store had a past. */
    of: (event: MarketEvent, place: string): number | undefined => done.get(realisedKey(event, place)),
  };
}

function realisedKey(event: MarketEvent, place: string): string {
  return `${event.id}|${place}`;
}
