import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { PlaceBalance, StoreBalance } from '#domain/history/balance.ts';
import { parseStoreKey, type StoreKey } from '#domain/store.ts';
import { GOODS_GROUPS, type GroupOf, goodsGroups } from '../goods-group.ts';
import { pack, unpack } from '../packed.ts';
import { SAYS_NOTHING } from '../staged-item.ts';
import { type Attributes, type ItemKey, over, putIf, readItem, readPartition, type Table } from '../table-client.ts';
import { markedIfUnreadable } from '../unreadable-item.ts';

/**
 * `balance#<group>` -> `<place>#<store>`: the latest stock of a store, for the goods of a group. Before version 0.2:
 * `balance` -> `<place>`, with all stores and goods.
 */
const BALANCE = 'balance';

/** A store's balances of the goods of a group, ready to be kept. */
export interface StagedBalance extends ItemKey {
  readonly asOf: BusinessDay;
  readonly hash: string;
  readonly empty: boolean;
  readonly data?: Uint8Array;
}

export interface KeptBalance extends ItemKey {
  readonly asOf: BusinessDay;
  readonly hash: string;
}

type Goods = Omit<StoreBalance, 'store' | 'channel'>;

interface BalanceOfStore {
  readonly channel: StoreBalance['channel'];
  readonly goods: readonly Goods[];
}

/** The balances of a place: an item for each of its stores and each group of goods. */
export function stageBalances(
  { place, asOf, stores }: PlaceBalance,
  known: readonly StoreKey[],
  groupOf: GroupOf,
): StagedBalance[] {
  const byStore = Map.groupBy(stores, ({ store }) => store);
  return known.flatMap((store) => {
    const own = byStore.get(store) ?? [];
    return Array.from({ length: GOODS_GROUPS }, (_, group): StagedBalance => {
      const goods = own.filter(({ product }) => groupOf(product) === group);
      const key = { pk: `${BALANCE}#${group}`, sk: `${place}#${store}`, asOf };
      const channel = goods[0]?.channel;
      if (channel === undefined) return { ...key, hash: SAYS_NOTHING, empty: true };
      const value: BalanceOfStore = { channel, goods: goods.map(({ store: _, channel: __, ...rest }) => rest) };
      const { bytes, hash } = pack(value);
      return { ...key, hash, empty: false, data: bytes };
    });
  });
}

/** What the shops of each place had and sold by its latest assessed day: what supply is matched on. */
export function balanceStore(table: Table) {
  return {
    /** All stores' balances of the goods of a group, by place. */
    async balancesOfGroup(group: number): Promise<PlaceBalance[]> {
      const [items, older] = await Promise.all([
        readPartition(table, `${BALANCE}#${group}`),
        readPartition(table, BALANCE),
      ]);
      const byPlace = Map.groupBy(items, ({ sk }) => placeOfKey(sk as string));
      return [
        ...[...byPlace].map(([place, own]) => ({
          place,
          asOf: latest(own),
          stores: own.flatMap(balancesOf),
        })),
        ...older.filter(({ sk }) => !byPlace.has(sk as string)).map(wholeBalance),
      ];
    },

    /** The balances of a place's stores of the goods of a group; none where only those from before version 0.2 are kept. */
    async balancesAt(group: number, place: string): Promise<StoreBalance[]> {
      return (await readPartition(table, `${BALANCE}#${group}`, `${place}#`)).flatMap(balancesOf);
    },

    /** The balances of one store of the goods of a group. */
    async balanceOfStore(group: number, place: string, store: string): Promise<StoreBalance[]> {
      const item = await readItem(table, { pk: `${BALANCE}#${group}`, sk: `${place}#${store}` });
      if (item) return balancesOf(item);
      const older = await readItem(table, { pk: BALANCE, sk: place });
      return older ? wholeBalance(older).stores.filter((own) => own.store === store) : [];
    },

    /** What is kept of a place's balances, without them. */
    async keptBalances(place: string): Promise<KeptBalance[]> {
      const groups = Array.from({ length: GOODS_GROUPS }, (_, group) =>
        readPartition(table, `${BALANCE}#${group}`, `${place}#`, { only: ['pk', 'sk', 'asOf', 'h'] }),
      );
      return (await Promise.all(groups)).flat().map(keptOf);
    },

    /** Notes of a place's balances which of them cannot be read, so that they are kept anew. */
    async markUnreadableBalances(place: string): Promise<void> {
      const groups = Array.from({ length: GOODS_GROUPS }, (_, group) =>
        readPartition(table, `${BALANCE}#${group}`, `${place}#`),
      );
      await markedIfUnreadable(table, (await Promise.all(groups)).flat() as (Attributes & ItemKey)[]);
    },

    /** False when another assessment came between; the caller reads again. */
    putBalance({ pk, sk, asOf, hash, data }: StagedBalance, expected?: string): Promise<boolean> {
      return putIf(table, over(expected), { pk, sk, asOf, h: hash, ...(data ? { data } : {}) });
    },
  };
}

/** The same by product: the balances that are kept together with its own. */
export function balancesByProduct(
  {
    balancesOfGroup,
    balancesAt,
    balanceOfStore,
  }: Pick<ReturnType<typeof balanceStore>, 'balancesOfGroup' | 'balancesAt' | 'balanceOfStore'>,
  catalogue: Catalogue,
) {
  const groupOf = goodsGroups(catalogue);
  return {
    balances: (product: string) => balancesOfGroup(groupOf(product)),
    balancesInPlace: (place: string, product: string) => balancesAt(groupOf(product), place),
    readBalance: (place: string, store: string, product: string) => balanceOfStore(groupOf(product), place, store),
  };
}

function keptOf({ pk, sk, asOf, h }: Attributes): KeptBalance {
  return { pk: pk as string, sk: sk as string, asOf: asOf as BusinessDay, hash: h as string };
}

function latest(items: readonly Attributes[]): BusinessDay {
  return (
    items
      .map(({ asOf }) => asOf as BusinessDay)
      .sort()
      .at(-1) ?? ''
  );
}

function balancesOf({ sk, data }: Attributes): StoreBalance[] {
  if (!data) return [];
  const { channel, goods } = unpack(data as Uint8Array) as BalanceOfStore;
  const store = parseStoreKey((sk as string).slice((sk as string).indexOf('#') + 1));
  return goods.map((own) => ({ store, channel, ...own }));
}

function placeOfKey(sk: string): string {
  return sk.slice(0, sk.indexOf('#'));
}

function wholeBalance(item: Attributes): PlaceBalance {
  return unpack(item['data'] as Uint8Array) as PlaceBalance;
}
