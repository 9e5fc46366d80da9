/**
 * What a report uses up of AWS: units of DynamoDB, processor time of Lambda, bytes of the log; and how large what is kept
 * of it is. docs/cost.md multiplies these with prices.
 *
 * A zone of ten wards with 24 shops each has a past of four months; then a morning is played: in each window of 30 s one
 * of its shops reports, as of each zone of a city with 3,000 points over two hours, and what was written in the window
 * before is handed over. The city around it has twelve more zones, copies of this one.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { catalogue } from '#catalog/city.ts';
import { definitionOf, type FunctionName } from '#infra/function-definitions.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import type { StreamKey } from '#runtime/stream-batch.ts';
import { MAX_PACKED_BYTES, pack } from '#storage/packed.ts';
import { familyDayOf, partitionOf, partitionOfFamily } from '#storage/place-day-key.ts';
import { registryStore } from '#storage/registry.ts';
import { callAsStaff } from '#support/call-as-staff.ts';
import { balancesAt } from '#support/kept-balances.ts';
import { printRow } from './measure.ts';
import { closeCity, fillCity } from './metered-city.ts';
import { type Spent, startMeteredFunctions } from './metered-functions.ts';
import { copyLeaves, itemsOf, registerZone } from './metered-zone.ts';
import type { Shop } from './shelves.ts';

const TODAY = '2026-11-23';
const YESTERDAY = '2026-11-22';
const TOMORROW = '2026-11-24';
const ZONE = 'z-trung-tam';
const WARDS = 10;
const SHOPS_OF_A_WARD = 24;
const ROWS = 200;
const MANY_ROWS = 5_000;
const WINDOW_MS = 30_000;
/** Windows of the two hours in which the city's 3,000 points report. */
const WINDOWS = 240;
const POINTS = 3_000;
const OTHER_ZONES = 12;
/** The city is assessed in every window; to measure a part of them is enough. */
const CITY_EVERY = 12;
/** Windows until the last report has come up to the city and to the next day. */
const WINDOWS_TO_END = 4;
/** Of each good so many of the city's shops are short when its day is closed. */
const SHORT_SHARE = 0.1;
/** A rise that raises an alert in one ward. */
const SHOCK = { product: '01.0014', factor: 1.3 };

/** One processor's worth of memory in Lambda; a smaller function gets its share of one. */
const PROCESSOR_MB = 1769;
/** Assumed for one request to DynamoDB in the same region; the embedded engine's own time says nothing of it. */
const REQUEST_MS = 5;
const FUNCTION_OF: Readonly<Record<string, FunctionName>> = {
  authorize: 'authorize-retailer',
  ingest: 'ingest-report',
  reconcile: 'reconcile-alerts',
  respond: 'respond-to-alert',
};

const inZone = [...catalogue.places.values()].filter(({ parent }) => parent === ZONE).map(({ id }) => id);
const [ward = '', ...others] = inZone;
let now = Date.parse(`${TODAY}T00:00:00+07:00`) - 1;
const functions = await startMeteredFunctions(catalogue, () => now);
try {
  const wards = [ward, ...others.slice(0, WARDS - 1)];
  const zone = await registerZone(functions, catalogue, TODAY, { wards, shopsOfAWard: SHOPS_OF_A_WARD, rows: ROWS });
  await zone.fillHistory();
  functions.takeSpent();

  now = Date.parse(`${TODAY}T00:05:00+07:00`);
  await functions.onAccountOf('open-day', functions.openDay);
  await zone.settle('opening: ');
  const opening = functions.takeSpent();

  now = Date.parse(`${TODAY}T06:00:00+07:00`);
  await playMorning(zone, shuffled(zone.shops), true);
  printReport(functions.takeSpent(), zone.shops.length);
  printOpening(opening);
  await printSizes();
  await printStaff();
  await printClosing();

  const large = await registerZone(functions, catalogue, TODAY, {
    wards: [others[WARDS - 1] as string],
    shopsOfAWard: SHOPS_OF_A_WARD,
    rows: MANY_ROWS,
  });
  await functions.openDay();
  await large.settle('opening: ');
  functions.takeSpent();
  const bytes = await playMorning(large, large.shops, false);
  const spent = functions.takeSpent();
  const [ingest, assessed] = [of(spent, 'ingest'), of(spent, 'ward')];
  printRow(
    `a report of ${count(MANY_ROWS)} rows: body, write units, processor time; its ward: strong read units, processor time`,
    `${kb(bytes)} KB, ${each(ingest, 'writeUnits')}, ${each(ingest, 'cpuMs')} ms; ${each(assessed, 'strongUnits')}, ${each(assessed, 'cpuMs')} ms`,
    'body under 4 MB',
  );
} finally {
  await functions.close();
}

