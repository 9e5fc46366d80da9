import { type ContractClient, contractClient } from '#contract/client.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { type DemoStoreDay, demoCity, demoPlaces } from './demo-city.ts';
import { enterDutyOfficer, enterWardOfficer } from './demo-people.ts';
import type { RunningSystem } from './system.ts';

export const SCENARIOS = ['hanoi', 'empty'] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

type Tell = (line: string) => void;

/** What is told while a scenario is loaded: lines that stay, and how far it is. */
export interface Telling {
  readonly tell: Tell;
  readonly progress?: Tell;
}

const PROGRESS_MS = 500;
const REQUESTS_AT_ONCE = 8;

/**
 * Fills a new system through its own API: `empty` with a duty officer, `hanoi` with an officer of a ward and a
 * demo city, too. Prints
 * `ready <url>` as soon as requests are answered and the credentials are written. Loading that was cut off goes on from
 * its beginning: what is kept already stays as it is. A system whose scenario is loaded is left alone.
 */
export async function loadScenario(
  name: ScenarioName,
  system: RunningSystem,
  catalogue: Catalogue,
  today: BusinessDay,
  telling: Telling,
): Promise<void> {
  const { tell } = telling;
  const call = contractClient({ url: system.url, token: system.staffToken });
  if (system.scenarioLoaded) {
    tell(`ready ${system.url}`);
    if (name === 'hanoi') tellSignIn(system, tell);
    return;
  }
  const dutyOfficer = await enterDutyOfficer(call);
  if (name === 'hanoi') {
    const [ward] = demoPlaces(catalogue);
    if (ward) await enterWardOfficer(call, system, ward.id, dutyOfficer);
    await loadDemo(call, system, catalogue, today, telling);
  }
  // From now on the staff's token means her: what was loaded is no work of hers, and stands under no name in the log.
  await system.saveOfficers({ dutyOfficer });
  await system.saveScenarioLoaded();
  tell(name === 'empty' ? `ready ${system.url}` : 'The demo city is alive');
  if (name === 'hanoi') tellSignIn(system, tell);
}

/** The demo asks nobody for a token: whoever reads this machine's lines may sign in as its duty officer. */
function tellSignIn(system: RunningSystem, tell: Tell): void {
  tell(`  open ${system.newSignInLink()} (it signs you in, once; each start prints a new one)`);
}

async function loadDemo(
  call: ContractClient,
  system: RunningSystem,
  catalogue: Catalogue,
  today: BusinessDay,
  { tell, progress = () => undefined }: Telling,
): Promise<void> {
  const city = demoCity(catalogue, today);
  for (const { id, name, contact, stores } of city.retailers) {
    await call('PUT /v1/retailers/{id}', { params: { id }, body: { name, contact } });
    await aFewAtOnce(stores, REQUESTS_AT_ONCE, ({ id: store, ...body }) =>
      call('PUT /v1/retailers/{id}/stores/{store}', { params: { id, store }, body }),
    );
    if (system.retailers().some((known) => known.id === id)) continue;
    const { bearer } = await call('POST /v1/retailers/{id}/keys', { params: { id } });
    const access = stores.map(({ id: store, place }) => ({ id: store, place }));
    await system.saveRetailers([...system.retailers(), { id, bearer, stores: access }]);
  }
  tell(`ready ${system.url}`);
  tell('Loading the demo city: 60 days of an invented market with a storm in progress…');
  const files = historyFiles(city.history);
  for (const [index, text] of files.entries()) {
    progress(`  history: file ${index + 1} of ${files.length}`);
    const more = index < files.length - 1 ? 'true' : 'false';
    await call('POST /v1/history', { query: { more }, text, contentType: 'text/csv' });
  }
  tell(`  ${city.history.length} store-days of history are kept; folding them`);
  await settled(system, progress);
  tell('  history assessed; now the live reports of yesterday and today');
  // Yesterday is closed as the clock would have, so that its suggestions rest on what was known then.
  const isPast = ({ date }: DemoStoreDay) => date < today;
  await reportAll(system, city.live.filter(isPast), progress);
  await system.closeDay(addDays(today, -1));
  await settled(system, progress);
  await reportAll(
    system,
    city.live.filter((day) => !isPast(day)),
    progress,
  );
  await settled(system, progress);
}

async function reportAll(system: RunningSystem, days: readonly DemoStoreDay[], progress: Tell): Promise<void> {
  let posted = 0;
  await aFewAtOnce(days, REQUESTS_AT_ONCE, async ({ retailer, store, date, rows }) => {
    const token = system.retailers().find(({ id }) => id === retailer)?.bearer;
    await contractClient({ url: system.url, token })('POST /v1/reports', { body: { store, date, rows } });
    progress(`  reports: ${++posted} of ${days.length}`);
  });
}

/** Waits until all that was written has been handled, and tells how much is left. */
async function settled(system: RunningSystem, progress: Tell): Promise<void> {
  const timer = setInterval(() => progress(`  assessing: ${system.waiting()} changes left`), PROGRESS_MS);
  try {
    await system.idle();
  } finally {
    clearInterval(timer);
  }
}

/** Half of what one request takes: a longer text is held in memory together with all of its rows. */
const FILE_BYTES = 2 * 1024 * 1024;

/** The past in files, oldest days first: those that take reports, and so wake their assessors, are kept last. */
export function historyFiles(days: readonly DemoStoreDay[]): string[] {
  const files: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  const inOrder = days.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const ofDay of Map.groupBy(inOrder, ({ date }) => date).values()) {
    const lines = csvLines(ofDay);
    if (bytes + lines.length > FILE_BYTES) {
      files.push(['store,date,product,price,stock,sold\n']);
      bytes = 0;
    }
    files.at(-1)?.push(lines);
    bytes += lines.length;
  }
  return files.map((parts) => parts.join(''));
}

function csvLines(days: readonly DemoStoreDay[]): string {
  return days
    .flatMap(({ store, date, rows }) =>
      rows.map(({ product, price, stock, sold }) => `${[store, date, product, price, stock, sold ?? ''].join(',')}\n`),
    )
    .join('');
}
