import type { BusinessDay } from '#domain/business-day.ts';
import type { Direction, Level, Rung } from '#domain/level.ts';
import type { StoreDay } from '#domain/report/report.ts';

/** An alert that a detector shows at the end of a day; the same key on the next day is the same alert. */
export interface ShownAlert {
  readonly key: string;
  readonly place: string;
  readonly product: string;
  readonly direction: Direction;
  readonly level: Exclude<Level, 'normal'>;
  /** What the detector saw, for the list of its mistakes: the rung and its numbers, percent. */
  readonly rung?: Rung;
  readonly changePct?: number;
  /** Days back of what the move is measured against, on the drift rung. */
  readonly lagDays?: number;
  readonly agreeing?: number;
  readonly reporting?: number;
}

/** What a detector says after a day. */
export interface DetectorDay {
  readonly alerts: readonly ShownAlert[];
  /** Retail rows that were kept out of the statistics as errors. */
  readonly heldBack: readonly { readonly store: string; readonly product: string }[];
}

/** A detector walks forward: it sees a day's reports once, in the order of days, and never what comes later. */
export interface Detector {
  readonly name: string;
  readonly day: (date: BusinessDay, reports: readonly StoreDay[]) => DetectorDay;
  /** Move in percent from which the detector is meant to alert at a place, as of its latest day. */
  readonly alertPct: (place: string, product: string) => number;
}
