import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { median } from '#domain/statistics.ts';
import type { Spent } from './metered-functions.ts';

/** Units that one invocation takes of each partition: where these lie follows from the place that is assessed. */
export interface UnitsByRole {
  /** By `<table> <role>`: `own`, `zone`, `city` and `root` with a day, or the key of a partition that all share. */
  readonly writes: ReadonlyMap<string, number>;
  readonly reads: ReadonlyMap<string, number>;
  /** Read units of each leaf inside. */
  readonly ofEachLeaf: number;
}

/** What an account has spent on one invocation, by the role that each partition has for the place that was assessed. */
export function unitsByRole(
  catalogue: Catalogue,
  account: Spent,
  { today, leaves }: { readonly today: string; readonly leaves: number },
): UnitsByRole {
  const roleOf = (key: string): string => {
    const [table = '', pk = ''] = key.replace('binh-on-', '').split(' ');
    const [place = '', day] = pk.split('#');
    if (table !== 'registry') {
      const role = roleOfPlace(catalogue, place);
      const when = day === undefined ? '' : day > today ? ' tomorrow' : ' today';
      return `${table} ${role}${when}`;
    }
    return `${table} ${pk}`;
  };
  const summed = (units: ReadonlyMap<string, number>) => {
    const sums = new Map<string, number>();
    for (const [key, spent] of units) sums.set(roleOf(key), (sums.get(roleOf(key)) ?? 0) + spent / account.invocations);
    return sums;
  };
  const [writes, reads] = [summed(account.writesByKey), summed(account.readsByKey)];
  const ofLeaves = leaves > 0 ? (reads.get('market leaf today') ?? 0) / leaves : 0;
  if (leaves > 0) reads.delete('market leaf today');
  return { writes, reads, ofEachLeaf: ofLeaves };
}

function roleOfPlace(catalogue: Catalogue, place: string): string {
  if (place === '*') return 'root';
  if (place === catalogue.city) return 'city';
  const depth = withAncestors(catalogue, place).length;
  // A copy of a leaf is in no catalogue.
  return depth === 2 && catalogue.places.has(place) ? 'zone' : 'leaf';
}

export const meanOf = (all: readonly UnitsByRole[]): UnitsByRole =>
  joined(all, (units) => units.reduce((sum, each) => sum + each, 0) / units.length);

export const medianOf = (all: readonly UnitsByRole[]): UnitsByRole => joined(all, median);

export const mostOf = (all: readonly UnitsByRole[]): UnitsByRole => joined(all, (units) => Math.max(...units));

/** One figure of several invocations, role by role. */
function joined(all: readonly UnitsByRole[], figureOf: (units: readonly number[]) => number): UnitsByRole {
  if (all.length === 0) throw new Error('Nothing was measured');
  const of = (pick: (units: UnitsByRole) => ReadonlyMap<string, number>) => {
    const roles = new Set(all.flatMap((units) => [...pick(units).keys()]));
    return new Map([...roles].map((role) => [role, figureOf(all.map((units) => pick(units).get(role) ?? 0))]));
  };
  return {
    writes: of(({ writes }) => writes),
    reads: of(({ reads }) => reads),
    ofEachLeaf: figureOf(all.map(({ ofEachLeaf }) => ofEachLeaf)),
  };
}
