import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContractClient, contractClient, RefusedRequest } from '#contract/client.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

const TODAY = '2026-11-23';
const MOST_BUNDLED_BYTES = 4 * 1024;

let folder: string;
let system: RunningSystem;
let staff: ContractClient;
let shop: ContractClient;
const sent: string[] = [];

/** The platform's own fetch, which notes what it was asked for. */
function noting(url: string, request: RequestInit): Promise<Response> {
  sent.push(`${request.method} ${url.slice(system.url.length)}`);
  return fetch(url, request);
}

async function refusalOf(request: Promise<unknown>): Promise<unknown> {
  return request.then(
    () => 'answered',
    (error: unknown) => error,
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-client-'));
  const clock = () => Date.parse(`${TODAY}T09:00:00+07:00`);
  system = await startSystem({ folder, catalogue: SMALL_CITY, clock, gatherMs: 1 });
  staff = contractClient({ url: `${system.url}/`, token: system.staffToken, fetch: noting });
  const params = { id: 'sen-vang' };
  await staff('PUT /v1/retailers/{id}', { params, body: { name: 'Sen Vàng', contact: { name: 'Chị An' } } });
  await staff('PUT /v1/retailers/{id}/stores/{store}', {
    params: { ...params, store: 's.1' },
    body: { name: 'Cửa Nam', place: 'cua-nam', channel: 'market' },
  });
  const { bearer } = await staff('POST /v1/retailers/{id}/keys', { params });
  shop = contractClient({ url: system.url, token: bearer });
});
afterAll(async () => {
  await system.idle();
  await system.close();
  await rm(folder, { recursive: true });
});

describe('a request by the contract', () => {
  test('is answered with what the contract promises', async () => {
    const receipt = await shop('POST /v1/reports', {
      body: { store: 's.1', date: TODAY, rows: [{ product: PORK.id, price: 145_000 }] },
    });
    expect(receipt).toMatchObject({ store: 's.1', date: TODAY, revision: 1, accepted: 1, rejected: [] });
    const { stores } = await shop('GET /v1/me');
    expect(stores.map(({ id, lastReported }) => [id, lastReported])).toEqual([['s.1', TODAY]]);
  });

  test('encodes what stands in its path, joins lists and leaves out what is undefined', async () => {
    sent.length = 0;
    await staff('GET /v1/alerts', {
      query: { level: ['alert', 'crisis'], place: 'outside/hung-yen', product: undefined, limit: 10 },
    });
    await staff('GET /v1/market/{place}/{product}', { params: { place: 'outside/hung-yen', product: PORK.id } });
    await staff('GET /v1/suggestions');
    expect(sent).toEqual([
      'GET /v1/alerts?level=alert%2Ccrisis&place=outside%2Fhung-yen&limit=10',
      `GET /v1/market/outside%2Fhung-yen/${PORK.id}`,
      'GET /v1/suggestions',
    ]);
  });

  test('may leave out a body of which nothing is required, and is given nothing where there is nothing to say', async () => {
    const params = { id: 'attp-1' };
    const body = { product: PORK.id, reason: 'Chờ kiểm nghiệm', document: '1/CCATTP' };
    await staff('PUT /v1/holds/{id}', { params, body });
    expect(await staff('DELETE /v1/holds/{id}', { params })).toBeUndefined();
    const unknown = await refusalOf(staff('POST /v1/alerts/{id}/acknowledge', { params: { id: 'none' } }));
    expect(unknown).toMatchObject({ problem: { code: 'unknown-alert' } });
  });
});

test('a request that does not fit the contract is refused by the compiler', async () => {
  const call = contractClient({ url: '', fetch: async () => new Response('{}') });
  // @ts-expect-error there is no such filter
  await call('GET /v1/alerts', { query: { limti: 10 } });
  // @ts-expect-error several values are a list
  await call('GET /v1/alerts', { query: { level: 'alert' } });
  // @ts-expect-error the path names an alert
  await call('GET /v1/alerts/{id}');
  // @ts-expect-error a silence has an end
  await call('POST /v1/alerts/{id}/silence', { params: { id: 'x' }, body: { note: 'x' } });
  // @ts-expect-error nothing is said to this route
  await call('POST /v1/retailers/{id}/keys', { params: { id: 'x' }, body: {} });
  // @ts-expect-error this route takes files only
  await call('POST /v1/history');
  // @ts-expect-error this route takes no file
  await call('PUT /v1/ceilings', { text: '', contentType: 'text/csv' });
  const { items } = await call('GET /v1/alerts');
  // @ts-expect-error an alert has no such member
  expect(items?.[0]?.lavel).toBeUndefined();
});

describe('a bulk file', () => {
  test('is sent as CSV, and its receipts come back', async () => {
    const text = `store,date,product,price\ns.1,${TODAY},${PORK.id},146000`;
    const answer = await shop('POST /v1/reports', { text, contentType: 'text/csv', query: { dryRun: 'true' } });
    expect('receipts' in answer && answer.receipts.map(({ store, accepted }) => [store, accepted])).toEqual([
      ['s.1', 1],
    ]);
  });

  test('is sent as NDJSON to a route that takes files only', async () => {
    const row = { retailer: 'sen-vang', store: 's.1', date: '2026-11-20', product: PORK.id, price: 144_000 };
    const history = await staff('POST /v1/history', {
      text: JSON.stringify(row),
      contentType: 'application/x-ndjson',
    });
    expect(history).toMatchObject({ receipts: 1, rejectedCount: 0 });
  });
});

describe('a refusal', () => {
  test('is raised with its status and the whole problem document', async () => {
    const refusal = await refusalOf(staff('GET /v1/market/{place}', { params: { place: 'nowhere' } }));
    expect(refusal).toBeInstanceOf(RefusedRequest);
    expect(refusal).toMatchObject({
      name: 'RefusedRequest',
      status: 404,
      message: expect.stringContaining('GET /v1/market/{place} was answered 404'),
      problem: { code: 'unknown-place', status: 404, requestId: expect.any(String) },
    });
  });

  test('of the gateway itself has no problem document', async () => {
    const nobody = contractClient({ url: system.url });
    const refusal = await refusalOf(nobody('GET /v1/alerts'));
    expect(refusal).toMatchObject({ status: 401, problem: undefined });
  });

  test('tells a text that is no JSON by its beginning', async () => {
    const gateway = async () => new Response('<h1>Bad gateway</h1>', { status: 502 });
    const refusal = await refusalOf(contractClient({ url: '', fetch: gateway })('GET /healthz'));
    expect(refusal).toMatchObject({ message: 'GET /healthz was answered 502: <h1>Bad gateway</h1>' });
  });
});

test('no schema reaches a bundle: the client takes the types of the contract alone', async () => {
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: "export { contractClient, RefusedRequest } from '#contract/client.ts';",
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    metafile: true,
    write: false,
  });
  expect(Object.keys(metafile.inputs).filter((file) => file !== '<stdin>')).toEqual([
    'shared/domain/present.ts',
    'shared/contract/client.ts',
  ]);
  const [bundle] = outputFiles;
  expect(bundle?.text).not.toContain('zod');
  expect(bundle?.contents.length).toBeLessThan(MOST_BUNDLED_BYTES);
});
