/**
 * Folds the days of a place, and of all places inside it, anew from the reports that are kept.
 *
 * 1. Begin at the last day before the asked one whose memory is kept and can be read (`startOf`), or with the first reports.
 * 2. Fold day by day in memory: innermost places first, what each hands on stays in memory.
 * 3. Of a day that is open keep all that differs, as its assessor would. Of one that is not, only what is shown: nobody
 *    goes on from it. Assessments of closed days are records, written anew only where other reports are kept by now.
 * 4. In the end read the reports again: where others were kept meanwhile, start over. So a live assessor, which is woken
 *    by what was written and by each report, never finds something older than what it has itself written.
 */
import { type KeepPorts, keepDifferences, type StagedOutput } from '#assessing/keep-differences.ts';
import type { PlaceDayResult, PlaceMemory } from '#domain/assessment/place-day.ts';
import { NEW_MARKET, type ReplayedMarket, replayPlaces } from '#domain/assessment/replay.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf, withAncestors } from '#domain/catalogue.ts';
import type { Rules } from '#domain/detection/rules.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { Store } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { startOf } from './start-of-rebuild.ts';

/** What is asked for, as it is kept. */
export interface RebuildRequest {
  /** The first day to fold anew; none once it is done. */
  readonly from?: BusinessDay;
  /** The day at which a rebuild goes on that ran out of time. */
  readonly resumeAt?: BusinessDay;
  /** True while more reports are about to come: it is to wait. */
  readonly more?: true;
  /** Before this day no reports were ever asked to be folded. */
  readonly first: BusinessDay;
}

/** A place-day as it is kept. */
export interface WholeDay<Heads> {
  readonly isOpen: boolean;
  readonly reports: readonly StoreDay[];
  readonly heads: Heads;
  readonly inherited: () => { readonly memory: PlaceMemory; readonly stores: readonly StoreMemory[] } | undefined;
  /** Hashes of all that is kept in the partition, by the names of outputs. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Changes with the reports and the rules of the day. */
  readonly fingerprint: string;
}

export interface RebuildPorts<Output extends StagedOutput, Heads> extends KeepPorts<Output> {
  readonly readRebuild: (
    place: string,
  ) => Promise<{ readonly value: RebuildRequest; readonly hash: string } | undefined>;
  readonly putRebuild: (place: string, request: RebuildRequest, expected: string | undefined) => Promise<boolean>;
  readonly listStores: () => Promise<readonly Store[]>;
  /** Its fingerprint covers what the day has inherited only `withMemory`. */
  readonly readWholeDay: (place: string, day: BusinessDay, withMemory: boolean) => Promise<WholeDay<Heads>>;
  readonly fingerprintOfWholeDay: (place: string, day: BusinessDay, withMemory: boolean) => Promise<string>;
  readonly hashesOfDay: (place: string, day: BusinessDay) => Promise<ReadonlyMap<string, string>>;
  readonly isOpen: (place: string, day: BusinessDay) => Promise<boolean>;
  /** Notes of what cannot be read that it is to be made anew; raises what is no such error. */
  readonly noteUnreadable: (error: unknown) => Promise<void>;
  readonly rulesOf: (day: BusinessDay) => Promise<Rules>;
  readonly stageFacts: (result: PlaceDayResult) => Output[];
  readonly stageShown: (
    result: PlaceDayResult,
    heads: Heads,
  ) => { readonly shown: Output; readonly brief: Output; readonly reporting: Output | undefined };
  readonly stageMemory: (result: PlaceDayResult) => Output[];
  readonly stageLatest: (result: PlaceDayResult) => Output[];
  readonly today: () => BusinessDay;
  /** Days back that still take reports; before them days are closed. */
  readonly correctionDays: number;
  /** True when what is left of the time is only enough to end. */
  readonly timeIsUp: () => boolean;
}

/** Raised where reports kept coming for days that were being folded; the rebuild is tried again later. */
export class RebuildBusy extends Error {
  override readonly name = 'RebuildBusy';
}

