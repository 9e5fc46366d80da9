import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import { pack, unpack } from '../packed.ts';
import { type Attributes, type Kept, keptOf, over, putIf, readItem, type Table } from '../table-client.ts';

const NOW = 'now';

/** The episodes of each place as of its latest assessed day. */
export function episodeStore(table: Table) {
  return {
    async readEpisodes(place: string): Promise<Kept<PlaceEpisodes> | undefined> {
      return keptOf(await readItem(table, { pk: place, sk: NOW }), toEpisodes);
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
