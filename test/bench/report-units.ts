import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { definitionOf, type FunctionName } from '#infra/function-definitions.ts';
import { printRow } from './measure.ts';
import type { MeasuredCity } from './measured-cities.ts';
import type { MeteredFunctions, Spent } from './metered-functions.ts';
import { byKind, count, each, mean, of } from './unit-figures.ts';

/** One processor's worth of memory in Lambda; a smaller function gets its share of one. */
const PROCESSOR_MB = 1769;
/** Assumed for one request to DynamoDB in the same region; the embedded engine's own time says nothing of it. */
export const REQUEST_MS = 5;
/** Windows of the two hours in which the city's points report. */
const WINDOWS = 240;
const FUNCTION_OF: Readonly<Record<string, FunctionName>> = {
  authorize: 'authorize-retailer',
  ingest: 'ingest-report',
  reconcile: 'reconcile-alerts',
  respond: 'respond-to-alert',
};
const NEXT_DAY = 'the next day of a ';

interface PlayedMorning {
  readonly city: MeasuredCity;
  readonly reports: number;
  /** Mean size of a report's body. */
  readonly bytes: number;
}

export function printReport(
  all: ReadonlyMap<string, Spent>,
  { city: { points }, reports, bytes }: PlayedMorning,
): void {
  const spent = new Map([...all].filter(([kind]) => !kind.startsWith('the rest: ')));
  const ward = spent.get('ward') ?? of(spent, 'commune');
  const own = [...spent].filter(([kind]) => !kind.includes('city') && kind !== 'root');
  // The city is assessed once in a window, for all reports that came in it.
  const cityShare = Math.min(WINDOWS / points, 1);
  const ofReport = (member: 'writeUnits' | 'strongUnits' | 'eventualUnits' | 'invocations' | 'logBytes') =>
    own.reduce((sum, [, account]) => sum + account[member], 0) / reports + mean(of(spent, 'city'), member) * cityShare;
  const [ingest, zone, city] = ['ingest', 'zone', 'city'].map((kind) => of(spent, kind)) as [Spent, Spent, Spent];
  const perReport = (account: Spent, member: 'writeUnits' | 'strongUnits') => (account[member] / reports).toFixed(1);
  printRow(
    'write units of a report: itself, its ward, its zone, its share of the city; all, its alerts too',
    `${each(ingest, 'writeUnits')} + ${perReport(ward, 'writeUnits')} + ${perReport(zone, 'writeUnits')} + ${(mean(city, 'writeUnits') * cityShare).toFixed(1)}; ${ofReport('writeUnits').toFixed(0)}`,
    'all at most 80',
  );
  printRow('of these in the ward', byKind(ward.writes, reports), '');
  printRow('of these in the zone', byKind(zone.writes, reports), '');
  printRow(
    'read units of a report, strongly and eventually consistent; of these in its ward and its zone, and in its share of the city; to see that a next day is not open',
    `${ofReport('strongUnits').toFixed(0)} and ${ofReport('eventualUnits').toFixed(1)}; ${perReport(ward, 'strongUnits')}, ${perReport(zone, 'strongUnits')}, ${(mean(city, 'strongUnits') * cityShare).toFixed(1)}; ${each(nextDayOf(spent), 'strongUnits')}`,
    'one to see that a day is not open',
  );
  printRow(
    'invocations of a report; bytes that they log, beside the lines of Lambda itself; GB-seconds with 5 ms for each request to the database; KB of its body',
    `${ofReport('invocations').toFixed(1)}; ${ofReport('logBytes').toFixed(0)}; ${gbSecondsOfReport(spent, own, reports, cityShare).toFixed(2)}; ${(bytes / 1024).toFixed(0)}`,
    'body under 4 MB',
  );
  const kinds = ['authorize', 'ingest', 'ward', 'commune', 'zone', 'city', 'reconcile', 'respond'].filter((kind) =>
    spent.has(kind),
  );
  printRow(
    'processor time of an invocation, ms; requests to the database',
    kinds.map((kind) => `${kind} ${each(of(spent, kind), 'cpuMs')}; ${each(of(spent, kind), 'requests')}`).join(', '),
    '',
  );
  printRow(
    `the city of ${count(points)} points in one window: strong read units, write units`,
    `${each(city, 'strongUnits')}, ${each(city, 'writeUnits')}`,
    '',
  );
  printPartitions(spent, reports, cityShare);
}

