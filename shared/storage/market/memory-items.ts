/**
 * What a day hands on to the next, as items of the next day's partition. Each holds all of its goods while they fit into
 * `ITEM_BYTES`, since an item costs a write of its own; beyond, what grows with the goods is dealt to four groups, or to
 * more (`<how many>-<group>`) until each fits. So an episode of one good, which all stores of a place remember, rewrites
 * a small item of each.
 *
 * - `carry`: the place's episodes, movements and month under way. Kept last: the next day waits for it. Its goods apart:
 *   `carry-goods#<group>`.
 * - `carry-past`: past months. By group: `carry-past#<group>`.
 * - `carry#<store>`: the days of a store's reports, its prices and stock. Its goods apart: `carry#<store>#<group>`. The
 *   references that stand still: `carry#<store>#still`. They come and go for all stores of a place with each episode, and
 *   with all that the first reports of a morning hold possible.
 */
import { EMPTY_MEMORY, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { parseSeriesKey, type SeriesKey } from '#domain/history/series-key.ts';
import type { PriceSeries, References, StoreMemory } from '#domain/history/store-memory.ts';
import type { PricePast, RunningMonth } from '#domain/indicators/screening.ts';
import { present } from '#domain/present.ts';
import type { StoreKey } from '#domain/store.ts';
import { dealtToGroups, GOODS_GROUPS, type GroupOf, gathered } from '../goods-group.ts';
import { pack } from '../packed.ts';
import { partitionOf, placeDayOf } from '../place-day-key.ts';
import { type StagedItem, saysNothing } from '../staged-item.ts';
import type { Attributes, ItemKey } from '../table-client.ts';
import { unpackedIn } from '../unreadable-item.ts';

/** What sort keys of all memories begin with. */
export const CARRY = 'carry';
const CARRY_GOODS = `${CARRY}-goods`;
const CARRY_PAST = `${CARRY}-past`;
const CARRY_STORE = `${CARRY}#`;
const STILL = 'still';

/** Largest item, unless there are more goods than the last number of groups is for (20,000: 40 KB each). */
const ITEM_BYTES = 16 * 1024;
const NUMBERS_OF_GROUPS = [GOODS_GROUPS, 4 * GOODS_GROUPS, 16 * GOODS_GROUPS];

/** Says how many groups there are, where it is not four: others are about to say nothing. */
interface InGroups {
  readonly groups?: number;
}

interface PlaceHead extends InGroups {
  readonly month?: number;
}

type PlaceWhole = Omit<PlaceMemory, 'months'> & { readonly months: Omit<PlaceMemory['months'], 'past'> };

interface PlaceGoods extends Pick<PlaceMemory, 'episodes' | 'usual'> {
  readonly movements: NonNullable<PlaceMemory['movements']>;
  readonly sums: RunningMonth['sums'];
  readonly screening: PlaceMemory['months']['screening'];
}

type StoreHead = Omit<StoreMemory, 'prices' | 'stock'> & InGroups;
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
  const { past, ...months } = memory.months;
  return [
    ...stores.flatMap((store) => stageStore(pk, store, groupOf)),
    // Apart from the rest: they change once a month, what is equal is not written again.
    ...stagePast(pk, past, groupOf),
    ...stagePlace(pk, { ...memory, months }, groupOf),
  ];
}

function stageStore(pk: string, store: StoreMemory, groupOf: GroupOf): StagedItem[] {
  const still = Object.fromEntries(
    Object.entries(store.prices).flatMap(([key, { frozen }]) => (frozen ? [[key, frozen]] : [])),
  );
  const sk = `${storeMemoryKey(store.store)}#${STILL}`;
  const item = stagedAs(pk, sk, still);
  // Where so many stand still, they stay with their prices.
  if (isEmpty(still) || !fits(item)) return [saysNothing({ pk, sk }), ...stageMoving(pk, store, groupOf)];
  const moving = Object.entries(store.prices).map(([key, { frozen: _, ...series }]) => [key, series]);
  return [item, ...stageMoving(pk, { ...store, prices: Object.fromEntries(moving) }, groupOf)];
}

function stageMoving(pk: string, store: StoreMemory, groupOf: GroupOf): StagedItem[] {
  const sk = storeMemoryKey(store.store);
  const whole = stagedAs(pk, sk, store);
  if (fits(whole)) return [whole];
  const { prices: _, stock: __, ...head } = store;
  const { items, groups } = inGroups((among) =>
    storeGoods(store, groupOf, among).map((goods, group) =>
      stagedAs(pk, groupKey(sk, group, among), goods, isEmpty(goods.prices) && isEmpty(goods.stock)),
    ),
  );
  return [...items, stagedAs(pk, sk, present<StoreHead>({ ...head, groups }))];
}

function stagePast(pk: string, past: PricePast, groupOf: GroupOf): StagedItem[] {
  const whole = stagedAs(pk, CARRY_PAST, past, isEmpty(past));
  if (fits(whole)) return [whole];
  return inGroups((among) =>
    dealtToGroups(past, (product) => groupOf(product, among), among).map((own, group) =>
      stagedAs(pk, groupKey(CARRY_PAST, group, among), own, isEmpty(own)),
    ),
  ).items;
}

