import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHandler } from '#functions/ingest-report/handler.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';
import { requireSettings } from '#runtime/platform.ts';
import { registryStore } from '#storage/registry.ts';
import { reportStore } from '#storage/reports.ts';
import { captureLog } from '#support/captured-log.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { type FaultPlan, faultPlan, faultyClient, NO_FAULTS } from '#support/faulty-client.ts';
import { emptyTables, keptItems } from '#support/kept-items.ts';
import { runsOf } from '#support/seeds.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { storeOfShop } from '#support/supply-world.ts';

const RETAILER = 'hoa-sen';
const KEY_ID = 'hoa-sen_abcd2345';
const BEARER = `${KEY_ID}_a-secret-of-the-retailer`;
const STORES = { hk: 'hoan-kiem', cn: 'cua-nam' } as const;
const CITY = SMALL_CITY.city;
const DAYS = ['2026-11-22', '2026-11-23'];
const RICE_PRICE = 19_301;
const MINUTES = 60;

/** The price of pork tells by itself when it was reported. */
function priceAt(minute: number): number {
  return 101_357 + 1_009 * minute;
}

const tables = tablesOfFile({ clock: () => Date.parse('2026-11-23T20:00:00+07:00') });
const log = captureLog();

/** One request of a retailer's program, told from every other by its instant and its price of pork. */
interface Sent {
  readonly form: 'json' | 'patch' | 'csv' | 'ndjson';
  /** A file tells of both stores and both days. */
  readonly store: keyof typeof STORES;
  readonly date: string;
  readonly reportedAt: string;
  readonly price: number;
  /** Times that the program sends it before it gives up. */
  readonly patience: number;
}

const sendings: fc.Arbitrary<Sent[]> = fc.uniqueArray(
  fc
    .record({
      form: fc.constantFrom<Sent['form']>('json', 'json', 'patch', 'csv', 'ndjson'),
      store: fc.constantFrom<Sent['store']>('hk', 'cn'),
      date: fc.constantFrom(...DAYS),
      patience: fc.constantFrom(1, 2, 30, 30, 30),
      minute: fc.nat(MINUTES - 1),
    })
    .map(({ minute, ...sent }) => ({
      ...sent,
      reportedAt: `2026-11-23T06:${String(minute).padStart(2, '0')}:00+07:00`,
      price: priceAt(minute),
    })),
  { minLength: 1, maxLength: 6, selector: ({ reportedAt }) => reportedAt },
);

interface Answer {
  readonly status: number;
  readonly body: Partial<StoreDay> & { readonly receipts?: readonly StoreDay[] };
}
interface StoreDay {
  readonly store: string;
  readonly date: string;
}

async function send(handler: HttpLambda, { form, store, date, reportedAt, price }: Sent): Promise<Answer> {
  const rows = [{ product: PORK.id, price }, ...(form === 'patch' ? [] : [{ product: RICE.id, price: RICE_PRICE }])];
  const lines = DAYS.flatMap((day) =>
    Object.keys(STORES).flatMap((each) => rows.map((row) => ({ store: each, date: day, reportedAt, ...row }))),
  );
  const columns = ['store', 'date', 'reportedAt', 'product', 'price'] as const;
  const body = {
    csv: [columns.join(), ...lines.map((line) => columns.map((column) => line[column]).join())].join('\n'),
    ndjson: lines.map((line) => JSON.stringify(line)).join('\n'),
    json: JSON.stringify({ store, date, reportedAt, rows }),
  };
  const type = { csv: 'text/csv', ndjson: 'application/x-ndjson', json: 'application/json' };
  const shape = form === 'patch' ? 'json' : form;
  return request(handler, 'POST /v1/reports', type[shape], body[shape], {
    query: form === 'patch' ? { mode: 'patch' } : {},
    authorizer: { lambda: { retailer: RETAILER, keyId: KEY_ID } },
  });
}

async function request(
  handler: HttpLambda,
  routeKey: string,
  contentType: string,
  body: string,
  { query, authorizer }: { readonly query: Record<string, string>; readonly authorizer: object },
): Promise<Answer> {
  const result = await handler({
    version: '2.0',
    routeKey,
    headers: { 'content-type': contentType, 'accept-language': 'en', authorization: `Bearer ${BEARER}` },
    queryStringParameters: query,
    body,
    isBase64Encoded: false,
    requestContext: { requestId: 'request-1', authorizer },
  } as unknown as GatewayEvent);
  return { status: result.statusCode ?? 0, body: JSON.parse(result.body ?? '') as Answer['body'] };
}

/** Sends again what was answered "later" or not at all, as any client does, up to its patience. */
async function insist(patience: number, ask: () => Promise<Answer>): Promise<Answer> {
  let answer = await ask();
  for (let tries = 1; tries < patience && (answer.status === 429 || answer.status >= 500); tries++)
    answer = await ask();
  return answer;
}

async function registerStores(): Promise<void> {
  const { platform } = tables;
  await emptyTables(platform);
  const registry = registryStore(platform.dynamodb, requireSettings(platform.env, ['REGISTRY_TABLE']).REGISTRY_TABLE);
  for (const [id, place] of Object.entries(STORES))
    await registry.putStore(storeOfShop({ key: `${RETAILER}/${id}`, place }));
}

