import { assess } from '#domain/assessment/assess.ts';
import type { PlaceDay, PlaceDayResult } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Rules } from '#domain/detection/rules.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

/** One output of an assessment, ready to be kept: what it is called, and a hash of its content. */
export interface StagedOutput {
  readonly name: string;
  readonly hash: string;
  /** True when nothing is lost by not writing it where nothing is kept yet. */
  readonly empty: boolean;
  /**
   * When it is written: `facts` of the stores, then the `head`s that wake the places around, then what is `shown`, what
   * is `handed-on` to the next day, and the `news` that wake those who tell people. Each waits for the one before.
   */
  readonly turn: (typeof TURNS)[number];
}

const TURNS = ['facts', 'head', 'shown', 'handed-on', 'news'] as const;

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
export interface AssessPorts<Output extends StagedOutput, Heads> {
  /** Strongly consistent; none while the day is not open. */
  readonly readPlaceDay: (place: string, date: BusinessDay) => Promise<PlaceDayReading<Heads> | undefined>;
  readonly isOpen: (place: string, date: BusinessDay) => Promise<boolean>;
  /** The fingerprint of what is kept now. */
  readonly fingerprint: (place: string, date: BusinessDay) => Promise<string>;
  readonly rulesOf: (date: BusinessDay) => Promise<Rules>;
  readonly stage: (result: PlaceDayResult, reading: { readonly heads: Heads }) => Output[];
  /**
   * Hashes of what is kept under the outputs' names; a name that a later day has taken maps to `newer`. And as outputs
   * that say nothing: what an earlier folding has kept and this one does not have.
   */
  readonly compare: (outputs: readonly Output[]) => Promise<{
    readonly kept: ReadonlyMap<string, string | 'newer'>;
    readonly gone: readonly Output[];
  }>;
  /** A head as it stands while the facts behind it are being written. */
  readonly changing: (head: Output) => Output;
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
/** Outputs that are written at once: fewer than the connections of a function. */
const AT_ONCE = 32;

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

/**
 * Keeps what differs, turn by turn. Heads say so before the facts behind them change, and are written again after it: so
 * the places around are woken after the last change, however often it went and came back, and wherever somebody died.
 */
async function keepDifferences<Output extends StagedOutput, Heads>(
  ports: AssessPorts<Output, Heads>,
  staged: readonly Output[],
): Promise<'nothing' | 'something' | 'news' | 'lost'> {
  const { kept, gone } = await ports.compare(staged);
  const outputs = [...staged, ...gone];
  const known = new Map(kept);
  const put = async (output: Output) => {
    const isKept = await ports.put(output, known.get(output.name));
    if (isKept) known.set(output.name, output.hash);
    return isKept;
  };
  const differs = ({ name, hash, empty }: Output) => {
    const then = known.get(name);
    return then !== hash && then !== 'newer' && !(then === undefined && empty);
  };
  const differing = outputs.filter(differs);
  if (differing.some(({ turn }) => turn === 'facts')) {
    const heads = outputs.filter(({ turn }) => turn === 'head').map(ports.changing);
    if ((await aFewAtOnce(heads, AT_ONCE, put)).includes(false)) return 'lost';
  }
  for (const turn of TURNS) {
    const due = outputs.filter((output) => output.turn === turn && differs(output));
    if ((await aFewAtOnce(due, AT_ONCE, put)).includes(false)) return 'lost';
  }
  if (differing.some(({ turn }) => turn === 'news')) return 'news';
  return differing.length > 0 ? 'something' : 'nothing';
}

function raisedToday({ episodes: { episodes, asOf } }: PlaceDayResult): boolean {
  return episodes.some(({ news, escalatedOn }) => news && escalatedOn === asOf);
}