/** Plays a morning and returns the mean size of a report's body. */
async function playMorning(
  { report, window }: Awaited<ReturnType<typeof registerZone>>,
  shops: readonly Shop[],
  withCity: boolean,
): Promise<number> {
  let bytes = 0;
  let windows = 0;
  let hasCopies = false;
  const inTurn = async (_partition: string, account: string) => {
    if (account !== 'city') return true;
    if (!withCity || windows % CITY_EVERY !== 0) return false;
    // Once: what the other zones' shops say need not follow the morning.
    if (!hasCopies) await copyLeaves(functions, { city: catalogue.city, zone: ZONE, date: TODAY, copies: OTHER_ZONES });
    hasCopies = true;
    return true;
  };
  const shocked = (shop: Shop) => (product: string) =>
    shop.place === ward && product === SHOCK.product ? SHOCK.factor : 1;
  for (const shop of shops) {
    bytes += await report(shop, shocked(shop));
    now += WINDOW_MS;
    windows++;
    await window(inTurn);
  }
  for (let last = 0; last < WINDOWS_TO_END; last++) await window(inTurn);
  return bytes / shops.length;
}

function printReport(spent: ReadonlyMap<string, Spent>, reports: number): void {
  const ownKinds = [...spent].filter(([kind]) => !kind.includes('city') && kind !== 'root');
  // The city is assessed once in a window, for all reports that came in it.
  const cityShare = WINDOWS / POINTS;
  const ofReport = (member: 'writeUnits' | 'strongUnits' | 'eventualUnits' | 'invocations' | 'logBytes') =>
    ownKinds.reduce((sum, [, account]) => sum + account[member], 0) / reports +
    mean(of(spent, 'city'), member) * cityShare;
  const [ingest, ward, zone, city] = ['ingest', 'ward', 'zone', 'city'].map((kind) => of(spent, kind)) as [
    Spent,
    Spent,
    Spent,
    Spent,
  ];
  printRow(
    `write units of a report of ${ROWS} rows: itself, its ward, its zone, its share of the city`,
    `${each(ingest, 'writeUnits')} + ${each(ward, 'writeUnits')} + ${each(zone, 'writeUnits')} + ${(mean(city, 'writeUnits') * cityShare).toFixed(1)}; ${ofReport('writeUnits').toFixed(0)} with its alerts`,
    '',
  );
  printRow(
    'of these in the ward, by what is written',
    [...ward.writes].map(([what, units]) => `${what} ${(units / ward.invocations).toFixed(1)}`).join(', '),
    '',
  );
  printRow(
    'read units of a report, strongly and eventually consistent; of these in the ward, and to see that its next day is not open',
    `${ofReport('strongUnits').toFixed(0)} and ${ofReport('eventualUnits').toFixed(1)}; ${each(ward, 'strongUnits')}, ${each(of(spent, 'the next day of a ward'), 'strongUnits')}`,
    '',
  );
  printRow(
    'invocations of a report; bytes that they log, beside the lines of Lambda itself',
    `${ofReport('invocations').toFixed(1)}; ${ofReport('logBytes').toFixed(0)}`,
    '',
  );
  const gbSeconds = (kind: string, account: Spent) => {
    const { memoryMb } = definitionOf(FUNCTION_OF[kind] ?? 'assess-place');
    const ms = account.cpuMs * Math.max(1, PROCESSOR_MB / memoryMb) + account.requests * REQUEST_MS;
    return ((ms / 1000) * memoryMb) / 1024;
  };
  const own = ownKinds.reduce((sum, [kind, account]) => sum + gbSeconds(kind, account), 0) / reports;
  const shared = (gbSeconds('city', city) / city.invocations) * cityShare;
  printRow(
    `GB-seconds of a report at the memory of infra/function-definitions.ts, ${REQUEST_MS} ms for each request to the database`,
    (own + shared).toFixed(2),
    '',
  );
  const kinds = ['authorize', 'ingest', 'ward', 'zone', 'city', 'the next day of a ward', 'reconcile', 'respond'];
  printRow(
    'processor time of an invocation, ms; requests to the database',
    kinds.map((kind) => `${kind} ${each(of(spent, kind), 'cpuMs')}; ${each(of(spent, kind), 'requests')}`).join(', '),
    '',
  );
  printRow(
    `the city of ${count(POINTS)} points in one window: strong read units, write units`,
    `${each(city, 'strongUnits')}, ${each(city, 'writeUnits')}`,
    '',
  );
}

