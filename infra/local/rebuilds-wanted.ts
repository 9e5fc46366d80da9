import { addDays, type BusinessDay, eachDay, isBusinessDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import type { Store } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { CHECKPOINT_DAYS } from '#storage/place-day-key.ts';
import { nearestPlaces } from './nearest-place.ts';

/** What an operator asks for. */
export interface RebuildAsked {
  /** All that lie in no other and have stores, unless said. */
  readonly place?: string | undefined;
  /** The first day that is kept, unless said. */
  readonly from?: string | undefined;
}

/** A place that is to be folded anew, with all inside it. */
export interface RebuildWanted {
  readonly place: string;
  readonly from: BusinessDay;
}

interface WantedPorts {
  readonly listStores: () => Promise<readonly Store[]>;
  readonly isOpen: (place: string, day: BusinessDay) => Promise<boolean>;
  readonly readRebuild: (place: string) => Promise<{ readonly value: { readonly first?: BusinessDay } } | undefined>;
}

/** Raised where what is asked for cannot be; its message says in one sentence why. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}

const READ_AT_ONCE = 16;

/** The places to fold anew and from when on; none before the first day that is kept. Raises `RebuildRefused`. */
export async function rebuildsWanted(
  ports: WantedPorts,
  catalogue: Catalogue,
  { place, from }: RebuildAsked,
  today: BusinessDay,
): Promise<RebuildWanted[]> {
  if (from !== undefined) requirePast(from, today);
  if (place !== undefined) requirePlace(place, catalogue);
  const stores = await ports.listStores();
  const around = stores.flatMap((store) => store.places.map((stay) => withAncestors(catalogue, stay.place)));
  const outermost = [...new Set(around.flatMap((chain) => chain.at(-1) ?? []))].sort();
  const withStores = place === undefined ? outermost : around.some((chain) => chain.includes(place)) ? [place] : [];
  const wanted: RebuildWanted[] = [];
  for (const each of withStores) {
    const first = await firstDayKept(ports, each, catalogue, today);
    if (first !== undefined) wanted.push({ place: each, from: from === undefined || from < first ? first : from });
  }
  if (wanted.length > 0) return wanted;
  throw new RebuildRefused(`${place ?? catalogue.city} has no stores with a day: there is nothing to fold anew.`);
}

function requirePast(from: string, today: BusinessDay): void {
  if (!isBusinessDay(from)) {
    throw new RebuildRefused(`--from ${from} is no date: write it as ${addDays(today, -30)}.`);
  }
  if (from > today) throw new RebuildRefused(`--from ${from} is in the future: today is ${today}.`);
}

function requirePlace(place: string, { places }: Catalogue): void {
  if (places.has(place)) return;
  const near = nearestPlaces(place, places.values()).map(({ id, name }) => `${id} (${name.vi})`);
  const meant = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'GET /v1/places lists them.';
  throw new RebuildRefused(`There is no place ${JSON.stringify(place)}: ${meant}`);
}

/**
 * The first day of which a place has something to fold: the oldest that begins with a checkpoint that is kept for sure,
 * or where the system is younger, its beginning.
 */
async function firstDayKept(
  { isOpen, readRebuild }: WantedPorts,
  place: string,
  catalogue: Catalogue,
  today: BusinessDay,
): Promise<BusinessDay | undefined> {
  const days = eachDay(addDays(today, -CHECKPOINT_DAYS), today);
  const open = await aFewAtOnce(days, READ_AT_ONCE, (day) => isOpen(place, day));
  if (open[0]) return days[0];
  const opened = days[open.indexOf(true)];
  const noted = (await readRebuild(withAncestors(catalogue, place).at(-1) ?? place))?.value.first;
  return [opened, noted].filter((day) => day !== undefined).sort()[0];
}

const MOST_LISTED = 3;

/** What was done, in a sentence. */
export function tellDone(wanted: readonly RebuildWanted[]): string {
  if (wanted.length > MOST_LISTED) return `Done: ${wanted.length} places.`;
  return `Done: ${wanted.map(({ place, from }) => `${place} from ${from} on`).join(', ')}.`;
}
