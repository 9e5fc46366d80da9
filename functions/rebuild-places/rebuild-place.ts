/**
 * Folds the days of a place, and of all places inside it, anew from the reports that are kept.
 *
 * 1. Begin at the last day before the asked one whose memory is kept and can be read (`startOf`), or with the first reports.
 * 2. Fold day by day in memory: innermost places first, what each hands on stays in memory.
 * 3. Of a day that is open keep all that differs, as its assessor would. Of one that is not, only what is shown: nobody
 *    goes on from it. Assessments of closed days are records, written anew only where files have changed their reports.
 * 4. In the end read the reports of open days again, and the request: where others came meanwhile, start over. So a live
 *    assessor never finds something older than what it has itself written; and files, of whatever days, ask anew.
 */
import { type KeepPorts, keepDifferences, type StagedOutput, UNREADABLE } from '#assessing/keep-differences.ts';
import type { PlaceDayResult, PlaceMemory } from '#domain/assessment/place-day.ts';
import type { RebuildRequest, RebuildResumption } from '#domain/assessment/rebuild-request.ts';
import { type ReplayedMarket, replayPlaces } from '#domain/assessment/replay.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf, withAncestors } from '#domain/catalogue.ts';
import type { Rules } from '#domain/detection/rules.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import { present } from '#domain/present.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { Store } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { startOf } from './start-of-rebuild.ts';

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
  readonly readRebuild: (place: string) => Promise<{ readonly value: RebuildRequest } | undefined>;
  readonly readResumption: (place: string) => Promise<RebuildResumption | undefined>;
  readonly resumeLater: (place: string, resumption: RebuildResumption) => Promise<void>;
  readonly noteRebuilt: (place: string, number: number) => Promise<void>;
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
  readonly stageShown: (result: PlaceDayResult, heads: Heads) => Output[];
  readonly stageMemory: (result: PlaceDayResult) => Output[];
  readonly stageLatest: (result: PlaceDayResult) => Output[];
  readonly today: () => BusinessDay;
  /** Days back of which reports, and what they begin with, are kept for sure. */
  readonly keptDays: number;
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

/**
 * Does what is asked for a place, or goes on with it. Harmless to repeat, beside live traffic and another rebuild: who is
 * woken does all of it again, whatever was noted as done, since whoever was woken before may have died over it.
 */
export function rebuildPlace<Output extends StagedOutput, Heads>(
  ports: RebuildPorts<Output, Heads>,
  catalogue: Catalogue,
) {
  return async (place: string, isResumption: boolean): Promise<void> => {
    const resumption = isResumption ? await ports.readResumption(place) : undefined;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const request = (await ports.readRebuild(place))?.value;
      // One that is to wait begins with the next.
      if (!request || request.more) return;
      const { number } = request;
      // Where another was asked for since, it begins anew with that.
      const at = resumption?.number === number ? resumption.at : undefined;
      // Files are noted for the place that lies in no other.
      const outermost = withAncestors(catalogue, place).at(-1) ?? place;
      const first = request.first ?? (await ports.readRebuild(outermost))?.value.first;
      // One that is put back, or comes late, may be of days whose reports have gone: without them there is nothing to fold.
      const from = later(request.from, addDays(ports.today(), -ports.keptDays));
      const rebuild = new Rebuild(ports, catalogue, place, present<RebuildRequest>({ ...request, from, first }));
      const reached = await rebuild.run(at);
      if (reached === 'changed' || (await ports.readRebuild(place))?.value.number !== number) continue;
      if (reached === 'done') await ports.noteRebuilt(place, number);
      else await ports.resumeLater(place, { at: reached, number });
      return;
    }
    throw new RebuildBusy(`${place} kept getting reports in each of ${MOST_ROUNDS} rounds; it will be tried again`);
  };
}

function later(a: BusinessDay, b: BusinessDay): BusinessDay {
  return a > b ? a : b;
}

/** The days of one run, one after the other. */
class Rebuild<Output extends StagedOutput, Heads> {
  private readonly ports: RebuildPorts<Output, Heads>;
  private readonly catalogue: Catalogue;
  private readonly place: string;
  private readonly request: RebuildRequest;
  private readonly folded: { readonly place: string; readonly day: BusinessDay; readonly fingerprint: string }[] = [];
  private readonly around: (place: string) => readonly string[];

  constructor(ports: RebuildPorts<Output, Heads>, catalogue: Catalogue, place: string, request: RebuildRequest) {
    this.ports = ports;
    this.catalogue = catalogue;
    this.place = place;
    this.request = request;
    this.around = (inner) => {
      const chain = withAncestors(catalogue, inner);
      return chain.slice(0, chain.indexOf(place) + 1);
    };
  }