function printOpening(spent: ReadonlyMap<string, Spent>): void {
  const opened = of(spent, 'opening: ward');
  const reads = mean(opened, 'strongUnits') + mean(of(spent, 'opening: the next day of a ward'), 'strongUnits');
  printRow(
    `opening the day in a ward of ${SHOPS_OF_A_WARD} shops: write units, strong read units; open-day itself, processor time`,
    `${each(opened, 'writeUnits')}, ${reads.toFixed(0)}; ${each(of(spent, 'open-day'), 'cpuMs')} ms`,
    '',
  );
}

async function printSizes(): Promise<void> {
  const sizesOf = async (place: string, day: string, prefix: string, member = 'data') => {
    const items = (await itemsOf(functions, place, day)).filter((item) => String(item['sk']).startsWith(prefix));
    const sizes = items.map((item) => (item[member] as Uint8Array | undefined)?.length ?? 0);
    return { sum: sizes.reduce((a, b) => a + b, 0), most: Math.max(...sizes) };
  };
  const report = await sizesOf(ward, TODAY, 'report#');
  const memory = await sizesOf(ward, TOMORROW, 'carry#');
  const perShop = (bytes: number) => kb(bytes / SHOPS_OF_A_WARD);
  printRow(
    'kept of a store-day: its report, what the shop is remembered by; the largest item of a memory',
    `${perShop(report.sum)} and ${perShop(memory.sum)} KB; ${kb(memory.most)} KB`,
    `each under ${kb(MAX_PACKED_BYTES)} KB`,
  );
  const facts = await sizesOf(ward, TODAY, 'up');
  const face = await sizesOf(ZONE, TODAY, `part#${ward}`, 'face');
  const who = await sizesOf(ZONE, TODAY, `who#${ward}`);
  const place = await sizesOf(ward, TOMORROW, 'carry-');
  printRow(
    `kept of a ward-day of ${SHOPS_OF_A_WARD} shops: what its shops hand up, its assessment, who reported, what it remembers; the largest item`,
    `${kb(facts.sum)}, ${kb(face.sum)}, ${kb(who.sum)}, ${kb(place.sum)} KB; ${kb(Math.max(facts.most, face.most, who.most, place.most))} KB`,
    `each under ${kb(MAX_PACKED_BYTES)} KB`,
  );
  const balance = await balancesAt(registryStore(functions.silent, tableNameOf('registry')), ward);
  const ofShop = balance.filter(({ store }) => store === balance[0]?.store);
  printRow(
    "a shop's balances, for matching: goods; size in one item, of which four are made",
    `${count(ofShop.length)}; ${kb(pack(ofShop).bytes.length)} KB`,
    `under ${kb(MAX_PACKED_BYTES)} KB`,
  );
  printRow(
    `peak memory of a process that assesses the city of ${count(POINTS)} points`,
    `${peakMbOf('assess-place', { pk: partitionOf(catalogue.city, TODAY), sk: 'open' })} MB`,
    'under 1,769 MB',
  );
}

