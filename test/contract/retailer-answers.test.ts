import { beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '#contract/operation.ts';
import { OPERATIONS, type OperationKey } from '#contract/operations.ts';
import { problemAnswer } from '#contract/problem-answer.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as serveRetailer } from '#functions/serve-retailer/handler.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import { registryStore } from '#storage/registry.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';

let now = Date.parse('2026-11-23T06:30:00+07:00');
// Of two reports of one instant the content decides, so each call here has an instant of its own.
const tables = tablesOfFile({ clock: () => now++ });

beforeAll(async () => {
  const registry = registryStore(tables.platform.dynamodb, 'binh-on-registry');
  await registry.putRetailer({ id: 'sen-vang', name: 'Sen Vàng', contact: { name: 'Chị An' }, keys: [] });
  const places = [{ place: 'hoan-kiem', validFrom: '2026-01-01' }];
  await registry.putStore({ retailer: 'sen-vang', id: 's1', name: 'Cửa Nam', channel: 'market', places });
});

interface Call {
  readonly body?: unknown;
  readonly type?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

async function call(route: OperationKey, { body, type = 'application/json', params, query }: Call = {}) {
  const isAdmin = route === 'POST /v1/history';
  const handler = route.startsWith('POST')
    ? ingestReport(tables.platform, SMALL_CITY)
    : serveRetailer(tables.platform, SMALL_CITY);
  const result = await handler({
    routeKey: route,
    headers: { 'content-type': type },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: {
      requestId: 'r',
      authorizer: isAdmin
        ? { jwt: { claims: { token_use: 'id', sub: 'lan', 'cognito:groups': '[admin]', 'custom:places': '*' } } }
        : { lambda: { retailer: 'sen-vang', keyId: 'k' } },
    },
  } as unknown as GatewayEvent);
  return { status: result.statusCode ?? 0, body: JSON.parse(result.body ?? 'null') as unknown };
}

/** True when the document names every member of the answer, and no other. */
function isDocumented(route: OperationKey, { status, body }: { status: number; body: unknown }): void {
  const { answer, alsoAnswers, status: usual }: Operation = OPERATIONS[route];
  const schema = status >= 400 ? problemAnswer : status === usual ? answer : alsoAnswers?.[status];
  expect(schema, `${route} ${status}`).toBeDefined();
  expect(schema?.parse(body)).toEqual(body);
}

const ROW = { product: PORK.id, price: 145_000, stock: 120.5, sold: 33 };
const RICE_ROW = { product: RICE.id, price: 18_000 };
const REPORT = { store: 's1', date: '2026-11-23', rows: [ROW, { ...ROW, price: '15.000' }] };
const CSV = 'store,date,product,price\ns1,2026-11-22,01.0004,145000\ns1,2026-11-22,99.9999,1\n';

describe('what a retailer is answered is what the document says', () => {
  const calls: [string, OperationKey, Call, number][] = [
    ['a first report with a bad row', 'POST /v1/reports', { body: REPORT }, 201],
    ['a correction', 'POST /v1/reports', { body: { ...REPORT, rows: [{ ...ROW, price: 146_000 }] } }, 200],
    ['a trial', 'POST /v1/reports', { body: REPORT, query: { dryRun: 'true' } }, 200],
    ['a file', 'POST /v1/reports', { body: CSV, type: 'text/csv' }, 200],
    ['a report in strict mode', 'POST /v1/reports', { body: REPORT, query: { mode: 'strict' } }, 422],
    ['what is no JSON', 'POST /v1/reports', { body: '{' }, 400],
    ['history', 'POST /v1/history', { body: CSV.replaceAll('11-22', '11-20'), type: 'text/csv' }, 200],
    [
      'a file of which nothing is kept',
      'POST /v1/reports',
      { body: CSV.replaceAll('s1,', 's2,'), type: 'text/csv' },
      422,
    ],
    ['a report that would drop rows', 'POST /v1/reports', { body: { ...REPORT, rows: [RICE_ROW] } }, 409],
    ['a kept report', 'GET /v1/reports/{store}/{date}', { params: { store: 's1', date: '2026-11-23' } }, 200],
    ['a day without report', 'GET /v1/reports/{store}/{date}', { params: { store: 's1', date: '2026-11-01' } }, 404],
    ['itself', 'GET /v1/me', {}, 200],
    ['its day', 'GET /v1/me/today', {}, 200],
    ['a store that is not its own', 'GET /v1/me/today', { query: { store: 's9' } }, 403],
    ['what its articles may be', 'GET /v1/me/articles/suggestions', { query: { name: 'Gạo 5kg' } }, 200],
    [
      'its articles put',
      'PUT /v1/me/articles',
      { body: { items: [{ article: 'r', product: RICE.id, factor: 5 }] } },
      200,
    ],
    ['its articles', 'GET /v1/me/articles', {}, 200],
    ['articles that are wrong', 'PUT /v1/me/articles', { body: { items: [{ article: 'r' }] } }, 422],
    ['a list that would drop them', 'PUT /v1/me/articles', { body: { items: [] } }, 409],
  ];

  test.each(calls)('%s', async (_, route, options, status) => {
    const answer = await call(route, options);
    expect(answer.status).toBe(status);
    isDocumented(route, answer);
  });
});
