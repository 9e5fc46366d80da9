/**
 * What a day hands on to the next, as items of the next day's partition. What grows with the goods is dealt to groups.
 *
 * - `carry`: the month under way. Kept last: the next day waits for it.
 * - `carry-goods#<group>`: episodes, movements, sums of the month, screening; `carry-past#<group>`: past months.
 * - `carry#<store>`: the days of a store's reports; `carry#<store>#<group>`: its prices and stock.
 *
 * Before version 0.2 there were three: `carry`, `carry-past` and `carry#<store>`, each with all of its goods.
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

interface PlaceHead {
  readonly month?: number;
}

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
  const item = (sk: string, value: unknown, empty = false): StagedItem => {
    const { bytes, hash } = pack(value);
    return { pk, sk, hash, empty, attributes: { data: bytes } };
  };
  return [
    ...stores.flatMap((store) => {
      const { prices, stock, ...head } = store;
      return [
        ...storeGoods(store, groupOf).map((goods, group) =>
          item(`${CARRY_STORE}${store.store}#${group}`, goods, isEmpty(goods.prices) && isEmpty(goods.stock)),
        ),
        item(`${CARRY_STORE}${store.store}`, head),
      ];
    }),
    ...placeGoods(memory, groupOf).map((goods, group) => item(`${CARRY_GOODS}${group}`, goods, saysNothingOf(goods))),
    // Apart from the rest: they change once a month, what is equal is not written again.
    ...dealtToGroups(memory.months.past, groupOf).map((past, group) =>
      item(`${CARRY_PAST}#${group}`, past, isEmpty(past)),
    ),
    // Also when there is nothing to remember: the next day waits for it.
    item(CARRY, present<PlaceHead>({ month: memory.months.running?.month })),
  ];
}

function storeGoods({ prices, stock }: StoreMemory, groupOf: GroupOf): StoreGoods[] {
  const dealtPrices = dealtToGroups(prices, (key) => groupOf(parseSeriesKey(key as SeriesKey).product));
  return dealtToGroups(stock, groupOf).map((own, group) => ({ prices: dealtPrices[group] ?? {}, stock: own }));
}

function placeGoods({ episodes, usual, movements = {}, months }: PlaceMemory, groupOf: GroupOf): PlaceGoods[] {
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

function placeMemory(head: Attributes, goods: readonly Attributes[], past: readonly Attributes[]): PlaceMemory {
  if (isOfOneItem(head)) {
    const whole = packedIn<PlaceMemory>(head);
    const months = past.find(({ sk }) => sk === CARRY_PAST);
    return { ...whole, months: { ...whole.months, past: months ? packedIn<PricePast>(months) : {} } };
  }
  const groups = goods.map(packedIn<PlaceGoods>);
  const { month } = packedIn<PlaceHead>(head);
  const sums = gathered(groups.map((group) => group.sums));
  return {
    episodes: groups.flatMap(({ episodes }) => episodes),
    usual: gathered(groups.map(({ usual }) => usual)),
    movements: gathered(groups.map(({ movements }) => movements)),
    months: present({
      running: month === undefined ? undefined : { month, sums },
      past: gathered(past.filter(({ sk }) => sk !== CARRY_PAST).map(packedIn<PricePast>)),
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
  if (isOfOneItem(head)) return packedIn<StoreMemory>(head);
  const { store, channel, days, weekdays } = packedIn<StoreHead>(head);
  const groups = goods.map(packedIn<StoreGoods>);
  const prices = gathered(groups.map((group) => group.prices));
  const stock = gathered(groups.map((group) => group.stock));
  return present({ store, channel, days, prices, stock, weekdays });
}

/** Where the sort keys of a store's memory begin. */
export function storeMemoryKey(store: StoreKey): string {
  return `${CARRY_STORE}${store}`;
}

function isOfOneItem(item: Attributes): boolean {
  return ((item['v'] as number | undefined) ?? 1) < 2;
}

function packedIn<Value>(item: Attributes): Value {
  return unpack(item['data'] as Uint8Array) as Value;
}
