import { type KeepPorts, keepDifferences, type StagedOutput } from '#assessing/keep-differences.ts';
import { assess } from '#domain/assessment/assess.ts';
import type { PlaceDay, PlaceDayResult } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Rules } from '#domain/detection/rules.ts';

/** A place-day as read: the inputs of the fold, and a text that changes with any of them. */
export interface PlaceDayReading<Heads> extends Omit<PlaceDay, 'place' | 'date' | 'rules'> {
  /** The reports without their rows, as they are shown. */
  readonly heads: Heads;
  readonly fingerprint: string;
  /** True when the day before has handed on its memory. */
  readonly previousDayDone: boolean;
  /** Receipt of its latest report, milliseconds since the epoch. */
  readonly latestReceivedAt?: number;
}

/** What the use case needs of the world; `Output` is the storage's own form of an output. */
export interface AssessPorts<Output extends StagedOutput, Heads> extends KeepPorts<Output> {
  /** Strongly consistent; none while the day is not open. */
  readonly readPlaceDay: (place: string, date: BusinessDay) => Promise<PlaceDayReading<Heads> | undefined>;
  readonly isOpen: (place: string, date: BusinessDay) => Promise<boolean>;
  /** The fingerprint of what is kept now. */
  readonly fingerprint: (place: string, date: BusinessDay) => Promise<string>;
  readonly rulesOf: (date: BusinessDay) => Promise<Rules>;
  readonly stage: (result: PlaceDayResult, reading: { readonly heads: Heads }) => Output[];
  /** Told when the reports of a day have opened or raised an episode, and when the last of them came. */
  readonly noteRaised?: (latestReceivedAt: number) => void;
}

/** Raised when a place-day kept changing under the assessor; its trigger is tried again later. */
export class PlaceDayBusy extends Error {
  override readonly name = 'PlaceDayBusy';
}

const MOST_ROUNDS = 20;

/**
 * Assesses a place-day: reads it, folds it, and keeps every output that differs from what is kept.
 *
 * Whoever wrote anything reads its inputs again and starts over if they changed (verify after write): a value that went
 * and came back would otherwise leave a stale result for ever. Comparing all outputs each time is the whole crash
 * recovery. Raises `PlaceDayBusy` after 20 rounds.
 *
 * A day whose day before is open and has not handed on yet waits for it: without its memory every episode would be gone,
 * and people would be told of a withdrawal that is none. What is handed on wakes it.
 */
export function assessPlaceDay<Output extends StagedOutput, Heads>(ports: AssessPorts<Output, Heads>) {
  return async (place: string, date: BusinessDay): Promise<'not-open' | 'waiting' | 'assessed'> => {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const reading = await ports.readPlaceDay(place, date);
      if (!reading) return 'not-open';
      if (!reading.previousDayDone && (await ports.isOpen(place, addDays(date, -1)))) return 'waiting';
      const result = assess({ ...reading, place, date, rules: await ports.rulesOf(date) });
      const outputs = ports.stage(result, reading);
      const written = await keepDifferences(ports, outputs);
      if (written === 'lost') continue;
      if (written === 'news' && reading.latestReceivedAt !== undefined && raisedToday(result)) {
        ports.noteRaised?.(reading.latestReceivedAt);
      }
      if (written === 'nothing') return 'assessed';
      if ((await ports.fingerprint(place, date)) === reading.fingerprint) return 'assessed';
    }
    throw new PlaceDayBusy(`${place} ${date} changed in each of ${MOST_ROUNDS} rounds; it will be tried again`);
  };
}

function raisedToday({ episodes: { episodes, asOf } }: PlaceDayResult): boolean {
  return episodes.some(({ news, escalatedOn }) => news && escalatedOn === asOf);
}
