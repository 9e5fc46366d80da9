/**
 * What the stores of a place say, for every place around it.
 *
 * - `up#<store>` and `up` lie in the place's own partition: the quotes of a store, and the supplies of them all. So no
 *   item grows with the city, and a report rewrites what its own store says.
 * - `leaf#<place>` lies in the partition of each place around it, and wakes that place: a hash of the former.
 *
 * The places around read what the leaf says now. That they are always woken after it has changed is the work of the
 * head alone: it says `CHANGING` before the first of these items is written, and gets its hash after the last. Whoever
 * dies between leaves a head that the next assessor of the place puts right.
 */
import { quotesOfSeries, type StoreFacts } from '#domain/assessment/pooled-quotes.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Quote, StoreEntry } from '#domain/history/quote.ts';
import type { Supply } from '#domain/history/supply.ts';
import { type Channel, parseStoreKey, retailerOf } from '#domain/store.ts';
import { contentHash, pack } from '../packed.ts';
import { partitionOf } from '../place-day-key.ts';
import type { StagedItem } from '../staged-item.ts';
import type { Attributes } from '../table-client.ts';
import { unpackedIn } from '../unreadable-item.ts';
import { fromColumns, type QuoteColumns, toColumns } from './quote-columns.ts';

export const UP = 'up';
const UP_STORE = `${UP}#`;
export const LEAF = 'leaf#';

/** The hash of a head while what it stands for is being written. */
const CHANGING = 'changing';

interface StoreColumns extends QuoteColumns {
  readonly channel: Channel;
  readonly history: boolean;
}

/** A place around another: the partition that is woken, and the child of it through which the other lies in it. */
export interface PlaceAround {
  readonly place: string;
  readonly child: string;
}

/** What a place hands up: the items of its stores, then the heads that wake the places around. */
export function stageHandUp(
  { place, date }: { readonly place: string; readonly date: BusinessDay },
  own: StoreFacts,
  around: readonly PlaceAround[],
): { readonly facts: StagedItem[]; readonly heads: StagedItem[] } {
  if (around.length === 0) return { facts: [], heads: [] };
  const pk = partitionOf(place, date);
  const said = Map.groupBy([...own.quotes.flat(), ...own.absent], ({ from }) => from);
  const item = (sk: string, value: unknown): StagedItem => {
    const { bytes, hash } = pack(value);
    return { pk, sk, hash, empty: false, attributes: { data: bytes } };
  };
  const facts = own.stores.map((entry) => {
    const { channel, history } = entry;
    const columns: StoreColumns = { channel, history, ...toColumns(said.get(entry) ?? []) };
    return item(`${UP_STORE}${entry.store}`, columns);
  });
  if (own.supplies.length > 0)
    facts.push(
      item(
        UP,
        own.supplies.map(({ product, supply }) => [product, supply]),
      ),
    );
  const hash = contentHash(facts.map((fact) => `${fact.sk}=${fact.hash}`).join('\n'));
  const heads = around.map((wider) => ({
    pk: partitionOf(wider.place, date),
    sk: `${LEAF}${place}`,
    hash,
    empty: facts.length === 0,
    attributes: { child: wider.child },
  }));
  return { facts, heads };
}

/** The head as it stands while its facts are being written. */
export function changing(head: StagedItem): StagedItem {
  return { ...head, hash: CHANGING };
}

/** What the stores of a place say, from the items of its partition that begin with `UP`. */
export function factsOf(place: string, items: readonly Attributes[]): StoreFacts {
  const stores: StoreEntry[] = [];
  const quotes: Quote[] = [];
  let supplies: StoreFacts['supplies'] = [];
  for (const item of items) {
    const sk = item['sk'] as string;
    if (!item['data']) continue;
    if (sk === UP) {
      supplies = unpackedIn<[string, Supply][]>(item).map(([product, supply]) => ({ product, supply }));
      continue;
    }
    const { channel, history, ...columns } = unpackedIn<StoreColumns>(item);
    const store = parseStoreKey(sk.slice(UP_STORE.length));
    const from: StoreEntry = { store, retailer: retailerOf(store), channel, place, history };
    stores.push(from);
    for (const quote of fromColumns(columns, () => from)) quotes.push(quote);
  }
  return {
    stores,
    quotes: quotesOfSeries(quotes.filter(({ daysAgo }) => daysAgo === 0)),
    absent: quotes.filter(({ daysAgo }) => daysAgo > 0),
    supplies,
  };
}