async function receiveAll(sent: readonly Sent[], faults: FaultPlan) {
  const { platform } = tables;
  await registerStores();
  const client = faultyClient(platform.env, faults);
  const handler = createHandler({ ...platform, dynamodb: client.dynamodb }, SMALL_CITY);
  const answers: { readonly sent: Sent; readonly answer: Answer }[] = [];
  for (const each of sent) {
    answers.push({ sent: each, answer: await insist(each.patience, () => send(handler, each)) });
  }
  client.dynamodb.destroy();
  return { answers, kept: await keptItems(platform), struck: client.struck() };
}

function receiptsOf({ body }: Answer): readonly Partial<StoreDay>[] {
  return body.receipts ?? [body];
}

test('no report that was answered with success is lost, and no other takes its place but a newer one', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(sendings, faultPlan({ reads: 25, writes: 12 }), async (sent, faults) => {
      const { answers, struck, kept } = await receiveAll(sent, faults);
      for (const fault of struck) seen.add(fault);
      const reports = reportStore(tables.platform.dynamodb, 'binh-on-market', tables.platform.clock);
      const taken = answers.filter(({ answer }) => answer.status < 300);
      for (const store of Object.keys(STORES) as Sent['store'][]) {
        for (const date of DAYS) {
          const acceptedAt = taken
            .filter(({ answer }) =>
              receiptsOf(answer).some((receipt) => receipt.store === store && receipt.date === date),
            )
            .map(({ sent: { reportedAt } }) => Date.parse(reportedAt));
          const report = await reports.readReport(STORES[store], date, `${RETAILER}/${store}`);
          expect(report?.day.reportedAt ?? 0).toBeGreaterThanOrEqual(Math.max(0, ...acceptedAt));
          const source = sent.find(({ reportedAt }) => Date.parse(reportedAt) === report?.day.reportedAt);
          const pork = report?.day.rows.find(({ product }) => product === PORK.id);
          expect(pork?.price).toBe(source?.price);
          expect(report?.day.rows.length ?? 2).toBe(2);
        }
      }
      const isAllAnswered = answers.every(({ answer: { status } }) => status !== 429 && status < 500);
      seen.add(isAllAnswered ? 'all answered' : 'some gave up');
      if (isAllAnswered) expect(kept).toEqual((await receiveAll(sent, NO_FAULTS)).kept);
    }),
    { seed: 20_261_123, numRuns: runsOf({ few: 12, all: 60 }) },
  );
  expect(seen.size).toBe(6);
});

test('a history that is sent again until it is answered is kept whole and opens each day once', async () => {
  const lines = ['2026-11-20', '2026-11-21'].flatMap((date) =>
    Object.keys(STORES).map((store) => [RETAILER, store, date, PORK.id, priceAt(0)].join()),
  );
  const file = ['retailer,store,date,product,price', ...lines].join('\n');
  const fillPast = async (faults: FaultPlan) => {
    await registerStores();
    const written: string[] = [];
    const client = faultyClient(tables.platform.env, faults, (_table, { pk, sk }) => written.push(`${pk} ${sk}`));
    const handler = createHandler({ ...tables.platform, dynamodb: client.dynamodb }, SMALL_CITY);
    const claims = {
      token_use: 'id',
      sub: 'lan',
      email: 'lan@example.vn',
      'cognito:groups': '[admin]',
      'custom:places': '*',
    };
    const { status } = await insist(30, () =>
      request(handler, 'POST /v1/history', 'text/csv', file, { query: {}, authorizer: { jwt: { claims } } }),
    );
    client.dynamodb.destroy();
    // Each try asks anew for the same rebuild.
    const isRequest = (key: string) => key === `rebuild ${CITY}`;
    const kept = await keptItems(tables.platform);
    kept.set(`registry rebuild ${CITY}`, { ...kept.get(`registry rebuild ${CITY}`), h: 'any', number: 0 });
    return { status, written: written.filter((key) => !isRequest(key)).toSorted(), kept };
  };
  const expected = await fillPast(NO_FAULTS);
  expect(expected.written.filter((key) => key.endsWith(' open'))).toHaveLength(4 * 3);
  expect(expected.kept.get(`registry rebuild ${CITY}`)).toMatchObject({ from: '2026-11-20' });
  await fc.assert(
    fc.asyncProperty(faultPlan({ reads: 12, writes: 16 }), async (faults) => {
      expect(await fillPast(faults)).toEqual(expected);
    }),
    { seed: 20_261_124, numRuns: runsOf({ few: 5, all: 25 }) },
  );
});

test('what it logs of its failures names no price and no key', () => {
  expect(log.holds('"message":"failed"')).toBe(true);
  expect(log.holds('"code":"throttled"')).toBe(true);
  const prices = [RICE_PRICE, ...Array.from({ length: MINUTES }, (_, minute) => priceAt(minute))];
  for (const secret of [...prices.map(String), KEY_ID, BEARER]) expect(log.holds(secret), 'the log').toBe(false);
});