async function printClosing(): Promise<void> {
  const shops = await fillCity(functions, catalogue, ward, SHORT_SHARE);
  functions.takeSpent();
  const partitions = await closeCity(functions, `${TODAY}T15:00:00+07:00`);
  const spent = functions.takeSpent();
  const families = partitions
    .map((pk) => ({ pk, account: of(spent, `family ${pk}`) }))
    .sort((a, b) => a.account.cpuMs - b.account.cpuMs);
  const all = (member: Counted) => families.reduce((sum, { account }) => sum + account[member], 0);
  const units = (['writeUnits', 'strongUnits', 'eventualUnits'] as const).map(all);
  printRow(
    `closing the day of ${count(shops)} shops, ${100 * SHORT_SHARE} % of them short of each good: write units, read units strongly and eventually consistent, of each of ${families.length} families and of all`,
    `${units.map((sum) => (sum / families.length).toFixed(0)).join(', ')}; ${units.map((sum) => count(Math.round(sum))).join(', ')}`,
    '',
  );
  const [median, longest] = [families[families.length >> 1], families.at(-1)];
  const gbSeconds =
    ((all('cpuMs') + REQUEST_MS * all('requests')) / 1000) * (definitionOf('close-day').memoryMb / 1024);
  const seconds = (ms = 0) => (ms / 1000).toFixed(1);
  printRow(
    `processor time of a family, median and longest, and of all; GB-seconds of all, ${REQUEST_MS} ms for each request to the database`,
    `${seconds(median?.account.cpuMs)} and ${seconds(longest?.account.cpuMs)} s, ${seconds(all('cpuMs'))} s; ${gbSeconds.toFixed(0)}`,
    'a family under 45 s',
  );
  // As of the day before: there what was suggested for today stands in nobody's way.
  const pk = partitionOfFamily(familyDayOf(longest?.pk ?? '')?.family ?? '', YESTERDAY);
  printRow(
    'peak memory of a process that matches the family that takes longest',
    `${peakMbOf('close-day', { pk, sk: 'close' })} MB`,
    'under 1,769 MB',
  );
}

/** Peak memory of a process in which a function handles one written key. */
function peakMbOf(name: FunctionName, { pk, sk }: StreamKey): number {
  const script = fileURLToPath(new URL('./handle-alone.ts', import.meta.url));
  const printed = execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, '--function', name, '--pk', pk, '--sk', sk],
    {
      env: { ...process.env, ...functions.database.tableNames, DYNAMODB_ENDPOINT: functions.database.endpoint },
      encoding: 'utf8',
    },
  );
  return (JSON.parse(printed) as { maxRssMb: number }).maxRssMb;
}

async function printStaff(): Promise<void> {
  const looks = [
    ['GET /v1/places', {}],
    ['GET /v1/market/{place}', { params: { place: ward } }],
    ['GET /v1/alerts', {}],
    ['GET /v1/coverage', {}],
  ] as const;
  functions.takeSpent();
  for (const [route, request] of looks) {
    await functions.onAccountOf(route, () => callAsStaff(functions.staff, route, request));
  }
  const spent = functions.takeSpent();
  printRow(
    `a look at ${WARDS * SHOPS_OF_A_WARD} shops: read units, strongly and eventually consistent; processor time`,
    looks
      .map(([route]) => {
        const look = of(spent, route);
        return `${route} ${each(look, 'strongUnits')} and ${each(look, 'eventualUnits')}, ${each(look, 'cpuMs')} ms`;
      })
      .join(', '),
    '',
  );
}

function of(spent: ReadonlyMap<string, Spent>, kind: string): Spent {
  const account = spent.get(kind);
  if (!account) throw new Error(`Nothing was spent on ${kind}; there are ${[...spent.keys()].join(', ')}`);
  return account;
}

type Counted = 'invocations' | 'cpuMs' | 'requests' | 'writeUnits' | 'strongUnits' | 'eventualUnits' | 'logBytes';

function mean(account: Spent, member: Counted): number {
  return account[member] / account.invocations;
}

function each(account: Spent, member: Counted): string {
  const value = mean(account, member);
  return value.toFixed(value < 20 ? 1 : 0);
}

function kb(bytes: number): string {
  return (bytes / 1024).toFixed(bytes < 50 * 1024 ? 1 : 0);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function shuffled(shops: readonly Shop[]): Shop[] {
  const draw = seededNumbers(1);
  return shops
    .map((shop) => ({ shop, at: draw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ shop }) => shop);
}
