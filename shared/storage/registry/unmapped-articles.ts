import type { BusinessDay } from '#domain/business-day.ts';
import type { UnmappedArticle, UnmappedArticles } from '#domain/report/unmapped-articles.ts';
import { parseStoreKey, type StoreKey } from '#domain/store.ts';
import { contentHash, pack, unpack } from '../packed.ts';
import {
  type Attributes,
  type Kept,
  keptOf,
  over,
  putIf,
  readItem,
  readPartition,
  type Table,
} from '../table-client.ts';

/** What stores have reported by articles that are no product yet: of each store the last report that had any. */
export function unmappedStore(table: Table) {
  return {
    async readUnmapped(store: StoreKey): Promise<Kept<UnmappedArticles> | undefined> {
      return keptOf(await readItem(table, { pk: 'unmapped', sk: store }), toUnmapped);
    },

    /** Of one retailer's stores, or of all. */
    async listUnmapped(retailer?: string): Promise<UnmappedArticles[]> {
      return (await readPartition(table, 'unmapped', retailer === undefined ? '' : `${retailer}/`)).map(toUnmapped);
    },

    /** False when another change came between; the caller reads again. */
    putUnmapped({ store, day, articles }: UnmappedArticles, expected?: string): Promise<boolean> {
      const { bytes, hash } = pack(articles);
      const item = { pk: 'unmapped', sk: store, h: contentHash(`${hash}|${day}`), day, data: bytes };
      return putIf(table, over(expected), item);
    },
  };
}

function toUnmapped({ sk, day, data }: Attributes): UnmappedArticles {
  return {
    store: parseStoreKey(sk as string),
    day: day as BusinessDay,
    articles: unpack(data as Uint8Array) as readonly UnmappedArticle[],
  };
}