  /** The day before which it ran out of time, `done`, or `changed` where it must start over. */
  async run(resumeAt?: BusinessDay): Promise<BusinessDay | 'done' | 'changed'> {
    const { ports } = this;
    const today = ports.today();
    const places = this.placesOf(await ports.listStores());
    const { start, ...beginning } = await this.begin(places, resumeAt);
    let market: ReplayedMarket = beginning.market;
    let before: ReadonlyMap<string, PlaceDayResult> = new Map();
    let reading = Promise.resolve(beginning.readings);
    for (const day of eachDay(start, today)) {
      const isStart = day === start;
      const readings = await reading;
      // While this day is folded and kept, the next one is read.
      reading = this.readDay(addDays(day, 1), day === today ? [] : places, false);
      reading.catch(() => undefined);
      if (!isStart && ports.timeIsUp()) {
        const memories = [...before.values()].flatMap((result) => ports.stageMemory(result));
        if ((await keepDifferences(ports, memories)) === 'lost') return 'changed';
        return (await this.isUnchanged(start)) ? day : 'changed';
      }
      const reports = [...readings.values()].flatMap((reading) => reading.reports);
      const { market: next, results } = replayPlaces(market, day, reports, await ports.rulesOf(day), this.around);
      if (!(await this.keepDay(day, today, { readings, results, before }))) return 'changed';
      for (const [inner, { isOpen, fingerprint }] of readings) {
        if (isOpen || isStart) this.folded.push({ place: inner, day, fingerprint });
      }
      [market, before] = [next, results];
    }
    return (await this.isUnchanged(start)) ? 'done' : 'changed';
  }

  /** The day to begin with, and what all places inherit there: an earlier one where any of that cannot be read. */
  private async begin(places: readonly string[], resumeAt: BusinessDay | undefined) {
    const { ports, place } = this;
    const { from, first } = this.request;
    let start = resumeAt ?? (await startOf(ports, place, from, first));
    for (;;) {
      const readings = await this.readDay(start, places, true);
      try {
        const market = inheritedIn(readings, start === resumeAt);
        if (start === resumeAt || !(await this.lacksMemory(start, readings, market))) {
          return { start, readings, market };
        }
      } catch (error) {
        await ports.noteUnreadable(error);
      }
      start = await startOf(ports, place, addDays(start, -1), first);
    }
  }

  /** True where a place inside has no memory, although it must have been handed one. */
  private async lacksMemory(
    start: BusinessDay,
    readings: ReadonlyMap<string, WholeDay<Heads>>,
    market: ReplayedMarket,
  ): Promise<boolean> {
    const { ports, place } = this;
    const { first } = this.request;
    const lacking = [...readings].flatMap(([inner, { isOpen }]) => (isOpen && !market.has(inner) ? [inner] : []));
    if (lacking.length === 0 || !market.has(place)) return false;
    const before = addDays(start, -1);
    // Days before were filled from files, and no day of theirs says who was there.
    if (!(await ports.isOpen(place, before))) return first !== undefined && first < start;
    const wereOpen = await aFewAtOnce(lacking, READ_AT_ONCE, (inner) => ports.isOpen(inner, before));
    return wereOpen.includes(true);
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
    const { readings, results } = folded;
    const hashes = new Map([...readings.values()].flatMap((reading) => [...reading.hashes]));
    for (const [name, hash] of await ports.hashesOfDay(parentOf(catalogue, place), day)) hashes.set(name, hash);
    const isTaken = day >= addDays(today, -ports.correctionDays);
    const { rewrites = false, from } = this.request;
    const isRecord = !(rewrites && day >= from) && !isTaken;
    const kept: KeptDay<Output> = {
      hashes,
      isShown: ({ name }) => !isRecord || !hashes.has(name) || hashes.get(name) === UNREADABLE,
      told: this.placesTold(results, day),
      isTaken,
      isLast: day === today,
    };
    const places = [...results.keys()];
    const written = await aFewAtOnce(places, KEPT_AT_ONCE, (inner) => this.keepPlace(inner, folded, kept));
    return !written.includes(false);
  }

  private async keepPlace(inner: string, folded: FoldedDay<Heads>, kept: KeptDay<Output>): Promise<boolean> {
    const { ports } = this;
    const { hashes, told, isShown, isTaken, isLast } = kept;
    const result = folded.results.get(inner) as PlaceDayResult;
    const previous = folded.before.get(inner);
    const { isOpen, heads } = folded.readings.get(inner) as WholeDay<Heads>;
    const outputs = [
      ...(isOpen || told.inside.has(inner) ? ports.stageFacts(result) : []),
      ...ports.stageShown(result, heads).filter(isShown),
      ...(previous && (isOpen || isTaken || told.itself.has(inner)) ? ports.stageMemory(previous) : []),
      ...(isLast ? [...ports.stageMemory(result), ...ports.stageLatest(result)] : []),
    ];
    // What is known as of the latest day lies elsewhere, and is compared there.
    if (isOpen || isLast) return (await keepDifferences(ports, outputs)) !== 'lost';
    const due = outputs.filter(({ name, hash, empty }) => hashes.get(name) !== hash && (hashes.has(name) || !empty));
    const written = await aFewAtOnce(due, READ_AT_ONCE, (output) => ports.put(output, hashes.get(output.name)));
    return !written.includes(false);
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

  /** True when the reports of open days are still those that were folded, and the start's memory the one that was read. */
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

/** How a folded day is kept. */
interface KeptDay<Output> {
  /** Of all that is kept of the day now, by the names of outputs. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Whether what is shown of a place is to be written: a record is left as it is. */
  readonly isShown: (output: Output) => boolean;
  readonly told: { readonly itself: ReadonlySet<string>; readonly inside: ReadonlySet<string> };
  /** True for a day that takes reports: what it has inherited waits for who opens it. */
  readonly isTaken: boolean;
  readonly isLast: boolean;
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