/** What of a report's units falls on which kind of partition: `npm run bench -- partitions` goes on from these. */
function printPartitions(spent: ReadonlyMap<string, Spent>, reports: number, cityShare: number): void {
  const sum = (of: (account: Spent) => ReadonlyMap<string, number>) => {
    const sums = new Map<string, number>();
    for (const [kind, account] of spent) {
      const share = kind === 'city' ? cityShare / account.invocations : 1 / reports;
      for (const [key, units] of of(account)) sums.set(kindOfKey(key), (sums.get(kindOfKey(key)) ?? 0) + units * share);
    }
    return byKind(new Map([...sums].filter(([, units]) => units >= 0.05)), 1);
  };
  printRow(
    'write units of a report, by kind of partition',
    sum(({ writesByKey }) => writesByKey),
    '',
  );
  printRow(
    'read units of a report, by kind of partition',
    sum(({ readsByKey }) => readsByKey),
    '',
  );
}

const kindOfKey = (key: string): string =>
  key
    .replace('binh-on-', '')
    .replace(/ [-\w]*copy[-\w]*#/, ' <ward>#')
    .replace(/ (z-[-\w]+-w-\d+|\d{5})(?=#|$)/, ' <ward>')
    .replace(/ z-[-\w]+/, ' <zone>')
    .replace(/#2026-11-23$/, ' today')
    .replace(/#2026-11-24$/, ' tomorrow')
    .replace(/#2026-[-\d]+$/, ' before');

function nextDayOf(spent: ReadonlyMap<string, Spent>): Spent {
  return spent.get(`${NEXT_DAY}ward`) ?? of(spent, `${NEXT_DAY}commune`);
}

function gbSecondsOfReport(
  spent: ReadonlyMap<string, Spent>,
  own: readonly (readonly [string, Spent])[],
  reports: number,
  cityShare: number,
): number {
  const city = of(spent, 'city');
  const ofOwn = own.reduce((sum, [kind, account]) => sum + gbSeconds(kind, account), 0) / reports;
  return ofOwn + (gbSeconds('city', city) / city.invocations) * cityShare;
}

function gbSeconds(kind: string, account: Spent): number {
  const { memoryMb } = definitionOf(FUNCTION_OF[kind] ?? 'assess-place');
  const ms = account.cpuMs * Math.max(1, PROCESSOR_MB / memoryMb) + account.requests * REQUEST_MS;
  return ((ms / 1000) * memoryMb) / 1024;
}

export function printOpening(spent: ReadonlyMap<string, Spent>, shopsOfAWard: number): void {
  const opened = spent.get('opening: ward') ?? of(spent, 'opening: commune');
  const zone = of(spent, 'opening: zone');
  printRow(
    `opening the day in a ward of ${shopsOfAWard} shops: write units, strong read units; in its zone; open-day itself, processor time`,
    `${each(opened, 'writeUnits')}, ${each(opened, 'strongUnits')}; ${each(zone, 'writeUnits')}, ${each(zone, 'strongUnits')}; ${each(of(spent, 'open-day'), 'cpuMs')} ms`,
    '',
  );
}

/** Peak memory of a process in which a function of a measured city handles one written key. */
export function peakMbOf(metered: MeteredFunctions, city: string, name: FunctionName, pk: string, sk: string): number {
  const script = fileURLToPath(new URL('./handle-alone.ts', import.meta.url));
  const printed = execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, '--city', city, '--function', name, '--pk', pk, '--sk', sk],
    {
      env: { ...process.env, ...metered.database.tableNames, DYNAMODB_ENDPOINT: metered.database.endpoint },
      encoding: 'utf8',
    },
  );
  return (JSON.parse(printed) as { maxRssMb: number }).maxRssMb;
}
