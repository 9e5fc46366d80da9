import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractClient } from '#contract/client.ts';
import { readCity } from '#infra/local/read-city.ts';
import { loadScenario } from '#infra/local/scenarios.ts';
import { startSystem } from '#infra/local/system.ts';

const PAGE = fileURLToPath(new URL('../../docs/another-city.md', import.meta.url));
const CHECK = fileURLToPath(new URL('../../infra/local/check-city.ts', import.meta.url));
const TODAY = '2026-11-23';

let folder: string;
let city: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-another-city-'));
  city = join(folder, 'my-city');
  await mkdir(city);
  for (const [name, text] of await filesOfThePage()) await writeFile(join(city, name), text);
});
afterEach(() => rm(folder, { recursive: true }));

/** The page's own example: each heading that names a file, with the block below it. */
async function filesOfThePage(): Promise<[name: string, text: string][]> {
  const page = await readFile(PAGE, 'utf8');
  return [...page.matchAll(/^### `(\w+\.json)`\n\n```json\n(.*?)^```$/gms)].map(([, name = '', text = '']) => [
    name,
    text,
  ]);
}

async function check(...args: string[]): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', CHECK, ...args], (error, out, complaint) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + complaint }),
    );
  });
}

describe("the page's city of two wards", () => {
  test('is found whole by the check', async () => {
    const { code, said } = await check(city);
    expect(said).toBe('City mau: 1 city, 2 ward, 1 outside; 2 goods; Tết of 2025 to 2027. Nothing is wrong.\n');
    expect(code).toBe(0);
  });

  test('starts on one machine and takes the reports of its shops', async () => {
    const catalogue = await readCity(city);
    const system = await startSystem({
      folder: join(folder, 'data'),
      catalogue,
      clock: () => Date.parse(`${TODAY}T09:00:00+07:00`),
      gatherMs: 1,
    });
    try {
      await loadScenario('empty', system, catalogue, TODAY, { tell: () => undefined });
      const staff = contractClient({ url: system.url, token: system.staffToken });
      await staff('PUT /v1/retailers/{id}', {
        params: { id: 'sen' },
        body: { name: 'Sen (mẫu)', contact: { name: 'Nguyễn Thu An' } },
      });
      await staff('PUT /v1/retailers/{id}/stores/{store}', {
        params: { id: 'sen', store: '1' },
        body: { name: 'Sen 1', place: 'ben-thuyen', channel: 'market' },
      });
      const { bearer } = await staff('POST /v1/retailers/{id}/keys', { params: { id: 'sen' } });
      const rows = [{ product: 'rau-muong', price: 15_000, stock: 20, sold: 30 }];
      await contractClient({ url: system.url, token: bearer })('POST /v1/reports', {
        body: { store: '1', date: TODAY, rows },
      });
      await system.idle();
      const { items } = await staff('GET /v1/market/{place}/{product}', {
        params: { place: 'mau', product: 'rau-muong' },
      });
      expect(items.at(-1)).toMatchObject({ date: TODAY, retail: { median: 15_000, stores: 1 } });
    } finally {
      await system.close();
    }
  });
});

describe('the check of a city', () => {
  const change = async (name: string, from: string, to: string) => {
    const text = await readFile(join(city, name), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(city, name), text.replace(from, to));
  };

  test('names every file that is not there, cannot be read or is no JSON', async () => {
    await rm(join(city, 'city.json'));
    await rm(join(city, 'areas.json'));
    await mkdir(join(city, 'areas.json'));
    await change('calendar.json', '"year": 2025,', '"year": 2025');
    const { code, said } = await check(city);
    expect(said).toContain('city.json: is not there\nareas.json: is a folder\ncalendar.json: is no JSON: ');
    expect(code).toBe(1);
  });

  test('takes no file that is not UTF-8', async () => {
    const text = await readFile(join(city, 'products.json'), 'utf8');
    await writeFile(join(city, 'products.json'), Buffer.from(text, 'latin1'));
    await writeFile(join(city, 'city.json'), Buffer.from(await readFile(join(city, 'city.json'), 'utf8'), 'utf16le'));
    expect(await check(city)).toMatchObject({
      code: 1,
      said: 'city.json: is not UTF-8; save it as UTF-8\nproducts.json: is not UTF-8; save it as UTF-8\n',
    });
  });

  test('names file, entry and member of what is wrong', async () => {
    await change('products.json', '"min": 3100', '"min": 31000');
    await change('areas.json', '"parent": "mau"', '"parent": "may"');
    expect((await check(city)).said.split('\n')).toEqual([
      'areas.json, ben-thuyen: its parent may does not exist; add it or name another',
      expect.stringMatching(/^products.json, 01.0001: its band must leave room/),
      '',
    ]);
    await change('city.json', '"population": 85000', '"population": "85.000"');
    const { code, said } = await check(city);
    expect(said).toMatch(/^city.json, population: /);
    expect(code).toBe(1);
  });

  test('takes no member that is written twice', async () => {
    await change('city.json', '"population": 85000', '"population": 85000,\n"population": 850000');
    const { code, said } = await check(city);
    expect(said).toMatch(
      /^city\.json, line \d+: the member "population" is there twice in one object; write it once\n$/,
    );
    expect(code).toBe(1);
  });

  test('reads a file that begins with the mark of a Windows editor', async () => {
    await change('city.json', '{', '\uFEFF{');
    expect((await check(city)).code).toBe(0);
  });

  test('keeps the tiles of the map beside the other files, and takes them from there', async () => {
    expect((await check(city, '--write-tiles')).said).toContain('2 tiles are in ');
    const written = JSON.parse(await readFile(join(city, 'tiles.json'), 'utf8')) as { readonly tiles: object };
    expect(Object.keys(written.tiles)).toEqual(['ben-thuyen', 'cho-moi']);
    await writeFile(join(city, 'tiles.json'), '{ "tiles": { "cho-moi": { "q": 7, "r": -3 } } }');
    const { places } = await readCity(city);
    expect(places.get('cho-moi')?.tile).toEqual({ q: 7, r: -3 });
    expect(places.get('ben-thuyen')?.tile).toBeDefined();
  });

  test('asks for a folder where none is named', async () => {
    expect(await check()).toEqual({
      code: 2,
      said: 'Name one folder.\nUsage: npm run check-city -- DIR [--write-tiles]\n',
    });
  });
});
