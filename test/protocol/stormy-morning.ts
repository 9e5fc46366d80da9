import { EMPTY_MEMORY } from '#domain/assessment/place-day.ts';
import { addDays } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { faceOf } from '#domain/event/event-face.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import { emptyMemory, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import { atLeast, rankOf } from '#domain/level.ts';
import { membersFor } from '#domain/notification/conversation.ts';
import type { EventNewsKind } from '#domain/notification/event-news.ts';
import type { Place } from '#domain/place.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { deliverMessage } from '#functions/deliver-messages/deliver-message.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { deskStore } from '#storage/desk.ts';
import { goodsGroups } from '#storage/goods-group.ts';
import { stageMemories } from '#storage/market/memory-items.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';
import { readDesk } from '#telling/attention.ts';
import { supplyKnown, waitsOf } from '#telling/readers.ts';
import { type CloudInTime, cloudInTime, type Lanes, type Speeds } from './cloud-in-time.ts';
import { AT_ONCE, type Item } from './tables-in-steps.ts';

const DAY = '2026-11-23';
const START = Date.parse(`${DAY}T06:00:00+07:00`);
const WARDS = Array.from({ length: 12 }, (_, index) => `ward-${index + 1}`);
const CHAINS = ['hoa-sen', 'binh-minh', 'song-hong', 'cho-moi', 'an-phu'];
const USUAL = 10_000;

const aPlace = (id: string, kind: Place['kind'], parent: string): Place => ({
  id,
  kind,
  name: { vi: id, en: id },
  parent,
  lat: 21,
  lon: 105.8,
});

const GREENS = ['rau-muong', 'cai-xanh', 'mong-toi'].map((id) => ({
  ...PORK,
  id,
  name: { vi: id, en: id },
  category: 'leaf-vegetables' as const,
  eventGroup: 'greens',
  band: { min: 1_000, max: 100_000 },
}));

/** One zone of twelve wards in a city, and three leaf vegetables that are one group. */
const CITY: Catalogue = {
  ...SMALL_CITY,
  city: 'hn',
  eventGroups: new Map([['greens', { vi: 'Rau ăn lá', en: 'Leaf vegetables' }]]),
  products: new Map(GREENS.map((product) => [product.id, product])),
  places: new Map(
    [aPlace('hn', 'city', '*'), aPlace('zone', 'zone', 'hn'), ...WARDS.map((id) => aPlace(id, 'ward', 'zone'))].map(
      (place) => [place.id, place],
    ),
  ),
};

export interface MorningSettings {
  readonly lanes: Readonly<Record<string, Lanes>>;
  readonly gatherMs: number;
  readonly speeds: Speeds;
  readonly seed: number;
  readonly shops: number;
  /** All shops report within so long. */
  readonly withinMs: number;
}

/** A message that was sent, and how long after the report that made its event. */
export interface SentInMorning {
  readonly reader: string;
  readonly kind: EventNewsKind;
  readonly afterMs: number;
}

export interface Morning {
  readonly sent: readonly SentInMorning[];
  readonly reads: number;
  readonly events: number;
  readonly level: number;
}

/**
 * A morning on which the leaf vegetables of a zone are 70 % dearer at every shop, which all report in a short while. The
 * office of the city and one ward's officer are told.
 */
