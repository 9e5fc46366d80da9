/**
 * How fast the pages are: what a first visit loads, how soon it is seen and answers on a slow phone, how soon the API answers
 * at 50 requests a second, and what opening the morning page reads.
 *
 * On the demo, which `DEMO=folder` keeps between runs. On data of your own with `DATA=folder AT=instant`: the folder of a
 * stopped machine with Hanoi's catalogue, and the time at which it is looked at. test/bench/fill-city.ts makes a large one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { hanoi } from '#catalog/hanoi.ts';
import { contractClient } from '#contract/client.ts';
import { buildPages, weighPages } from '#infra/pages/build-pages.ts';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { MORNING } from '../web/demo-morning.ts';
import { loadDemo } from '../web/load-demo.ts';
import { printRow, quantileOf } from './measure.ts';
import { openBrowser, type VisitedPage, visit } from './page-speed.ts';
import { readUnitsOf } from './read-units.ts';
import { askAtRate } from './request-rate.ts';

const { DATA, AT, VISITS = '10', SECONDS = '30' } = process.env;
const PER_SECOND = 50;
const MACHINE = fileURLToPath(new URL('./pages-machine.ts', import.meta.url));
const GOOD = 'bo.0007';

interface Machine {
  readonly url: string;
  readonly token: string;
  readonly process: ChildProcess;
}

await measure();

async function measure(): Promise<void> {
  await printFirstLoad();
  const at = DATA === undefined ? MORNING : Date.parse(AT ?? '');
  const kept = DATA ?? (await loadDemo());
  const folder = await mkdtemp(join(tmpdir(), 'binh-on-pages-bench-'));
  await cp(kept, folder, { recursive: true });
  const of = DATA === undefined ? 'the demo' : 'the given data';
  try {
    await printReadUnits(folder, at, of);
    const machine = await startMachine(folder, at);
    try {
      await printAnswers(machine, of);
      await printSpeed(machine, at, of);
    } finally {
      machine.process.stdin?.end();
      await once(machine.process, 'exit');
    }
  } finally {
    await rm(folder, { recursive: true });
    if (DATA === undefined && process.env['DEMO'] === undefined) await rm(kept, { recursive: true });
  }
}

async function printFirstLoad(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'binh-on-first-load-'));
  await buildPages(folder, 'silent');
  const loads = await weighPages(folder);
  await rm(folder, { recursive: true });
  const kb = (bytes = 0) => (bytes / 1024).toFixed(0);
  const morning = loads.find(({ page }) => page.startsWith('this-morning/'));
  printRow(
    'first load of a page after gzip, KB of script and of styles: the morning page; the largest',
    `${kb(morning?.js)} and ${kb(morning?.css)}; ${kb(Math.max(...loads.map(({ js }) => js)))} and ${kb(Math.max(...loads.map(({ css }) => css)))}`,
    'at most 80 and 12',
  );
}

async function startMachine(folder: string, at: number): Promise<Machine> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MACHINE, folder, new Date(at).toISOString()],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'CRITICAL' } },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{"url"')) continue;
    child.stdout.resume();
    return { ...(JSON.parse(line) as { readonly url: string; readonly token: string }), process: child };
  }
  throw new Error('The machine ended before it was ready');
}

async function printReadUnits(folder: string, at: number, of: string): Promise<void> {
  const asked = [
    { route: 'GET /v1/today' },
    // The names that every page has for the choice of places.
    { route: 'GET /v1/places', query: NAMES_ALONE.query },
  ] as const;
  const units = await readUnitsOf(folder, hanoi, at, [...asked, ...asked]);
  const [first = 0, names = 0, again = 0, namesAgain = 0] = units;
  printRow(
    `read units of opening the morning page of ${of}; by a process that has just begun`,
    `${(again + namesAgain).toFixed(1)}; ${(first + names).toFixed(1)}`,
    'under 30',
  );
}

/** The event that is looked at first; none on a calm morning. */
async function firstEvent({ url, token }: Machine): Promise<string | undefined> {
  const { items } = await contractClient({ url, token })('GET /v1/events', { query: { limit: 1 } });
  return items[0]?.id;
}

async function printAnswers(machine: Machine, of: string): Promise<void> {
  const event = await firstEvent(machine);
  const ofEvent =
    event === undefined ? [] : [`/v1/events/${event}`, `/v1/events/${event}/plan`, `/v1/events/${event}/shops`];
  const paths = [
    '/v1/today',
    '/v1/today',
    '/v1/places?figures=none',
    ...ofEvent,
    `/v1/market/01/${GOOD}`,
    '/v1/calendar',
    '/v1/coverage',
  ];
  const ask = (request: number) =>
    fetch(machine.url + paths[request % paths.length], { headers: { authorization: `Bearer ${machine.token}` } });
  await askAtRate(ask, { perSecond: 10, seconds: 3 });
  const { took, failed } = await askAtRate(ask, { perSecond: PER_SECOND, seconds: Number(SECONDS) });
  printRow(
    `answers of the API on ${of} at ${PER_SECOND} requests/s over the morning's routes, ms: median, p95; refused`,
    `${quantileOf(took, 0.5).toFixed(0)}, ${quantileOf(took, 0.95).toFixed(0)}; ${failed}`,
    'stated',
  );
}

async function printSpeed(machine: Machine, at: number, of: string): Promise<void> {
  const browser = await openBrowser();
  const pages = visitedPages(await firstEvent(machine));
  const paints: number[] = [];
  const delays: number[] = [];
  const byPage: string[] = [];
  for (const visited of pages) {
    const own: number[] = [];
    for (let round = 0; round < Number(VISITS); round++) {
      const { largestPaint, interactions } = await visit(browser, machine, at, visited);
      own.push(largestPaint);
      delays.push(...interactions);
    }
    paints.push(...own);
    byPage.push(`${visited.name} ${(quantileOf(own, 0.95) / 1000).toFixed(1)}`);
  }
  await browser.close();
  printRow(
    `largest contentful paint on ${of}, processor slowed four times, fast 3G, empty cache, s: p95; by page`,
    `${(quantileOf(paints, 0.95) / 1000).toFixed(1)}; ${byPage.join(', ')}`,
    'at most 2.5',
  );
  printRow(
    `interaction to the next paint on the same, ms: median, p95 of ${delays.length} acts`,
    `${quantileOf(delays, 0.5).toFixed(0)}, ${quantileOf(delays, 0.95).toFixed(0)}`,
    'at most 200',
  );
}

function visitedPages(event: string | undefined): readonly VisitedPage[] {
  const press = (selector: string) => (page: Page) => page.locator(selector).first().tap();
  return [
    { name: 'morning', path: '/', acts: [press('.panel h2'), press('.tab-bar a:last-child')] },
    ...(event === undefined
      ? []
      : [{ name: 'event', path: `/su-kien/${event}`, acts: [press('.by-hand > summary'), press('.event-more')] }]),
    { name: 'map', path: '/ban-do', acts: [press('.tile-map svg'), press('main .choice-option:last-child')] },
    { name: 'good', path: `/hang/${GOOD}/01`, acts: [press('.goods-sort'), press('main .choice-option:last-child')] },
    { name: 'supply', path: '/ket-noi', acts: [press('main .choice-option:last-child')] },
    { name: 'data', path: '/so-lieu', acts: [press('.data-filter select')] },
  ];
}
