import { assess } from '#domain/assessment/assess.ts';
import type { PlaceDay, PlaceDayResult } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Rules } from '#domain/detection/rules.ts';

/** One output of an assessment, ready to be kept: what it is called, and a hash of its content. */
export interface StagedOutput {
  readonly name: string;
  readonly hash: string;
  /** True when nothing is lost by not writing it where nothing is kept yet. */
  readonly empty: boolean;
}

/** A place-day as read: the inputs of the fold, and a text that changes with any of them. */
export interface PlaceDayReading extends Omit<PlaceDay, 'place' | 'date' | 'rules'> {
  readonly fingerprint: string;
  /** True when the day before has handed on its memory. */
  readonly previousDayDone: boolean;
  /** Receipt of its latest report, milliseconds since the epoch. */
  readonly latestReceivedAt?: number;
}

/** What the use case needs of the world; `Output` is the storage's own form of an output. */
export interface AssessPorts<Output extends StagedOutput> {
  /** Strongly consistent; none while the day is not open. */
  readonly readPlaceDay: (place: string, date: BusinessDay) => Promise<PlaceDayReading | undefined>;
  readonly isOpen: (place: string, date: BusinessDay) => Promise<boolean>;
  /** The fingerprint of what is kept now. */
  readonly fingerprint: (place: string, date: BusinessDay) => Promise<string>;
  readonly rulesOf: (date: BusinessDay) => Promise<Rules>;
  /** The last output wakes those who tell people: it is kept once all the others are, they are kept side by side. */
  readonly stage: (result: PlaceDayResult) => Output[];
  /** Hashes of what is kept under the outputs' names; a name that a later day has taken maps to `newer`. */
  readonly keptHashes: (outputs: readonly Output[]) => Promise<ReadonlyMap<string, string | 'newer'>>;
  /** Keeps an output on condition that what is kept is still what was read; false if it is not. */
  readonly put: (output: Output, expected: string | undefined) => Promise<boolean>;
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
export function assessPlaceDay<Output extends StagedOutput>(ports: AssessPorts<Output>) {
  return async (place: string, date: BusinessDay): Promise<'not-open' | 'waiting' | 'assessed'> => {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const reading = await ports.readPlaceDay(place, date);
      if (!reading) return 'not-open';
      if (!reading.previousDayDone && (await ports.isOpen(place, addDays(date, -1)))) return 'waiting';
      const result = assess({ ...reading, place, date, rules: await ports.rulesOf(date) });
      const outputs = ports.stage(result);
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

async function keepDifferences<Output extends StagedOutput>(
  ports: AssessPorts<Output>,
  outputs: readonly Output[],
): Promise<'nothing' | 'something' | 'news' | 'lost'> {
  const kept = await ports.keptHashes(outputs);
  const differing = outputs.filter(({ name, hash, empty }) => {
    const known = kept.get(name);
    return known !== hash && known !== 'newer' && !(known === undefined && empty);
  });
  const put = (output: Output) => ports.put(output, kept.get(output.name));
  const news = differing.filter(({ name }) => name === outputs.at(-1)?.name);
  const rest = await Promise.all(differing.filter((output) => !news.includes(output)).map(put));
  if (rest.includes(false)) return 'lost';
  for (const output of news) if (!(await put(output))) return 'lost';
  if (news.length > 0) return 'news';
  return differing.length > 0 ? 'something' : 'nothing';
}

function raisedToday({ episodes: { episodes, asOf } }: PlaceDayResult): boolean {
  return episodes.some(({ news, escalatedOn }) => news && escalatedOn === asOf);
}