export async function playMorning({
  lanes,
  gatherMs,
  speeds,
  seed,
  shops,
  withinMs,
}: MorningSettings): Promise<Morning> {
  const draw = seededNumbers(seed);
  const sent: SentInMorning[] = [];
  const made: { at: number } = { at: Number.POSITIVE_INFINITY };
  const deliver = async (cloud: CloudInTime, { event, reader }: { event: string; reader: string }) => {
    const dynamodb = cloud.tables.connect(cloud.stepOf('deliver-messages'));
    const desk = deskStore(dynamodb, 'desk');
    const people = registryStore(dynamodb, 'registry');
    const next = await deliverMessage(
      {
        ...desk,
        clock: cloud.clock,
        hasSupply: supplyKnown({ ...desk, ...people, clock: cloud.clock }, CITY),
        desk: readDesk(people, CITY, {}),
        workedAt: async () => [],
        waits: { ...waitsOf({}, CITY), gatherMs },
        noteGivenUp: () => undefined,
        describe: async ({ known, strand, members }, told, { kind }) => ({
          kind,
          event: known.id,
          strand,
          face: faceOf(CITY, membersFor(CITY, told, members)),
        }),
        reader: async (id) => {
          const found = (await people.recipients()).find((one) => one.id === id);
          const way = {
            name: 'mail',
            leaseMs: 60_000,
            send: async ({ news }: { readonly news: { readonly kind: EventNewsKind } }) =>
              void sent.push({ reader: id, kind: news.kind, afterMs: cloud.clock() - made.at }),
          };
          return found && { ...found, ways: [way] };
        },
      },
      CITY,
    )(event, reader);
    if (next !== undefined) cloud.at(next, () => deliver(cloud, { event, reader }));
  };
  const cloud = cloudInTime({ city: CITY, start: START, lanes, speeds, gatherMs, deliver });
  await prepare(cloud, shops);
  const before = new Map(cloud.reads);
  const dynamodb = cloud.tables.connect(AT_ONCE);
  const reports = reportStore(dynamodb, 'market', cloud.clock);
  const reported: { readonly at: number; readonly place: string }[] = [];
  for (const [key, place] of shopsOf(shops)) {
    const at = START + 1_000 + Math.floor(draw() * withinMs);
    reported.push({ at, place });
    cloud.at(at, () => reports.putReport(packStoreDay(dearDay(key, place, at, draw)), 1, undefined));
  }
  let opened = false;
  for (let until = START; until < START + withinMs + 15 * 60_000; until += 250) {
    await cloud.play(until);
    const alert = opened ? undefined : firstAlert(cloud.tables.itemsOf('desk'));
    if (!alert) continue;
    opened = true;
    // The report that made it came before the assessment that saw it: of all that may have, the earliest.
    const window = (lanes['assess-place']?.windowMs ?? 0) + 1_000;
    const near = reported.filter(({ at, place }) => place === alert.place && at <= until && at >= until - window);
    made.at = Math.min(...near.map(({ at }) => at), until);
  }
  const reads = [...cloud.reads].reduce((sum, [name, count]) => sum + count - (before.get(name) ?? 0), 0);
  const boards = await deskStore(dynamodb, 'desk').liveBoards();
  const live = boards.flatMap(({ events }) => events.filter(({ endedAt, joinedInto }) => !endedAt && !joinedInto));
  return { sent, reads, events: live.length, level: Math.max(0, ...live.map(({ level }) => rankOf(level))) };
}

function shopsOf(count: number): [StoreKey, string][] {
  return Array.from({ length: count }, (_, index): [StoreKey, string] => [
    `${CHAINS[index % CHAINS.length]}/${index}`,
    WARDS[Math.floor(index / CHAINS.length) % WARDS.length] as string,
  ]);
}

async function prepare({ tables, clock }: CloudInTime, shops: number): Promise<void> {
  const dynamodb = tables.connect(AT_ONCE);
  const market = marketStore(dynamodb, 'market', clock);
  const byWard = Map.groupBy(shopsOf(shops), ([, place]) => place);
  for (const [place, stores] of byWard) {
    const memories = stores.map(([key]) => weekOf(key));
    const items = stageMemories(place, addDays(DAY, -1), EMPTY_MEMORY, memories, goodsGroups(CITY));
    for (const item of items) if (!item.empty) await market.put(item, undefined);
  }
  const registry = registryStore(dynamodb, 'registry');
  for (const [id, places] of [
    ['p-aaaaaaaaaaaaaaaa', ['*']],
    ['p-bbbbbbbbbbbbbbbb', ['ward-1']],
  ] as const) {
    await registry.putPerson(somePerson({ id, places, levels: ['alert', 'crisis'] }));
  }
  for (const place of CITY.places.keys()) await market.open(place, DAY, undefined);
}

function weekOf(store: StoreKey): StoreMemory {
  let memory = emptyMemory(store, 'market');
  const prices = new Map(GREENS.map(({ id }) => [seriesKey(id, 'retail'), USUAL]));
  for (let day = -8; day < 0; day++) memory = remember(memory, addDays(DAY, day), { prices, stock: [] }) ?? memory;
  return memory;
}

function dearDay(store: StoreKey, place: string, reportedAt: number, draw: () => number): StoreDay {
  const rows = GREENS.map(({ id }) => ({
    product: id,
    priceType: 'retail' as const,
    price: Math.round(USUAL * (1.6 + draw() * 0.2)),
    confirmed: true,
  }));
  return { store, channel: 'market', place, date: DAY, reportedAt, source: 'live', rows };
}

function firstAlert(items: readonly Item[]): { readonly place: string } | undefined {
  const found = items.find(
    ({ sk, json }) =>
      sk.startsWith('alert#') && atLeast((JSON.parse(String(json)) as { level: 'alert' }).level, 'alert'),
  );
  return found && { place: found.pk };
}