function stagePlace(pk: string, memory: PlaceWhole, groupOf: GroupOf): StagedItem[] {
  // Also when there is nothing to remember: the next day waits for it.
  const whole = stagedAs(pk, CARRY, memory);
  if (fits(whole)) return [whole];
  const { items, groups } = inGroups((among) =>
    placeGoods(memory, groupOf, among).map((goods, group) =>
      stagedAs(pk, groupKey(CARRY_GOODS, group, among), goods, saysNothingOf(goods)),
    ),
  );
  return [...items, stagedAs(pk, CARRY, present<PlaceHead>({ month: memory.months.running?.month, groups }))];
}

/** The items of as few groups as keep each small enough; `groups` where these are not the usual number. */
function inGroups(stage: (among: number) => StagedItem[]): { readonly items: StagedItem[]; readonly groups?: number } {
  let staged: { readonly items: StagedItem[]; readonly groups?: number } = { items: [] };
  for (const among of NUMBERS_OF_GROUPS) {
    staged = present({ items: stage(among), groups: among === GOODS_GROUPS ? undefined : among });
    if (staged.items.every(fits)) break;
  }
  return staged;
}

function groupKey(sk: string, group: number, among: number): string {
  return `${sk}#${groupName(group, among === GOODS_GROUPS ? undefined : among)}`;
}

function groupName(group: number, groups: number | undefined): string {
  return groups === undefined ? `${group}` : `${groups}-${group}`;
}

/** True for an item of a group among those that its head names. */
function isOfGroups({ groups }: InGroups): (item: Attributes) => boolean {
  return ({ sk }) => {
    const name = lastWordOf(sk);
    return groups === undefined ? !name.includes('-') : name.startsWith(`${groups}-`);
  };
}

function lastWordOf(sk: unknown): string {
  return (sk as string).slice((sk as string).lastIndexOf('#') + 1);
}

function stagedAs<Value>(pk: string, sk: string, value: Value, empty = false): StagedItem {
  const { bytes, hash } = pack(value);
  return { pk, sk, hash, empty, attributes: { data: bytes } };
}

function fits({ attributes }: StagedItem): boolean {
  return (attributes['data'] as Uint8Array).length <= ITEM_BYTES;
}

function storeGoods({ prices, stock }: StoreMemory, groupOf: GroupOf, among: number): StoreGoods[] {
  const dealtPrices = dealtToGroups(prices, (key) => groupOf(parseSeriesKey(key as SeriesKey).product, among), among);
  return dealtToGroups(stock, (product) => groupOf(product, among), among).map((own, group) => ({
    prices: dealtPrices[group] ?? {},
    stock: own,
  }));
}

function placeGoods(
  { episodes, usual, movements = {}, months }: PlaceWhole,
  groupOf: GroupOf,
  among: number,
): PlaceGoods[] {
  const dealt = <Value>(record: Readonly<Record<string, Value>>) =>
    dealtToGroups(record, (product) => groupOf(product, among), among);
  const [usualOf, movementsOf, sumsOf, screeningOf] = [
    dealt(usual),
    dealt(movements),
    dealt(months.running?.sums ?? {}),
    dealt(months.screening),
  ];
  return Array.from({ length: among }, (_, group) => ({
    episodes: episodes.filter(({ product }) => groupOf(product, among) === group),
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
  const past = gathered(pastItems.map((item) => unpackedIn<PricePast>(item)));
  const own = unpackedIn<PlaceHead | PlaceWhole>(head);
  if ('episodes' in own) return { ...own, months: { ...own.months, past } };
  const groups = goods.filter(isOfGroups(own)).map((item) => unpackedIn<PlaceGoods>(item));
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
export function storeMemory(head: Attributes, others: readonly Attributes[]): StoreMemory {
  const [still, goods] = [others.find(isStill), others.filter((item) => !isStill(item))];
  const memory = movingMemory(head, goods);
  if (!still) return memory;
  const prices: Record<SeriesKey, PriceSeries> = { ...memory.prices };
  for (const [key, frozen] of Object.entries(unpackedIn<Record<SeriesKey, References>>(still))) {
    const series = prices[key as SeriesKey];
    if (series) prices[key as SeriesKey] = { ...series, frozen };
  }
  return { ...memory, prices };
}

function isStill({ sk }: Attributes): boolean {
  return lastWordOf(sk) === STILL;
}

function movingMemory(head: Attributes, goods: readonly Attributes[]): StoreMemory {
  const own = unpackedIn<StoreMemory | StoreHead>(head);
  if ('prices' in own) return own;
  const { store, channel, days, weekdays } = own;
  const groups = goods.filter(isOfGroups(own)).map((item) => unpackedIn<StoreGoods>(item));
  const prices = gathered(groups.map((group) => group.prices));
  const stock = gathered(groups.map((group) => group.stock));
  return present({ store, channel, days, prices, stock, weekdays });
}

/** The place-day whose assessment makes an item: what a day has inherited is of the day before. */
export function makerOf({ pk, sk }: ItemKey): { readonly place: string; readonly date: BusinessDay } {
  const { place, date } = placeDayOf(pk);
  return { place, date: sk.startsWith(CARRY) ? addDays(date, -1) : date };
}

/** Where the sort keys of a store's memory begin. */
export function storeMemoryKey(store: StoreKey): string {
  return `${CARRY_STORE}${store}`;
}
