import { type Catalogue, isWithin } from '../catalogue.ts';
import { foldVietnamese, isOneSlip } from '../report/nearest-product.ts';
import type { Person, PersonGroup } from './person.ts';

/** Who looks at people. */
export interface Viewer {
  readonly id: string;
  readonly groups: readonly PersonGroup[];
  readonly places: readonly string[];
}

/** How much somebody sees of a person: all, what colleagues know of each other, or that there is one. */
export type PersonView = 'all' | 'colleague' | 'none';

/** Leads see all of who shares a place with them, staff only name, group and places; everybody all of oneself. */
export function viewOf(catalogue: Catalogue, viewer: Viewer, person: Person): PersonView {
  if (viewer.id === person.id) return 'all';
  if (!sharesPlace(catalogue, viewer.places, person.places)) return 'none';
  return viewer.groups.some((group) => group !== 'staff') ? 'all' : 'colleague';
}

/** True where one's places and the other's have a place in common: a ward and its city do. */
function sharesPlace(catalogue: Catalogue, own: readonly string[], others: readonly string[]): boolean {
  return own.some((mine) =>
    others.some((theirs) => isWithin(catalogue, mine, theirs) || isWithin(catalogue, theirs, mine)),
  );
}

/** Why somebody cannot stand in for a person. */
export type DeputyProblem = 'oneself' | 'unknown' | 'inactive';

export function deputyProblem(
  of: string | undefined,
  deputy: string,
  found: Person | undefined,
): DeputyProblem | undefined {
  if (of === deputy) return 'oneself';
  if (!found?.personal) return 'unknown';
  return found.active ? undefined : 'inactive';
}

/** Who may have been meant by an id that nobody has: somebody of that name or address, or whose id is one slip away. */
export function personMeant(written: string, people: readonly Person[]): Person | undefined {
  const folded = foldVietnamese(written);
  const isMeant = ({ id, personal }: Person) =>
    personal !== undefined &&
    ([personal.name, ...personal.emails].some((text) => foldVietnamese(text) === folded) || isOneSlip(id, folded));
  const found = people.filter((person) => person.active && isMeant(person));
  return found.length === 1 ? found[0] : undefined;
}
