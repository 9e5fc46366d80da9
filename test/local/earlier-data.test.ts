import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { readCity } from '#infra/local/read-city.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { mailsIn } from '#support/mails-in.ts';
import { runCommand } from '#support/run-command.ts';
import { momentsOf } from '#support/seeds.ts';

const GOLDEN = fileURLToPath(new URL('../golden', import.meta.url));
const DAY = '2026-11-30';

const WORDS = { vi: expect.stringContaining('có thể điều phối'), en: expect.stringContaining('could supply') };

/** What a city of two wards answered on the evening of that day, in the version that kept the data. */
interface Answers {
  readonly alerts: readonly (readonly string[])[];
  readonly suggestions: readonly string[];
  readonly market: readonly (readonly unknown[])[];
  readonly reported: object;
  readonly evidence: readonly unknown[];
}

let folder: string;
let running: RunningSystem | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-earlier-'));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  await rm(folder, { recursive: true });
});

async function answersOf({ url, staffToken }: RunningSystem): Promise<Answers> {
  const call = contractClient({ url, token: staffToken });
  const alerts = await call('GET /v1/alerts');
  const suggestions = await call('GET /v1/suggestions', { query: { limit: 200 } });
  for (const { explanation } of suggestions.items) expect(explanation).toEqual(WORDS);
  const { products } = await call('GET /v1/market/{place}', { params: { place: 'cho-moi' }, query: { date: DAY } });
  const { total } = await call('GET /v1/coverage', { query: { date: DAY } });
  const { isSame, total: rows } = await call('GET /v1/alerts/{id}/evidence', {
    params: { id: alerts.items[0]?.id ?? '' },
  });
  return {
    alerts: alerts.items.map(({ id, level, status, state }) => [id, level, status, state]),
    // Those of alerts may have been searched anew.
    suggestions: suggestions.items.map(({ id }) => id).filter((id) => id.includes('_day_')),
    market: products.map(({ product, level, retail }) => [product, level, retail?.median, retail?.stores]),
    reported: total,
    evidence: [isSame, rows],
  };
}

// The last was begun by 0.1 and kept by 0.2.0, so that days of both lie in it.
test.each(momentsOf(['f07119d', 'before-0.2.0', '0.2.0'], 2))(
  'data that %s has kept show the same, and the work goes on',
  async (version) => {
    const data = join(folder, 'data');
    const backup = join(GOLDEN, `${version}.backup`);
    expect(await runCommand('infra/local/restore-local.ts', ['--from', backup, '--data', data])).toMatchObject({
      code: 0,
    });
    let now = Date.parse(`${DAY}T22:40:00+07:00`);
    running = await startSystem({
      folder: data,
      catalogue: await readCity(join(GOLDEN, 'mau')),
      clock: () => now,
      gatherMs: 1,
    });
    const kept = JSON.parse(await readFile(join(GOLDEN, `${version}.json`), 'utf8')) as Answers;
    const sorted = ({ suggestions, ...answers }: Answers) => ({ ...answers, suggestions: suggestions.toSorted() });
    expect(sorted(await answersOf(running))).toEqual(sorted(kept));
    await running.idle();
    // All days that take reports have been assessed again, in the forms of today.
    expect(sorted(await answersOf(running))).toEqual(sorted(kept));
    // Whoever was mailed of the alert by that version is not mailed again because it is told by its event now.
    const mails = async () => (await mailsIn(join(data, 'outbox'))).map(({ file }) => file);
    expect(await mails()).toEqual([expect.stringContaining('mau_rau-muong_up_2026-11-29-1-mail-')]);

    now += 9 * 3_600_000;
    await running.openDay();
    await running.idle();
    const call = contractClient({ url: running.url, token: running.staffToken });
    const { items } = await call('GET /v1/alerts');
    expect(items.map(({ id, status }) => [id, status])).toEqual(kept.alerts.map(([id, , status]) => [id, status]));
    // A shop goes on with its reports: its ward shows that it has reported.
    const [retailer] = running.retailers();
    const store = retailer?.stores[0]?.id ?? '';
    const report = contractClient({ url: running.url, token: retailer?.bearer ?? '' });
    await report('POST /v1/reports', {
      body: { store, date: '2026-12-01', rows: [{ product: 'rau-muong', price: 27_000 }] },
    });
    await running.idle();
    const { total } = await call('GET /v1/coverage', { query: { date: '2026-12-01' } });
    expect(total).toMatchObject({ notReported: total.stores - 1 });

    expect(await mails()).toHaveLength(1);
    const { items: events } = await call('GET /v1/events');
    expect(events.map(({ id, alerts }) => [id, alerts])).toEqual([['rau-muong-up-2026-11-29', kept.alerts.length]]);
    const ended = await call('POST /v1/events/{id}/resolve', { params: { id: events[0]?.id ?? '' }, body: {} });
    await running.idle();
    // Who heard of the opening hears of the end.
    expect(await mails()).toEqual([
      expect.stringContaining('mau_rau-muong_up_2026-11-29-1-mail-'),
      expect.stringMatching(new RegExp(`${ended.id}-\\d+-p-`)),
    ]);
  },
);
