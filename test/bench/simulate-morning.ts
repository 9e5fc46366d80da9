import type { UnitsByRole } from './metered-by-place.ts';

/** A city's leaves with the zones in which they lie. */
export type ZoneOf = ReadonlyMap<string, string>;

/** What one invocation takes, as it was measured. */
export interface MeasuredUnits {
  /** Of each function that handles a report. */
  readonly report: readonly UnitsByRole[];
  /** Of a window's first report the most that an assessment took, and of each further one what a calm one writes. */
  readonly leaf: { readonly calm: UnitsByRole; readonly most: UnitsByRole };
  readonly zone: UnitsByRole;
  readonly city: UnitsByRole;
  /** Of a day that is not open yet, woken by what is handed on to it. */
  readonly nextDay: UnitsByRole;
}

/** A report that comes in: its leaf, and when, seconds since midnight. */
export interface Arrival {
  readonly leaf: string;
  readonly at: number;
}

/** What falls on one partition: units of each second. */
export interface PartitionLoad {
  readonly writes: Map<number, number>;
  readonly reads: Map<number, number>;
}

/**
 * A morning in which reports come in and are handed over window by window, as the stream does: the first record of a
 * place begins a window, at the end of which the place is assessed once for all that came in it. All that an assessment
 * reads and writes is counted in the second in which its window ends; a function that takes longer spreads it.
 */
export function simulateMorning(
  arrivals: readonly Arrival[],
  zoneOf: ZoneOf,
  units: MeasuredUnits,
  windowSeconds: number,
): ReadonlyMap<string, PartitionLoad> {
  const loads = new Map<string, PartitionLoad>();
  const leavesOf = Map.groupBy(zoneOf.keys(), (leaf) => zoneOf.get(leaf) as string);
  const spend = (place: string, leaves: readonly string[], spent: UnitsByRole, second: number) => {
    for (const [role, each] of spent.writes) note(loads, keyOf(role, place, zoneOf), 'writes', second, each);
    for (const [role, each] of spent.reads) note(loads, keyOf(role, place, zoneOf), 'reads', second, each);
    for (const leaf of leaves) note(loads, `market ${leaf} today`, 'reads', second, spent.ofEachLeaf);
  };
  for (const { leaf, at } of arrivals) {
    for (const each of units.report) spend(leaf, [], each, Math.floor(at));
  }

  const woken = { zone: [] as [string, number][], city: [] as [string, number][] };
  for (const [leaf, own] of Map.groupBy(arrivals, (arrival) => arrival.leaf)) {
    for (const { end, records } of windowsOf(
      own.map(({ at }) => at),
      windowSeconds,
    )) {
      spend(leaf, [], units.leaf.most, end);
      const { writes } = units.leaf.calm;
      for (let more = 1; more < records; more++) spend(leaf, [], { writes, reads: NONE, ofEachLeaf: 0 }, end);
      spend(leaf, [], units.nextDay, end + windowSeconds);
      woken.zone.push([zoneOf.get(leaf) as string, end]);
      woken.city.push(['city', end]);
    }
  }
  for (const [kind, all] of [
    ['zone', woken.zone],
    ['city', woken.city],
  ] as const) {
    for (const [place, own] of Map.groupBy(all, ([name]) => name)) {
      const leaves = kind === 'zone' ? (leavesOf.get(place) ?? []) : [...zoneOf.keys()];
      for (const { end } of windowsOf(
        own.map(([, at]) => at),
        windowSeconds,
      )) {
        spend(place, leaves, units[kind], end);
        spend(place, [], units.nextDay, end + windowSeconds);
      }
    }
  }
  return loads;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** The windows that records open, one after the other: when each ends, and how many it has gathered. */
export function windowsOf(records: readonly number[], windowSeconds: number): { end: number; records: number }[] {
  const windows: { end: number; records: number }[] = [];
  for (const at of records.toSorted((a, b) => a - b)) {
    const last = windows.at(-1);
    if (last && at <= last.end) last.records++;
    else windows.push({ end: Math.floor(at + windowSeconds), records: 1 });
  }
  return windows;
}

/** The most units of a partition in one second, and on the mean of a second in its worst minute. */
export function worstOf(load: ReadonlyMap<number, number>): { readonly second: number; readonly minute: number } {
  const minutes = new Map<number, number>();
  for (const [second, units] of load) {
    const minute = Math.floor(second / 60);
    minutes.set(minute, (minutes.get(minute) ?? 0) + units);
  }
  return { second: Math.max(0, ...load.values()), minute: Math.max(0, ...minutes.values()) / 60 };
}

/** The partition that has a role for a place; those that all share keep their own key. */
function keyOf(role: string, place: string, zoneOf: ZoneOf): string {
  const zone = zoneOf.get(place) ?? place;
  return role.replace(/ leaf/, ` ${place}`).replace(/ zone/, ` ${zone}`);
}

function note(
  loads: Map<string, PartitionLoad>,
  key: string,
  kind: keyof PartitionLoad,
  second: number,
  units: number,
): void {
  const load = loads.get(key) ?? { writes: new Map(), reads: new Map() };
  loads.set(key, load);
  load[kind].set(second, (load[kind].get(second) ?? 0) + units);
}
