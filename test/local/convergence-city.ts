import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { contractClient } from '#contract/client.ts';
import { isLive } from '#domain/alert/alert.ts';
import { addDays, eachDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Place, PlaceKind } from '#domain/place.ts';
import { PENDING_TABLE, startDatabase, tableNameOf } from '#infra/local/embedded-database.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { unpackStoreDay } from '#storage/reports.ts';
import { SAYS_NOTHING } from '#storage/staged-item.ts';
import { balancesAt } from '#support/kept-balances.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const NOW = Date.parse(`${TODAY}T20:00:00+07:00`);
/** The days that are reported in every order; all of them still take corrections. */
export const DAYS = eachDay(addDays(TODAY, -3), TODAY);
/** Before them lies a calm past, just long enough for references. */
const PAST = eachDay(addDays(TODAY, -11), addDays(TODAY, -4));
export const USUAL_PRICE = { [PORK.id]: 100_000, [RICE.id]: 20_000 };

/** Three wards whose assessments are handed up to the city: what two of them show together, it shows too. */
const CITY: Catalogue = {
  ...SMALL_CITY,
  products: new Map([PORK, RICE].map((product) => [product.id, product])),
  places: new Map(
    [
      aPlace('ha-noi', 'city', '*'),
      aPlace('hoan-kiem', 'ward', 'ha-noi'),
      aPlace('cua-nam', 'ward', 'ha-noi'),
      aPlace('soc-son', 'ward', 'ha-noi'),
    ].map((place) => [place.id, place]),
  ),
};

function aPlace(id: string, kind: PlaceKind, parent: string): Place {
  return { id, kind, parent, name: { vi: id, en: id }, lat: 21.03, lon: 105.85 };
}

export interface Shop {
  readonly retailer: string;
  readonly store: string;
  readonly place: string;
}

/** Enough stores in one ward to agree at once, and one alone in the other, which needs a second day. */
export const SHOPS: readonly Shop[] = [
  { retailer: 'an', store: 'an-1', place: 'hoan-kiem' },
  { retailer: 'ba', store: 'ba-1', place: 'hoan-kiem' },
  { retailer: 'cuc', store: 'cuc-1', place: 'hoan-kiem' },
  { retailer: 'an', store: 'an-2', place: 'cua-nam' },
];

/** Its days are reported in full before anything else, and then only patched, each at most once. */
export const PATCHED_SHOP: Shop = { retailer: 'ba', store: 'ba-2', place: 'soc-son' };

/** A city with its past, kept in a folder that every run starts from a copy of. */
export interface PreparedCity {
  readonly start: () => Promise<RunningCity>;
  readonly remove: () => Promise<void>;
}

export interface RunningCity {
  readonly system: RunningSystem;
  /** Waits until nothing is left to do, stops, and returns what is kept. */
  readonly finish: () => Promise<KeptState>;
}

/** What must be the same in whatever order the reports came. */
export interface KeptState {
  /** The reports by place-day and store, without what counts how often they changed. */
  readonly reports: Readonly<Record<string, unknown>>;
  /** Content hashes of assessments and carries. */
  readonly assessed: Readonly<Record<string, string>>;
  readonly episodes: Readonly<Record<string, unknown>>;
  readonly balances: Readonly<Record<string, unknown>>;
  readonly liveAlerts: readonly string[];
  /** Written keys that were never handled. */
  readonly pending: number;
}