const MOST_ROUNDS = 20;
const READ_AT_ONCE = 16;
const KEPT_AT_ONCE = 8;

/** Does what is asked for a place, if anything is. Harmless to repeat, beside live traffic and another rebuild. */
export function rebuildPlace<Output extends StagedOutput, Heads>(
  ports: RebuildPorts<Output, Heads>,
  catalogue: Catalogue,
) {
  return async (place: string): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const kept = await ports.readRebuild(place);
      if (kept?.value.from === undefined || kept.value.more) return;
      const { first, from } = kept.value;
      const reached = await new Rebuild(ports, catalogue, place).run(kept.value);
      if (reached === 'changed') continue;
      const next = reached === 'done' ? { first } : { first, from, resumeAt: reached };
      if (await ports.putRebuild(place, next, kept.hash)) return;
    }
    throw new RebuildBusy(`${place} kept getting reports in each of ${MOST_ROUNDS} rounds; it will be tried again`);
  };
}

/** The days of one run, one after the other. */
class Rebuild<Output extends StagedOutput, Heads> {
  private readonly ports: RebuildPorts<Output, Heads>;
  private readonly catalogue: Catalogue;
  private readonly place: string;
  private readonly folded: { readonly place: string; readonly day: BusinessDay; readonly fingerprint: string }[] = [];
  private readonly around: (place: string) => readonly string[];

  constructor(ports: RebuildPorts<Output, Heads>, catalogue: Catalogue, place: string) {
    this.ports = ports;
    this.catalogue = catalogue;
    this.place = place;
    this.around = (inner) => {
      const chain = withAncestors(catalogue, inner);
      return chain.slice(0, chain.indexOf(place) + 1);
    };
  }

  /** The day before which it ran out of time, `done`, or `changed` where it must start over. */
  async run({ from, resumeAt, first }: RebuildRequest): Promise<BusinessDay | 'done' | 'changed'> {
    const { ports, place } = this;
    const today = ports.today();
    const places = this.placesOf(await ports.listStores());
    const start = resumeAt ?? (await startOf(ports, place, from ?? today, first));
    let market: ReplayedMarket = NEW_MARKET;
    let before: ReadonlyMap<string, PlaceDayResult> = new Map();
    let reading = this.readDay(start, places, true);
    for (const day of eachDay(start, today)) {
      const isStart = day === start;
      const readings = await reading;
      // While this day is folded and kept, the next one is read.
      reading = this.readDay(addDays(day, 1), day === today ? [] : places, false);
      reading.catch(() => undefined);
      if (!isStart && ports.timeIsUp()) {
        const handedOn = [...before.values()].flatMap((result) => ports.stageMemory(result));
        if ((await keepDifferences(ports, handedOn)) === 'lost') return 'changed';
        return (await this.isUnchanged(start)) ? day : 'changed';
      }
      if (isStart) market = inheritedIn(readings, resumeAt !== undefined);
      const reports = [...readings.values()].flatMap((reading) => reading.reports);
      const { market: next, results } = replayPlaces(market, day, reports, await ports.rulesOf(day), this.around);
      if (!(await this.keepDay(day, today, { readings, results, before }))) return 'changed';
      for (const [inner, { fingerprint }] of readings) this.folded.push({ place: inner, day, fingerprint });
      [market, before] = [next, results];
    }
    return (await this.isUnchanged(start)) ? 'done' : 'changed';
  }

  /** The places in which stores are or ever were, and all between them and the place. */
  private placesOf(stores: readonly Store[]): string[] {
    const within = stores.flatMap((store) => store.places.flatMap(({ place }) => this.around(place)));
    return [...new Set([this.place, ...within])];
  }

  private async readDay(
    day: BusinessDay,
    places: readonly string[],
    isStart: boolean,
  ): Promise<Map<string, WholeDay<Heads>>> {
    const read = await aFewAtOnce(places, READ_AT_ONCE, (place) => this.ports.readWholeDay(place, day, isStart));
    return new Map(places.map((place, index) => [place, read[index] as WholeDay<Heads>]));
  }

