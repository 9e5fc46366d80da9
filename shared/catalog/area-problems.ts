import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { distanceKm } from '#domain/matching/transport/great-circle.ts';
import { type Place, type PlaceKind, ROOT_PLACE } from '#domain/place.ts';
import type { CatalogueFiles } from './catalogue-of.ts';
import { repeated } from './repeated.ts';

type AreaSet = CatalogueFiles['areas']['sets'][number];

/** In what each kind of place may lie. */
const LIES_IN: Readonly<Record<PlaceKind, readonly (PlaceKind | typeof ROOT_PLACE)[]>> = {
  city: [ROOT_PLACE],
  outside: [ROOT_PLACE],
  zone: ['city'],
  district: ['city'],
  commune: ['zone', 'city'],
  ward: ['zone', 'city'],
};

/** Farther than any ward lies from the centre of its zone, or any zone from its city's. */
const FARTHEST_CHILD_KM = 60;
const FOREVER: BusinessDay = '9999-12-31';

/** What is wrong with how a city's places fit together: in one another, and in time. */
export function areaProblems({ city, areas: { sets } }: CatalogueFiles): string[] {
  const all = sets.flatMap(({ places }) => places);
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  const parents = new Set(all.map(({ parent }) => parent));
  return [
    ...repeated(sets.map(({ id }) => id)).map((twice) => `set ${twice}: stands twice; give each set its own id`),
    ...repeated(all.map(({ id }) => id)).map((twice) => `${twice}: stands twice; an id names one place for ever`),
    ...(byId.get(city.id)?.kind === 'city'
      ? []
      : [`${city.id}: no city of this id, which city.json names; add it to a set`]),
    ...all.flatMap((entry) => parentProblems(entry, byId)),
    ...all.flatMap((entry) => populationProblems(entry, byId, city)),
    ...all
      .filter(({ id, kind }) => kind === 'zone' && !parents.has(id))
      .map(({ id }) => `${id}: covers no place; give it wards or communes, or take it out`),
    ...overlaps(sets),
    ...sets.flatMap((set) => set.places.flatMap((entry) => dateProblems(entry, set))),
  ].map((problem) => `areas.json, ${problem}`);
}

function parentProblems(entry: Place, byId: ReadonlyMap<string, Place>): string[] {
  const { id, kind } = entry;
  const parent = byId.get(entry.parent);
  if (!parent && entry.parent !== ROOT_PLACE) {
    return [`${id}: its parent ${entry.parent} does not exist; add it or name another`];
  }
  if (!endsAtRoot(entry, byId)) return [`${id}: lies inside itself; name a parent outside of it`];
  if (!LIES_IN[kind].includes(parent?.kind ?? ROOT_PLACE)) {
    const wanted = LIES_IN[kind].map(wordFor).join(' or ');
    return [`${id}: its parent is ${wordFor(parent?.kind ?? ROOT_PLACE)}; ${wordFor(kind)} lies in ${wanted}`];
  }
  if (parent && distanceKm(entry, parent) > FARTHEST_CHILD_KM) {
    return [`${id}: over ${FARTHEST_CHILD_KM} km from ${parent.id}; check its position`];
  }
  return [];
}

/** A place has no more people than any that it lies in, nor than its city eats for. */
function populationProblems(
  { id, kind, parent, population = 0 }: Place,
  byId: ReadonlyMap<string, Place>,
  city: CatalogueFiles['city'],
): string[] {
  if (kind === 'outside' || kind === 'city') return [];
  const above: { readonly id: string; readonly population?: number }[] = [];
  for (let at = byId.get(parent); at && above.length < byId.size; at = byId.get(at.parent)) above.push(at);
  const least = [...above, { id: 'city.json', population: city.population }].find(
    (wider) => wider.population !== undefined && wider.population < population,
  );
  return least
    ? [`${id}: its population ${population} is above the ${least.population} of ${least.id}; correct one of them`]
    : [];
}

function wordFor(kind: PlaceKind | typeof ROOT_PLACE): string {
  if (kind === ROOT_PLACE) return `"${ROOT_PLACE}"`;
  return kind === 'outside' ? 'a province outside' : `a ${kind}`;
}

function endsAtRoot(entry: Place, byId: ReadonlyMap<string, Place>): boolean {
  let at: Place | undefined = entry;
  for (let steps = 0; at && steps <= byId.size; steps++) {
    if (at.parent === ROOT_PLACE) return true;
    at = byId.get(at.parent);
  }
  return at === undefined;
}

/** On each day one set divides the city; provinces outside stand beside it. */
function overlaps(sets: readonly AreaSet[]): string[] {
  const dividing = sets
    .filter(({ places }) => places.some(({ kind }) => kind !== 'outside'))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return dividing.flatMap((set, index) => {
    const before = dividing[index - 1];
    if (!before || (before.validTo ?? FOREVER) < set.validFrom) return [];
    const lastDay = addDays(set.validFrom, -1);
    return [`set ${set.id}: begins while the set ${before.id} holds; let ${before.id} end on ${lastDay} (validTo)`];
  });
}

/** A place stands within its set's days; the city itself outlasts the sets that divide it. */
function dateProblems(entry: Place, set: AreaSet): string[] {
  const from = entry.validFrom ?? set.validFrom;
  const to = entry.validTo ?? set.validTo ?? FOREVER;
  const setTo = set.validTo ?? FOREVER;
  if (from > to) return [`${entry.id}: ends on ${to}, before it begins on ${from}; correct its validFrom or validTo`];
  if (entry.kind === 'city' || (from >= set.validFrom && to <= setTo)) return [];
  return [
    `${entry.id}: stands from ${from} to ${to}, outside its set ${set.id} (${set.validFrom} to ${setTo}); correct its dates, or leave them out to take the set's`,
  ];
}
