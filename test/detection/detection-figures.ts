import { ROOT_PLACE } from '#domain/place.ts';
import { EVENT_BARS, type EventBar } from './barred-events.ts';
import { calmDaysKey, type FalseAlert, LEAST_STORES } from './false-alerts.ts';
import type { Score } from './score.ts';

/** A count and of how many. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

export function shareOf<T>(all: readonly T[], isHit: (one: T) => boolean): Share {
  return { hits: all.filter(isHit).length, of: all.length };
}

/** The figures that the bars are set on, over all markets of one detector. */
export interface DetectionFigures {
  readonly detector: string;
  /** False alerts (alert or crisis) per 1,000 calm days of a product at a place; ordinary places have three stores or more. */
  readonly falseStaples: Rate;
  readonly falseStaplesOrdinary: Rate;
  readonly falseStaplesThin: Rate;
  /** Those that no true move of the place explains: the rest are moves that nobody planned, and real all the same. */
  readonly falseStaplesUnmoved: Rate;
  readonly falseVolatileUnmoved: Rate;
  readonly falseVolatile: Rate;
  readonly falseVolatileOrdinary: Rate;
  readonly falseCity: Rate;
  readonly falseWatches: number;
  /** Days on which an alert stood without an event, false ones and those that outlived their event. */
  readonly overdueDays: number;
  readonly echoes: number;
  /** The events that a bar is set on, and days after their first day until the alert. */
  readonly steps: Share;
  readonly stepsOrdinary: Share;
  readonly stepDelays: readonly number[];
  readonly fallsOrdinary: Share;
  readonly drifts: Share;
  readonly driftsOrdinary: Share;
  readonly smallSteps: Share;
  readonly smallStepsOrdinary: Share;
  readonly volatileSteps: Share;
  readonly volatileDelays: readonly number[];
  /** Errors of factor 10 and more that were held back; of stores that have a past; and held back or refused at the door. */
  readonly grossErrors: Share;
  readonly grossErrorsWithPast: Share;
  readonly grossErrorsStopped: Share;
  readonly allErrors: Share;
  readonly goodRowsHeld: Share;
}

export interface Rate {
  readonly count: number;
  readonly days: number;
  readonly perThousand: number;
}

export function figuresOf(detector: string, scores: readonly Score[]): DetectionFigures {
  const own = scores.filter((score) => score.detector === detector);
  const falseAlerts = own.flatMap(({ judgements }) => judgements.falseAlerts);
  const rate = (
    volatile: boolean | undefined,
    places: readonly ('ordinary' | 'thin' | 'city')[],
    counts: (alert: FalseAlert) => boolean = () => true,
  ): Rate => {
    const goods = volatile === undefined ? [true, false] : [volatile];
    const count = falseAlerts.filter(
      (alert) => goods.includes(alert.volatile) && places.includes(kindOfPlace(alert)) && counts(alert),
    ).length;
    const days = own.reduce(
      (sum, { judgements }) =>
        sum +
        goods.reduce(
          (inner, one) =>
            inner + places.reduce((most, place) => most + (judgements.calmDays[calmDaysKey(one, place)] ?? 0), 0),
          0,
        ),
      0,
    );
    return { count, days, perThousand: days === 0 ? 0 : (1000 * count) / days };
  };
  const outcomes = own.flatMap((score) => score.outcomes);
  const barred = (bar: EventBar) => outcomes.filter(bar.counts);
  const seen = (bar: EventBar) => shareOf(barred(bar), bar.isSeen);
  const seenInOrdinary = (bar: EventBar) =>
    shareOf(
      barred(bar).filter(({ stores }) => stores >= LEAST_STORES),
      bar.isSeen,
    );
  const { steps, falls, drifts, smallSteps, volatileSteps } = EVENT_BARS;
  const kinds = own.flatMap(({ heldBack }) => Object.values(heldBack.byKind));
  return {
    detector,
    falseStaples: rate(false, ['ordinary', 'thin']),
    falseStaplesOrdinary: rate(false, ['ordinary']),
    falseStaplesThin: rate(false, ['thin']),
    falseStaplesUnmoved: rate(false, ['ordinary', 'thin'], isUnmoved),
    falseVolatileUnmoved: rate(true, ['ordinary', 'thin'], isUnmoved),
    falseVolatile: rate(true, ['ordinary', 'thin']),
    falseVolatileOrdinary: rate(true, ['ordinary']),
    falseCity: rate(undefined, ['city']),
    falseWatches: own.reduce((sum, { judgements }) => sum + judgements.falseWatches, 0),
    overdueDays: own.reduce((sum, { judgements }) => sum + judgements.overdueDays, 0),
    echoes: own.reduce((sum, { judgements }) => sum + judgements.echoes, 0),
    steps: seen(steps),
    stepsOrdinary: seenInOrdinary(steps),
    fallsOrdinary: seenInOrdinary(falls),
    stepDelays: barred(steps).flatMap(({ alertDelay }) => alertDelay ?? []),
    drifts: seen(drifts),
    driftsOrdinary: seenInOrdinary(drifts),
    smallSteps: seen(smallSteps),
    smallStepsOrdinary: seenInOrdinary(smallSteps),
    volatileSteps: seen(volatileSteps),
    volatileDelays: barred(volatileSteps).flatMap(({ alertDelay }) => alertDelay ?? []),
    grossErrors: sumShares(own.map(({ heldBack: { gross } }) => ({ hits: gross.held, of: gross.made }))),
    grossErrorsWithPast: sumShares(
      own.map(({ heldBack: { gross } }) => ({ hits: gross.heldWithPast, of: gross.madeWithPast })),
    ),
    grossErrorsStopped: sumShares(own.map(({ heldBack: { gross } }) => ({ hits: gross.stopped, of: gross.made }))),
    allErrors: sumShares(kinds.map(({ made, held }) => ({ hits: held, of: made }))),
    goodRowsHeld: sumShares(own.map(({ heldBack }) => ({ hits: heldBack.goodHeld, of: heldBack.goodRows }))),
  };
}

function isUnmoved({ cause }: FalseAlert): boolean {
  return cause !== 'own move of the market';
}

export function kindOfPlace({ place, stores }: Pick<FalseAlert, 'place' | 'stores'>): 'ordinary' | 'thin' | 'city' {
  if (place === ROOT_PLACE) return 'city';
  return stores < LEAST_STORES ? 'thin' : 'ordinary';
}

function sumShares(shares: readonly Share[]): Share {
  return shares.reduce((sum, { hits, of }) => ({ hits: sum.hits + hits, of: sum.of + of }), { hits: 0, of: 0 });
}

/** The smallest value that at least the given share of the values does not exceed; none of nothing. */
export function quantileOf(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
