/**
 * What a day hands on to the next, as items of the next day's partition. Each holds all of its goods while they fit into
 * `WHOLE_BYTES`, since an item costs a write of its own; beyond, what grows with the goods is dealt to groups.
 *
 * - `carry`: the place's episodes, movements and month under way. Kept last: the next day waits for it. Its goods apart:
 *   `carry-goods#<group>`.
 * - `carry-past`: past months. By group: `carry-past#<group>`.
 * - `carry#<store>`: the days of a store's reports, its prices and stock. Its goods apart: `carry#<store>#<group>`.
 */
import { EMPTY_MEMORY, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { parseSeriesKey, type SeriesKey } from '#domain/history/series-key.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import type { PricePast, RunningMonth } from '#domain/indicators/screening.ts';
import { present } from '#domain/present.ts';
import type { StoreKey } from '#domain/store.ts';
import { dealtToGroups, GOODS_GROUPS, type GroupOf, gathered } from '../goods-group.ts';
import { pack, unpack } from '../packed.ts';
import { partitionOf } from '../place-day-key.ts';
import type { StagedItem } from '../staged-item.ts';
import type { Attributes } from '../table-client.ts';

/** What sort keys of all memories begin with. */
export const CARRY = 'carry';
const CARRY_GOODS = `${CARRY}-goods#`;
const CARRY_PAST = `${CARRY}-past`;
const CARRY_STORE = `${CARRY}#`;

/** Largest item that holds all of its goods: a group then stays far below what DynamoDB takes (400 KB). */
const WHOLE_BYTES = 64 * 1024;

interface PlaceHead {
  readonly month?: number;
}

type PlaceWhole = Omit<PlaceMemory, 'months'> & { readonly months: Omit<PlaceMemory['months'], 'past'> };

interface PlaceGoods extends Pick<PlaceMemory, 'episodes' | 'usual'> {
  readonly movements: NonNullable<PlaceMemory['movements']>;
  readonly sums: RunningMonth['sums'];
  readonly screening: PlaceMemory['months']['screening'];
}

type StoreHead = Omit<StoreMemory, 'prices' | 'stock'>;
type StoreGoods = Pick<StoreMemory, 'prices' | 'stock'>;

/** What the next day inherits, as items of its partition; the place's own head last. */
export function stageMemories(
  place: string,
  date: BusinessDay,
  memory: PlaceMemory,
  stores: readonly StoreMemory[],
  groupOf: GroupOf,
): StagedItem[] {
  const pk = partitionOf(place, addDays(date, 1));
  const { past, screening, running } = memory.months;
  const months = present<PlaceWhole['months']>({
    running: running && { month: running.month, sums: gathered([running.sums]) },
    screening: gathered([screening]),
  });
  return [
    ...stores.flatMap((store) => stageStore(pk, store, groupOf)),
    // Apart from the rest: they change once a month, what is equal is not written again.
    ...stagePast(pk, gathered([past]), groupOf),
    ...stagePlace(pk, { ...memory, months }, groupOf),
  ];
}

function stageStore(pk: string, memory: StoreMemory, groupOf: GroupOf): StagedItem[] {
  const sk = storeMemoryKey(memory.store);
  // In the order of their keys, however they are put together: equal memories have equal hashes.
  const store = { ...memory, prices: gathered([memory.prices]), stock: gathered([memory.stock]) };
  const whole = stagedAs(pk, sk, store);
  if (fits(whole)) return [whole];
  const { prices: _, stock: __, ...head } = store;
  return [
    ...storeGoods(store, groupOf).map((goods, group) =>
      stagedAs(pk, `${sk}#${group}`, goods, isEmpty(goods.prices) && isEmpty(goods.stock)),
    ),
    stagedAs<StoreHead>(pk, sk, head),
  ];
}

function stagePast(pk: string, past: PricePast, groupOf: GroupOf): StagedItem[] {
  const whole = stagedAs(pk, CARRY_PAST, past, isEmpty(past));
  if (fits(whole)) return [whole];
  return dealtToGroups(past, groupOf).map((own, group) => stagedAs(pk, `${CARRY_PAST}#${group}`, own, isEmpty(own)));
}

function stagePlace(pk: string, memory: PlaceWhole, groupOf: GroupOf): StagedItem[] {
  // Also when there is nothing to remember: the next day waits for it.
  const whole = stagedAs(pk, CARRY, memory);
  if (fits(whole)) return [whole];
  return [
    ...placeGoods(memory, groupOf).map((goods, group) =>
      stagedAs(pk, `${CARRY_GOODS}${group}`, goods, saysNothingOf(goods)),
    ),
    stagedAs(pk, CARRY, present<PlaceHead>({ month: memory.months.running?.month })),
  ];
}

function stagedAs<Value>(pk: string, sk: string, value: Value, empty = false): StagedItem {
  const { bytes, hash } = pack(value);
  return { pk, sk, hash, empty, attributes: { data: bytes } };
}

function fits({ attributes }: StagedItem): boolean {
  return (attributes['data'] as Uint8Array).length <= WHOLE_BYTES;
}

function storeGoods({ prices, stock }: StoreMemory, groupOf: GroupOf): StoreGoods[] {
  const dealtPrices = dealtToGroups(prices, (key) => groupOf(parseSeriesKey(key as SeriesKey).product));
  return dealtToGroups(stock, groupOf).map((own, group) => ({ prices: dealtPrices[group] ?? {}, stock: own }));
}

function placeGoods({ episodes, usual, movements = {}, months }: PlaceWhole, groupOf: GroupOf): PlaceGoods[] {
  const [usualOf, movementsOf, sumsOf, screeningOf] = [
    dealtToGroups(usual, groupOf),
    dealtToGroups(movements, groupOf),
    dealtToGroups(months.running?.sums ?? {}, groupOf),
    dealtToGroups(months.screening, groupOf),
  ];
  return Array.from({ length: GOODS_GROUPS }, (_, group) => ({
    episodes: episodes.filter(({ product }) => groupOf(product) === group),
    usual: usualOf[group] ?? {},
    movements: movementsOf[group] ?? {},
    sums: sumsOf[group] ?? {},
    screening: screeningOf[group] ?? {},
  }));
}

function saysNothingOf({ episodes, usual, movements, sums, screening }: PlaceGoods): boolean {
  return episodes.length === 0 && [usual, movements, sums, screening].every(isEmpty);
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/** What a day has inherited, from the items that begin with `CARRY`; `isDone` once all of it is there. */
export function memoriesOf(items: readonly Attributes[]): {
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
  readonly isDone: boolean;
} {
  const carried = items.filter(({ data }) => data !== undefined);
  const under = (prefix: string) => carried.filter(({ sk }) => (sk as string).startsWith(prefix));
  const head = carried.find(({ sk }) => sk === CARRY);
  return {
    memory: head ? placeMemory(head, under(CARRY_GOODS), under(CARRY_PAST)) : EMPTY_MEMORY,
    stores: storeMemories(under(CARRY_STORE)),
    isDone: head !== undefined,
  };
}

function placeMemory(head: Attributes, goods: readonly Attributes[], pastItems: readonly Attributes[]): PlaceMemory {
  const past = gathered(pastItems.map(packedIn<PricePast>));
  const own = packedIn<PlaceHead | PlaceWhole>(head);
  if ('episodes' in own) return { ...own, months: { ...own.months, past } };
  const groups = goods.map(packedIn<PlaceGoods>);
  const sums = gathered(groups.map((group) => group.sums));
  return {
    episodes: groups.flatMap(({ episodes }) => episodes),
    usual: gathered(groups.map(({ usual }) => usual)),
    movements: gathered(groups.map(({ movements }) => movements)),
    months: present({
      running: own.month === undefined ? undefined : { month: own.month, sums },
      past,
      screening: gathered(groups.map(({ screening }) => screening)),
    }),
  };
}

function storeMemories(items: readonly Attributes[]): StoreMemory[] {
  const byStore = Map.groupBy(items, ({ sk }) => (sk as string).split('#')[1] as StoreKey);
  return [...byStore.values()].flatMap((own) => {
    const [head, ...goods] = own.toSorted((a, b) => ((a['sk'] as string) < (b['sk'] as string) ? -1 : 1));
    // Goods without their head are about to get it.
    if (!head || (head['sk'] as string).split('#').length > 2) return [];
    return [storeMemory(head, goods)];
  });
}

/** The memory of one store, from the items that `storeKeys` names. */
export function storeMemory(head: Attributes, goods: readonly Attributes[]): StoreMemory {
  const own = packedIn<StoreMemory | StoreHead>(head);
  if ('prices' in own) return own;
  const { store, channel, days, weekdays } = own;
  const groups = goods.map(packedIn<StoreGoods>);
  const prices = gathered(groups.map((group) => group.prices));
  const stock = gathered(groups.map((group) => group.stock));
  return present({ store, channel, days, prices, stock, weekdays });
}

/** Where the sort keys of a store's memory begin. */
export function storeMemoryKey(store: StoreKey): string {
  return `${CARRY_STORE}${store}`;
}

function packedIn<Value>(item: Attributes): Value {
  return unpack(item['data'] as Uint8Array) as Value;
}