  /** False where another came between. */
  private async keepDay(day: BusinessDay, today: BusinessDay, folded: FoldedDay<Heads>): Promise<boolean> {
    const { ports, catalogue, place } = this;
    const { readings, results, before } = folded;
    const hashes = new Map([...readings.values()].flatMap((reading) => [...reading.hashes]));
    for (const [name, hash] of await ports.hashesOfDay(parentOf(catalogue, place), day)) hashes.set(name, hash);
    const shownOf = new Map(
      [...results].map(([inner, result]) => [
        inner,
        ports.stageShown(result, (readings.get(inner) as WholeDay<Heads>).heads),
      ]),
    );
    const isKept = ({ name, hash }: Output) => hashes.get(name) === hash;
    const changed = new Set(
      [...shownOf].flatMap(([inner, { reporting }]) =>
        reporting && hashes.has(reporting.name) && !isKept(reporting) ? this.around(inner) : [],
      ),
    );
    const isClosed = day < addDays(today, -ports.correctionDays);
    const toldOf = this.placesTold(results, day);
    const keepPlace = async ([inner, result]: [string, PlaceDayResult]): Promise<boolean> => {
      const isOpen = readings.get(inner)?.isOpen ?? false;
      const { shown, brief, reporting } = shownOf.get(inner) as ReturnType<typeof ports.stageShown>;
      const previous = before.get(inner);
      const outputs = [
        ...(isOpen || toldOf.inside.has(inner) ? ports.stageFacts(result) : []),
        ...[shown, brief, ...(reporting ? [reporting] : [])].filter(
          ({ name }) => !isClosed || changed.has(inner) || !hashes.has(name),
        ),
        ...(previous && (isOpen || toldOf.itself.has(inner)) ? ports.stageMemory(previous) : []),
        ...(day === today ? [...ports.stageMemory(result), ...ports.stageLatest(result)] : []),
      ];
      if (isOpen) return (await keepDifferences(ports, outputs)) !== 'lost';
      const due = outputs.filter((output) => !isKept(output) && (hashes.has(output.name) || !output.empty));
      const written = await aFewAtOnce(due, READ_AT_ONCE, (output) => ports.put(output, hashes.get(output.name)));
      return !written.includes(false);
    };
    return !(await aFewAtOnce([...results], KEPT_AT_ONCE, keepPlace)).includes(false);
  }

  /**
   * Whose evidence rests on the day: places where an episode has reached its level, and all places inside them. What is
   * read to show it is kept, too.
   */
  private placesTold(results: ReadonlyMap<string, PlaceDayResult>, day: BusinessDay) {
    const itself = new Set(
      [...results].flatMap(([place, { episodes }]) =>
        episodes.episodes.some(({ escalatedOn }) => escalatedOn === day) ? [place] : [],
      ),
    );
    const inside = new Set([...results.keys()].filter((place) => this.around(place).some((each) => itself.has(each))));
    return { itself, inside };
  }

  /** True when the reports are still those that were folded, and the start's memory is still the one that was read. */
  private async isUnchanged(start: BusinessDay): Promise<boolean> {
    const now = await aFewAtOnce(this.folded, READ_AT_ONCE, ({ place, day }) =>
      this.ports.fingerprintOfWholeDay(place, day, day === start),
    );
    return now.every((fingerprint, index) => fingerprint === this.folded[index]?.fingerprint);
  }
}

interface FoldedDay<Heads> {
  readonly readings: ReadonlyMap<string, WholeDay<Heads>>;
  readonly results: ReadonlyMap<string, PlaceDayResult>;
  /** The results of the day before. */
  readonly before: ReadonlyMap<string, PlaceDayResult>;
}

/** What the places have inherited, where a fold begins. What is kept of a day that is not open need not be all of it. */
function inheritedIn(readings: ReadonlyMap<string, WholeDay<unknown>>, isResumed: boolean): ReplayedMarket {
  return new Map(
    [...readings].flatMap(([place, reading]) => {
      const inherited = reading.isOpen || isResumed ? reading.inherited() : undefined;
      return inherited ? [[place, inherited] as const] : [];
    }),
  );
}