export async function prepareCity(): Promise<PreparedCity> {
  const root = await mkdtemp(join(tmpdir(), 'binh-on-convergence-'));
  const template = join(root, 'template');
  const randomBytes = countingBytes();
  const startIn = (folder: string) =>
    startSystem({ folder, catalogue: CITY, clock: () => NOW, gatherMs: 1, randomBytes });
  const system = await startIn(template);
  await layPast(system);
  await system.idle();
  await system.close();
  let copies = 0;
  return {
    start: async () => {
      const folder = join(root, `run-${copies++}`);
      await cp(template, folder, { recursive: true });
      const running = await startIn(folder);
      return {
        system: running,
        finish: async () => {
          await running.idle();
          await running.close();
          const kept = await readState(folder);
          await rm(folder, { recursive: true });
          return kept;
        },
      };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Bytes that never come twice, and the same in every life of the test. */
function countingBytes(): (count: number) => Uint8Array {
  let drawn = 0;
  return (count) => {
    const bytes = new Uint8Array(count);
    new DataView(bytes.buffer).setUint32(0, ++drawn);
    return bytes;
  };
}

async function layPast(system: RunningSystem): Promise<void> {
  const staff = contractClient({ url: system.url, token: system.staffToken });
  const shops = [...SHOPS, PATCHED_SHOP];
  const retailers = [...new Set(shops.map(({ retailer }) => retailer))];
  const access = [];
  for (const id of retailers) {
    await staff('PUT /v1/retailers/{id}', { params: { id }, body: { name: id, contact: { name: 'Chị An' } } });
    const own = shops.filter(({ retailer }) => retailer === id);
    for (const { store, place } of own) {
      await staff('PUT /v1/retailers/{id}/stores/{store}', {
        params: { id, store },
        body: { name: store, place, channel: 'market' },
      });
    }
    const { bearer } = await staff('POST /v1/retailers/{id}/keys', { params: { id } });
    access.push({ id, bearer, stores: own.map(({ store, place }) => ({ id: store, place })) });
  }
  await system.saveRetailers(access);
  const lines = PAST.flatMap((date) =>
    shops.flatMap(({ retailer, store }) =>
      Object.entries(USUAL_PRICE).map(([product, price]) => [retailer, store, date, product, price, 50, 10].join()),
    ),
  );
  await staff('POST /v1/history', {
    text: ['retailer,store,date,product,price,stock,sold', ...lines].join('\n'),
    contentType: 'text/csv',
  });
  const token = access.find(({ id }) => id === PATCHED_SHOP.retailer)?.bearer;
  for (const date of DAYS) {
    await contractClient({ url: system.url, token })('POST /v1/reports', {
      body: {
        store: PATCHED_SHOP.store,
        date,
        reportedAt: `${DAYS[0]}T00:00:00+07:00`,
        rows: Object.entries(USUAL_PRICE).map(([product, price]) => ({ product, price })),
      },
    });
  }
}

async function readState(folder: string): Promise<KeptState> {
  const database = await startDatabase(join(folder, 'database'));
  const dynamodb = connectDynamoDb({ DYNAMODB_ENDPOINT: database.endpoint }, database.transport);
  const scan = async (TableName: string) => {
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(new ScanCommand({ TableName }));
    if (LastEvaluatedKey) throw new Error(`${TableName} no longer fits one page: read them all`);
    return Items.map((item) => ({ ...item, name: `${item['pk']} ${item['sk']}`, sk: String(item['sk']) }));
  };
  const market = await scan(tableNameOf('market'));
  const pending = await scan(PENDING_TABLE);
  const desk = deskStore(dynamodb, tableNameOf('desk'));
  const registry = registryStore(dynamodb, tableNameOf('registry'));
  const ofPlaces = async <Value>(read: (place: string) => Promise<Value>) =>
    Promise.all([...CITY.places.keys()].map(async (place) => [place, await read(place)] as const));
  const episodes = await ofPlaces(async (place) => (await desk.readEpisodes(place))?.value);
  const balances = await ofPlaces((place) => balancesAt(registry, place));
  const alerts = await ofPlaces(async (place) => (await desk.alertsOf(place)).map(({ value }) => value));
  dynamodb.destroy();
  await database.close();
  return {
    reports: Object.fromEntries(
      market.filter(({ sk }) => sk.startsWith('report#')).map((item) => [item.name, unpackStoreDay(item)]),
    ),
    // What was never written says the same as what says nothing any more.
    assessed: Object.fromEntries(
      market
        .filter((item) => /^(part#|carry|up|leaf#)/.test(item.sk) && hashOf(item) !== SAYS_NOTHING)
        .map((item) => [item.name, hashOf(item)]),
    ),
    episodes: Object.fromEntries(episodes.filter(([, now]) => now && now.episodes.length > 0)),
    balances: Object.fromEntries(balances),
    liveAlerts: alerts
      .flatMap(([, all]) => all.filter(isLive))
      .map(({ place, product, direction, level, status }) => [place, product, direction, level, status].join(' '))
      .sort(),
    pending: pending.length,
  };
}

function hashOf(item: Readonly<Record<string, unknown>>): string {
  return String(item['h']);
}
