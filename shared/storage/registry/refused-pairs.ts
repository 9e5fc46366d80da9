import type { AuditEntry } from '#domain/audit-entry.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import { present } from '#domain/present.ts';
import { put, readItem, readPartition, readPartitionPage, type Table } from '../table-client.ts';
import { hashOf, withoutKeys } from './hashed-item.ts';

const REFUSALS = 'refusal';

/** A page of refused pairs; `next` is the key to go on after. */
interface RefusedPairsPage {
  readonly items: readonly { readonly key: string; readonly pair: RefusedPair }[];
  readonly next?: string;
}

interface RefusedPairsRequest {
  readonly product?: string;
  readonly limit: number;
  /** The key of the last pair of the page before. */
  readonly after?: string;
}

/** The pairs of giver and receiver that staff have refused for long. */
export function refusedPairStore(table: Table) {
  return {
    /** The pairs of a product that staff have refused for long. */
    async refusedPairs(product: string): Promise<RefusedPair[]> {
      return (await readPartition(table, REFUSALS, prefixOf(product))).map(withoutKeys<RefusedPair>);
    },

    /** Refused again, the later word stands. */
    putRefusedPair(pair: RefusedPair, lines: readonly AuditEntry[] = []): Promise<void> {
      return put(
        table,
        { pk: REFUSALS, sk: `${prefixOf(pair.product)}${pair.from}#${pair.to}`, ...pair, h: hashOf(pair) },
        lines,
      );
    },

    /** A page of all refused pairs, also those that have ended, or of a product's, by product, giver and receiver. */
    async listRefusedPairs({ product, ...page }: RefusedPairsRequest): Promise<RefusedPairsPage> {
      const prefix = product === undefined ? '' : prefixOf(product);
      const { items, next } = await readPartitionPage(table, REFUSALS, prefix, page);
      return present({
        items: items.map((item) => ({ key: item['sk'] as string, pair: withoutKeys<RefusedPair>(item) })),
        next,
      });
    },

    async readRefusedPair(key: string): Promise<RefusedPair | undefined> {
      const item = await readItem(table, { pk: REFUSALS, sk: key });
      return item && withoutKeys<RefusedPair>(item);
    },
  };
}

function prefixOf(product: string): string {
  return `${product}#`;
}
