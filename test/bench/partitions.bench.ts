/**
 * What falls on each partition of the tables while 3,000 points of sale report 200 goods each between 06:00 and 07:00.
 *
 * The units of a report, of its ward, zone and city and of the next day are measured first, on a zone of a city with as
 * many points: of a ward that of the median assessment for each report of a window but one, and for that one the most that
 * any assessment took, as where an episode begins and all stores of the ward remember it. Then the hour is simulated with drawn times of arrival: evenly, and with 150 chains each of which sends
 * the reports of all of its points within the same 20 s, at a full quarter of the hour.
 */
import { hanoi } from '#catalog/hanoi.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { SUBSCRIPTIONS } from '#storage/tables.ts';
import { following } from '#support/wide-catalogue.ts';
import { copyLeaves } from './city-copies.ts';
import { printRow } from './measure.ts';
import { meanOf, medianOf, mostOf, unitsByRole } from './metered-by-place.ts';
import { type Spent, startMeteredFunctions } from './metered-functions.ts';
import { registerZone } from './metered-zone.ts';
import { type Arrival, type MeasuredUnits, simulateMorning, worstOf, type ZoneOf } from './simulate-morning.ts';

const TODAY = '2026-11-23';
const ZONE = 'z-trung-tam';
const GOODS = 200;
const POINTS = 3_000;
const CHAINS = 150;
const WARDS = 2;
const SHOPS_OF_A_WARD = 24;
const HISTORY_DAYS = 7;
/** Windows until the last report has come up to the city and to the next day. */
const WINDOWS_TO_END = 4;
const FROM = 6 * 3600;
const HOUR = 3600;
const SEND_SECONDS = 20;
const MOST_WRITES = 700;
const MOST_READS = 2_000;
const SHOWN = 6;
const WINDOW = SUBSCRIPTIONS.find(({ function: name }) => name === 'assess-place')?.cloudWindowSeconds ?? 0;

const catalogue = following(hanoi, GOODS);
const zoneOf: ZoneOf = new Map(
  [...catalogue.places.values()]
    .filter(({ kind }) => kind === 'ward' || kind === 'commune')
    .map(({ id, parent }) => [id, parent]),
);
const units = await measureUnits(catalogue);
const leaves = [...zoneOf.keys()];

for (const [how, arrivals] of [
  ['evenly', evenly()],
  [`by ${CHAINS} chains at the quarters of the hour`, byChains()],
] as const) {
  const loads = simulateMorning(arrivals, zoneOf, units, WINDOW);
  const worst = [...loads].map(([key, { writes, reads }]) => ({ key, writes: worstOf(writes), reads: worstOf(reads) }));
  for (const [kind, most] of [
    ['writes', MOST_WRITES],
    ['reads', MOST_READS],
  ] as const) {
    const sorted = worst.toSorted((a, b) => b[kind].second - a[kind].second).slice(0, SHOWN);
    printRow(
      `${kind} a second of the worst partitions: in the worst second, on the mean of the worst minute; ${POINTS} reports come ${how}`,
      sorted.map((each) => `${each.key} ${each[kind].second.toFixed(0)}, ${each[kind].minute.toFixed(1)}`).join('; '),
      `at most ${most}`,
    );
  }
}

async function measureUnits(city: Catalogue): Promise<MeasuredUnits> {
  let now = Date.parse(`${TODAY}T00:00:00+07:00`) - 1;
  const functions = await startMeteredFunctions(city, () => now);
  try {
    const inZone = [...zoneOf].filter(([, zone]) => zone === ZONE).map(([leaf]) => leaf);
    const wards = inZone.slice(0, WARDS);
    const zone = await registerZone(functions, city, TODAY, { wards, shopsOfAWard: SHOPS_OF_A_WARD, rows: GOODS });
    await zone.fillHistory(HISTORY_DAYS);
    now = Date.parse(`${TODAY}T00:05:00+07:00`);
    await functions.openDay();
    await zone.settle('opening: ');
    const copiesOfAWard = inZone.length / WARDS - 1;
    await copyLeaves(functions, { city: city.city, zone: ZONE, date: TODAY, copiesOfAWard, copiesOfTheZone: 12 });
    now = Date.parse(`${TODAY}T06:00:00+07:00`);
    functions.takeSpent();
    const spent: ReadonlyMap<string, Spent>[] = [];
    for (const shop of zone.shops) {
      await zone.report(shop);
      await zone.window();
      spent.push(functions.takeSpent());
    }
    for (let last = 0; last < WINDOWS_TO_END; last++) {
      await zone.window();
      spent.push(functions.takeSpent());
    }
    const measured = (kind: string, inside = 0) => {
      const accounts = spent.flatMap((each) => each.get(kind) ?? []);
      return accounts.map((account) => unitsByRole(city, account, { today: TODAY, leaves: inside }));
    };
    return {
      report: [meanOf(measured('authorize')), meanOf(measured('ingest'))],
      leaf: { calm: medianOf(measured('ward')), most: mostOf(measured('ward')) },
      zone: mostOf(measured('zone', inZone.length)),
      city: mostOf(measured('city', 13 * inZone.length)),
      nextDay: mostOf(measured('the next day of a ward')),
    };
  } finally {
    await functions.close();
  }
}

function evenly(): Arrival[] {
  const draw = seededNumbers(20_261_130);
  return Array.from({ length: POINTS }, (_, point) => ({
    leaf: leaves[point % leaves.length] as string,
    at: FROM + HOUR * draw(),
  }));
}

function byChains(): Arrival[] {
  const draw = seededNumbers(20_261_131);
  const quarters = Array.from({ length: CHAINS }, () => FROM + (HOUR / 4) * Math.floor(4 * draw()));
  return Array.from({ length: POINTS }, (_, point) => ({
    leaf: leaves[point % leaves.length] as string,
    at: (quarters[point % CHAINS] as number) + SEND_SECONDS * draw(),
  }));
}
