import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { contractClient } from '#contract/client.ts';
import { addDays } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Product } from '#domain/product.ts';
import { readCredentials } from '#infra/local/credentials.ts';
import { demoCity } from '#infra/local/demo-city.ts';
import { historyFiles, loadScenario } from '#infra/local/scenarios.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { readMail } from '#support/read-mail.ts';
import { momentsOf, playsAll } from '#support/seeds.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const CABBAGE: Product = { ...PORK, id: '01.0014', category: 'leaf-vegetables', shelfLifeDays: 3 };
const REQUEST_BYTES = 4 * 1024 * 1024;

/** Two wards that sell one leaf vegetable: the storm is over it. */
const TWO_WARDS: Catalogue = {
  ...SMALL_CITY,
  products: new Map([[CABBAGE.id, CABBAGE]]),
  places: new Map([...SMALL_CITY.places].filter(([id]) => id !== 'soc-son')),
};

let folder: string;
let running: RunningSystem | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-scenario-'));
});
afterEach(async () => {
  await running?.close();
  await rm(folder, { recursive: true });
});

async function start(): Promise<RunningSystem> {
  running = await startSystem({
    folder,
    catalogue: TWO_WARDS,
    clock: () => Date.parse(`${TODAY}T09:00:00+07:00`),
    gatherMs: 1,
  });
  return running;
}

test('the demo has 60 shops and a dozen suppliers, and its past fits into requests on any day', () => {
  const fortnight = Array.from({ length: 14 }, (_, days) => days);
  for (const days of momentsOf(fortnight, 2)) {
    const city = demoCity(hanoi, addDays(TODAY, days));
    const stores = city.retailers.flatMap((retailer) => retailer.stores);
    expect(stores.filter(({ channel }) => channel !== 'producer' && channel !== 'wholesale')).toHaveLength(60);
    expect(stores.filter(({ channel }) => channel === 'producer' || channel === 'wholesale')).toHaveLength(12);
    for (const file of historyFiles(city.history)) expect(Buffer.byteLength(file)).toBeLessThan(REQUEST_BYTES);
  }
});

test.runIf(playsAll)(
  'a demo whose loading was cut off goes on at the next start with the keys handed out, and says why it alerts (20 s: in npm run test:all)',
  async () => {
    const first = await start();
    const cutOff = (line: string) => {
      if (line.startsWith('Loading')) throw new Error('the process ends here');
    };
    await expect(loadScenario('hanoi', first, TWO_WARDS, TODAY, { tell: cutOff })).rejects.toThrow('ends here');
    const keys = first.retailers();
    await first.close();

    const lines: string[] = [];
    const second = await start();
    expect(second.scenarioLoaded).toBe(false);
    await loadScenario('hanoi', second, TWO_WARDS, TODAY, { tell: (line) => void lines.push(line) });
    expect(lines.at(-2)).toContain('alive');
    expect(second.retailers()).toEqual(keys);
    const call = contractClient({ url: second.url, token: second.staffToken });
    const { items } = await call('GET /v1/suggestions');
    expect(items.length).toBeGreaterThan(0);
    const yesterday = addDays(TODAY, -1);
    const closed = await call('GET /v1/suggestions', { query: { day: yesterday } });
    // What an alert of that day has proposed is not proposed again: how much is left for the day depends on its hour.
    expect(closed).toMatchObject({ unmet: [], families: { matched: 1, of: 1 } });
    for (const { madeOn } of closed.items) expect(madeOn).toBe(yesterday);
    const outbox = join(folder, 'outbox');
    const mails = await Promise.all((await readdir(outbox)).map((file) => readFile(join(outbox, file))));
    expect(new Set(mails.map((mail) => readMail(mail).headers['to']))).toEqual(
      new Set(['can-bo-truc@binh-on.example', 'can-bo-phuong@binh-on.example']),
    );
    const { wardToken } = (await readCredentials(folder)) ?? {};
    const own = await contractClient({ url: second.url, token: wardToken })('GET /v1/alerts');
    expect(new Set(own.items.map(({ place }) => place))).toEqual(new Set(['hoan-kiem']));
    const { items: events } = await call('GET /v1/events');
    expect(events.map(({ alerts }) => alerts > 1)).toEqual([true]);
    for (const mail of mails.map(readMail)) expect(mail.parts['text/plain']).toContain(events[0]?.id);
    // One storm is one mail to each, on its first day as well.
    expect(mails).toHaveLength(2);
    expect(lines.at(-1)).toContain(`open ${second.url}/vao/`);
    const { members } = await call('GET /v1/events/{id}', { params: { id: events[0]?.id ?? '' } });
    const why = await call('GET /v1/alerts/{id}', { params: { id: members[0]?.id ?? '' } });
    expect(why.explanation.vi).toContain('Đề nghị xác minh');
    expect(why.explanation.en).toContain('lease verify');
    await second.close();

    const third = await start();
    await loadScenario('hanoi', third, TWO_WARDS, TODAY, { tell: (line) => void lines.push(line) });
    expect(lines.at(-2)).toBe(`ready ${third.url}`);
  },
);
