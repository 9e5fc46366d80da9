import type { BusinessDay } from '#domain/business-day.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import { pack, unpack } from '../packed.ts';
import {
  type Attributes,
  type ItemKey,
  type Kept,
  keptOf,
  over,
  putIf,
  readItem,
  type Table,
} from '../table-client.ts';
import { markedIfUnreadable, UNREADABLE } from '../unreadable-item.ts';

const NOW = 'now';

/** The episodes of each place as of its latest assessed day. */
export function episodeStore(table: Table) {
  return {
    /** None while they are about to be made anew: who keeps them then wakes whoever asks now. */
    async readEpisodes(place: string): Promise<Kept<PlaceEpisodes> | undefined> {
      const item = await readItem(table, { pk: place, sk: NOW });
      return item?.['h'] === UNREADABLE ? undefined : keptOf(item, toEpisodes);
    },

    /** The day of what is kept, and a hash that nothing is equal to where it cannot be read: so it is kept anew. */
    async episodesAsKept(place: string): Promise<{ readonly asOf: BusinessDay; readonly hash: string } | undefined> {
      const item = await readItem(table, { pk: place, sk: NOW });
      if (!item) return undefined;
      const [looked = item] = await markedIfUnreadable(table, [item as Attributes & ItemKey]);
      return { asOf: item['asOf'] as BusinessDay, hash: looked['h'] as string };
    },

    /** False when another assessment came between; the caller reads again. */
    putEpisodes(value: PlaceEpisodes, hash: string, expected?: string): Promise<boolean> {
      const data = pack(value).bytes;
      return putIf(table, over(expected), { pk: value.place, sk: NOW, asOf: value.asOf, data, h: hash });
    },
  };
}

function toEpisodes(item: Attributes): PlaceEpisodes {
  return unpack(item['data'] as Uint8Array) as PlaceEpisodes;
}
