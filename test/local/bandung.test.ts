import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import { contractClient, type ReceivedFrom } from '#contract/client.ts';
import { addDays, eachDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Product } from '#domain/product.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { describeWithData } from '#support/real-data.ts';

const FIRST = '2025-09-13';
const LAST = '2025-11-16';
/** The agency rounds percentages to two decimals. */
const HALF_A_CENT = 0.005 + 1e-9;
const OUTAGES = ['2025-10-12', '2025-10-26'];

interface Row {
  readonly date: string;
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly before: number;
  readonly changePct: number;
}

function readRows(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [date = '', id = '', name = '', , price = '', before = '', , , changePct = ''] = line.split(',');
      return {
        date,
        id: `b${id}`,
        name,
        price: Number(price),
        before: Number(before),
        changePct: Number(changePct),
      };
    });
}

function catalogueOf(rows: readonly Row[]): Catalogue {
  const products = new Map(
    rows.map(({ id, name }): [string, Product] => [
      id,
      {
        id,
        name: { vi: name, en: name },
        unit: { vi: 'kg', en: 'kg' },
        category: 'grain',
        band: { min: 1, max: 10_000_000 },
        shelfLifeDays: 30,
      },
    ]),
  );
  const centre = { lat: -6.92, lon: 107.61 };
  return {
    city: 'bdg',
    eventGroups: new Map(),
    population: 2_500_000,
    products,
    places: new Map([
      ['bdg', { id: 'bdg', kind: 'city', name: { vi: 'Bandung', en: 'Bandung' }, parent: '*', ...centre }],
      ['pasar', { id: 'pasar', kind: 'ward', name: { vi: 'Pasar', en: 'Pasar' }, parent: 'bdg', ...centre }],
    ]),
    defaultThresholds: { watch: 10, alert: 15, crisis: 30 },
    detection: DEFAULT_DETECTION,
    lunarYears: [],
  };
}

describeWithData(
  'bandung/prices.csv',
  '65 real days of one city (skipped where the file is absent: it is not ours to ship)',
  (file) => {
    let rows: readonly Row[] = [];
    const alertsByDay = new Map<string, ReceivedFrom<'GET /v1/alerts'>['items']>();
    let system: RunningSystem;
    let folder: string;
    let now = Date.parse(`${FIRST}T08:00:00+07:00`);

    beforeAll(async () => {
      rows = readRows(file);
      folder = await mkdtemp(join(tmpdir(), 'binh-on-bandung-'));
      system = await startSystem({ folder, catalogue: catalogueOf(rows), clock: () => now, gatherMs: 5 });
      const staff = contractClient({ url: system.url, token: system.staffToken });
      const params = { id: 'pasar-induk' };
      const body = { name: 'Pasar Induk (contoh)', contact: { name: 'Siti' } };
      await staff('PUT /v1/retailers/{id}', { params, body });
      await staff('PUT /v1/retailers/{id}/stores/{store}', {
        params: { ...params, store: 's1' },
        body: { name: 'S1', place: 'pasar', channel: 'market' },
      });
      const { bearer: token } = await staff('POST /v1/retailers/{id}/keys', { params });
      const shop = contractClient({ url: system.url, token });
      for (const date of eachDay(FIRST, LAST)) {
        now = Date.parse(`${date}T08:00:00+07:00`);
        await system.openDay();
        const reported = rows.filter((row) => row.date === date && row.price > 0);
        if (reported.length > 0) {
          const reportRows = reported.map(({ id, price }) => ({ product: id, price, confirm: true }));
          await shop('POST /v1/reports', { body: { store: 's1', date, rows: reportRows } });
        }
        await system.idle();
        alertsByDay.set(date, (await staff('GET /v1/alerts', { query: { limit: 200 } })).items);
      }
    });

    afterAll(async () => {
      await system?.close();
      await rm(folder, { recursive: true, force: true });
    });

    const alertsOf = (name: string) =>
      (alertsByDay.get(LAST) ?? []).filter(({ product }) => rows.find(({ id }) => id === product)?.name === name);
    const levelOn = (date: string, name: string) =>
      (alertsByDay.get(date) ?? []).find(
        ({ product, direction }) => direction === 'up' && rows.find(({ id }) => id === product)?.name === name,
      )?.level ?? 'normal';

    test('an outage day and a good that is always zero raise nothing', () => {
      for (const outage of OUTAGES) {
        expect(alertsByDay.get(outage)?.map(({ id, level }) => [id, level])).toEqual(
          alertsByDay.get(addDays(outage, -1))?.map(({ id, level }) => [id, level]),
        );
      }
      const neverReported = new Set(rows.map(({ id }) => id));
      for (const { id, price } of rows) if (price > 0) neverReported.delete(id);
      expect(neverReported.size).toBe(4);
      expect((alertsByDay.get(LAST) ?? []).filter(({ product }) => neverReported.has(product))).toEqual([]);
    });

    test('the change against the report before equals the agency’s own on 1,284 of 1,287 rows', async () => {
      const staff = contractClient({ url: system.url, token: system.staffToken });
      let compared = 0;
      const differing: string[] = [];
      for (const id of new Set(rows.map((row) => row.id))) {
        const series = await staff('GET /v1/market/{place}/{product}', {
          params: { place: 'pasar', product: id },
          query: { from: FIRST, to: LAST },
        });
        let previous: number | undefined;
        for (const { date, retail } of series.items) {
          if (!retail) continue;
          const agency = rows.find((row) => row.date === date && row.id === id);
          if (agency && agency.before > 0 && previous !== undefined) {
            compared++;
            const change = (100 * (retail.median - previous)) / previous;
            if (Math.abs(change - agency.changePct) > HALF_A_CENT) differing.push(date);
          }
          previous = retail.median;
        }
      }
      expect(compared).toBe(1287);
      expect(differing).toEqual(['2025-10-27', '2025-10-27', '2025-10-27']);
    });

    test('curly red chili reaches alert on its second day in a row over 15 %, not on a single day', () => {
      expect(levelOn('2025-09-23', 'Cabai Merah Keriting')).not.toBe('alert');
      expect(levelOn('2025-09-25', 'Cabai Merah Keriting')).not.toBe('alert');
      expect(levelOn('2025-09-26', 'Cabai Merah Keriting')).toBe('alert');
    });

    test.each([
      'Beras Premium',
      'Beras Medium',
      'Beras SPHP',
      'Daging Sapi Murni',
      'Daging Ayam Ras',
      'Telur Ayam Ras',
      'Gula Konsumsi',
      'Minyak Goreng Kemasan',
      'Minyak Goreng Curah',
      'Minyakita',
      'Tepung Terigu (Curah)',
      'Tepung Terigu Kemasan',
    ])('%s raises no alert', (name) => {
      expect(alertsOf(name).filter(({ level }) => level !== 'watch')).toEqual([]);
    });

    test.each(['Garam', 'Bandeng'])('%s raises no alert', (part) => {
      const names = [...new Set(rows.map(({ name }) => name))].filter((name) => name.includes(part));
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(alertsOf(name).filter(({ level }) => level !== 'watch')).toEqual([]);
    });
  },
);
