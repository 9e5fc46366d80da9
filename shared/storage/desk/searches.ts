import type { BusinessDay } from '#domain/business-day.ts';
import { dayPrefix } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import { pack, unpack } from '../packed.ts';
import { type Attributes, over, putIf, readPartition, type Table } from '../table-client.ts';
import { partitionOf, readLastOf, readOf, sixDigits } from './partition.ts';

/** What was found each time that somebody looked for supply. */
export function searchStore(table: Table) {
  return {
    /** What was found first when somebody looked for supply for this version of an event, an alert or a day. */
    async readSearch(subject: string, version: number): Promise<SupplySearch | undefined> {
      const item = await readOf(table, subject, searchKey(subject, version));
      return item && searchFrom(item);
    },

    /** The latest search for an event or an alert; none when nobody has looked for supply. */
    async latestSearch(subject: string): Promise<SupplySearch | undefined> {
      const item = await readLastOf(table, subject, `search#${subject}#`);
      return item && searchFrom(item);
    },

    /** The searches at a place after the cut-off of a day, one for each family that has been searched. */
    async searchesOfDay(place: string, day: BusinessDay): Promise<SupplySearch[]> {
      return (await readPartition(table, place, `search#${dayPrefix(place, day)}`)).map(searchFrom);
    },

    /** Keeps the outcome of a search as a whole where none is kept, or over exactly the one that was read. */
    putSearch(search: SupplySearch, read?: SupplySearch): Promise<boolean> {
      const { subject, version, renewed } = search;
      const key = { pk: partitionOf(subject), sk: searchKey(subject, version) + (renewed ? RENEWED : '') };
      // That of a city tells hundreds of names: as plain text it might pass what an item may hold.
      const { bytes, hash } = pack(search);
      return putIf(table, over(read && pack(read).hash), { ...key, data: bytes, h: hash });
    },
  };
}

/** Behind the first search of the same version, and before that of the next. */
const RENEWED = '#renewed';

function searchKey(subject: string, version: number): string {
  return `search#${subject}#${sixDigits(version)}`;
}

function searchFrom(item: Attributes): SupplySearch {
  return unpack(item['data'] as Uint8Array) as SupplySearch;
}
