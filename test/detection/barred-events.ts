import { ROOT_PLACE } from '#domain/place.ts';
import type { EventOutcome } from './event-outcomes.ts';

/** A bar that is set on events: which of them count, and when one of these has been seen. */
export interface EventBar {
  readonly counts: (one: EventOutcome) => boolean;
  readonly isSeen: (one: EventOutcome) => boolean;
}

const LARGE_STEP = 0.15;
const SMALL_STEP = 0.1;
const DRIFT_DAYS = 20;
const SMALL_STEP_DAYS = 3;
const VOLATILE_FACTOR = 1.5;
/** A size of exactly 15 % must count as 15 % after a division. */
const ROUNDING = 1e-9;

/** Events are counted at their places, by their true size, and not where an alert (or watch) stood already. */
export const EVENT_BARS = {
  /** Staples, steps of 15 % and more: alert or crisis before the end. */
  steps: {
    counts: (one) => isFresh(one) && !one.volatile && one.kind === 'step' && hasSize(one, LARGE_STEP),
    isSeen: isAlerted,
  },
  /** Staples, falls of 15 % and more: alert or crisis before the end. */
  falls: {
    counts: (one) => isFresh(one) && !one.volatile && one.kind === 'fall' && hasSize(one, LARGE_STEP),
    isSeen: isAlerted,
  },
  /** Staples, drifts of 1 % a day that came to 15 % about the twentieth day: alert or crisis within 20 days. */
  drifts: {
    counts: (one) => isFresh(one) && !one.volatile && one.kind === 'drift' && hasSize(one, LARGE_STEP),
    isSeen: ({ alertDelay }) => isWithin(alertDelay, DRIFT_DAYS),
  },
  /** Staples, steps of 10 to 15 %: watch or more within 3 days. */
  smallSteps: {
    counts: (one) =>
      isAtPlace(one) &&
      !one.watchedBefore &&
      !one.volatile &&
      one.kind === 'step' &&
      hasSize(one, SMALL_STEP) &&
      !hasSize(one, LARGE_STEP),
    isSeen: ({ watchDelay }) => isWithin(watchDelay, SMALL_STEP_DAYS),
  },
  /** Volatile goods, steps of 1.5 times the effective threshold and more: alert or crisis before the end. */
  volatileSteps: {
    counts: (one) =>
      isFresh(one) && one.volatile && one.kind === 'step' && hasSize(one, (VOLATILE_FACTOR * one.alertPct) / 100),
    isSeen: isAlerted,
  },
} as const satisfies Record<string, EventBar>;

export function isMissed(one: EventOutcome): boolean {
  return Object.values(EVENT_BARS).some(({ counts, isSeen }) => counts(one) && !isSeen(one));
}

export function isStep({ kind }: EventOutcome): boolean {
  return kind === 'step' || kind === 'fall';
}

export function isAlerted({ alertDelay }: EventOutcome): boolean {
  return alertDelay !== undefined;
}

/** Size of an event in its own direction: a fall that truly rose is below 0. */
export function sizeOf({ realisedSize, plannedSize }: EventOutcome): number {
  return realisedSize * Math.sign(plannedSize);
}

function hasSize(one: EventOutcome, size: number): boolean {
  return sizeOf(one) >= size - ROUNDING;
}

function isAtPlace({ place }: EventOutcome): boolean {
  return place !== ROOT_PLACE;
}

function isFresh(one: EventOutcome): boolean {
  return isAtPlace(one) && !one.alertedBefore;
}

function isWithin(delay: number | undefined, days: number): boolean {
  return delay !== undefined && delay <= days;
}
