import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { createHandler } from '#functions/ingest-report/handler.ts';
import type { GatewayEvent } from '#runtime/gateway-event.ts';
import { reportStore } from '#storage/reports.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { registerShop } from '#support/registered-shop.ts';

const DATE = '2026-11-23';
const PORK = { product: '01.0004', price: 145_000 };
const HEADER = 'store,date,product,price';
const line = (product: string, price: string | number, ...more: string[]) =>
  ['shop-1', DATE, product, price, ...more].join(',');

const tables = tablesOfFile();
let handler: ReturnType<typeof createHandler>;

beforeAll(() => {
  handler = createHandler(tables.platform, hanoi);
});

const aRetailer = () => registerShop(tables.platform);

interface Answer {
  readonly code?: string;
  readonly receipts?: { accepted: number }[] | number;
  readonly rejected?: { row: number; pointer: string; code: string; hint: string }[];
  readonly warnings?: { code: string; row?: number }[];
}

async function send(
  authorizer: object,
  routeKey: string,
  body: string,
  type: string,
  query: Record<string, string> = {},
): Promise<{ status: number; body: Answer }> {
  const result = await handler({
    version: '2.0',
    routeKey,
    headers: { 'content-type': type, 'accept-language': 'en' },
    queryStringParameters: query,
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
    requestContext: { requestId: 'r', authorizer },
  } as unknown as GatewayEvent);
  return { status: result.statusCode ?? 0, body: JSON.parse(result.body ?? '{}') as Answer };
}

const post = (retailer: string, body: string, type: string, query?: Record<string, string>) =>
  send({ lambda: { retailer, keyId: 'k' } }, 'POST /v1/reports', body, type, query);
const postCsv = (retailer: string, ...lines: string[]) => post(retailer, lines.join('\n'), 'text/csv');
const postRows = (retailer: string, rows: unknown[], more: object = {}, query?: Record<string, string>) =>
  post(retailer, JSON.stringify({ store: 'shop-1', date: DATE, ...more, rows }), 'application/json', query);
const postHistory = (...lines: string[]) =>
  send(
    { jwt: { claims: { token_use: 'id', sub: 's', 'cognito:groups': '[admin]', 'custom:places': '*' } } },
    'POST /v1/history',
    lines.join('\n'),
    'text/csv',
  );
const keptRows = async (retailer: string) =>
  (
    await reportStore(tables.platform.dynamodb, 'binh-on-market', tables.platform.clock).readReport(
      '00070',
      DATE,
      `${retailer}/shop-1`,
    )
  )?.day.rows ?? [];

describe('a file', () => {
  test('whose line has an object for a store is answered', async () => {
    const odd = JSON.stringify({ store: { toString: 1 }, date: DATE, ...PORK });
    const { body } = await post(await aRetailer(), odd, 'application/x-ndjson');
    expect(body.rejected?.map(({ code }) => code)).toEqual(['unknown-store']);
  });

  test('with a store id longer than any key is answered', async () => {
    const { status, body } = await postCsv(await aRetailer(), HEADER, `${'x'.repeat(3000)},${DATE},01.0004,145000`);
    expect([status, body.rejected?.[0]?.code]).toEqual([422, 'unknown-store']);
  });

  test('with one stray quote loses that line only, and says so', async () => {
    const retailer = await aRetailer();
    const { body } = await postCsv(
      retailer,
      HEADER,
      line('01.0004', 145_000),
      line('"01.0027', 34_000),
      line('01.0001', 15_000),
    );
    expect(body.rejected?.map(({ row, code }) => [row, code])).toEqual([[3, 'unknown-product']]);
    expect(await keptRows(retailer)).toHaveLength(2);
  });

  test('in which a thousands separator splits a number has that line refused', async () => {
    const { body } = await postCsv(await aRetailer(), `${HEADER},stock`, line('01.0004', 145_000, '1', '500'));
    expect(body.rejected?.map(({ row, code }) => [row, code])).toEqual([[2, 'unreadable-line']]);
  });

  test('with one wrong instant keeps its other rows', async () => {
    const retailer = await aRetailer();
    const { body } = await postCsv(
      retailer,
      `${HEADER},reportedAt`,
      line('01.0004', 145_000, ''),
      line('01.0001', 15_000, 'soon'),
    );
    expect(body.rejected?.map(({ row, code }) => [row, code])).toEqual([[3, 'invalid-reported-at']]);
    expect(await keptRows(retailer)).toHaveLength(1);
  });

  test('with mixed line ends is read whole', async () => {
    const retailer = await aRetailer();
    await postCsv(retailer, `${HEADER}\r`, line('01.0004', 145_000), `${line('01.0001', 15_000)}\r`);
    expect(await keptRows(retailer)).toHaveLength(2);
  });

  test('that repeats a column is refused rather than read by chance', async () => {
    const { status, body } = await postCsv(await aRetailer(), `${HEADER},Price`, line('01.0004', 145_000, '1'));
    expect([status, body.code]).toEqual([422, 'repeated-columns']);
  });
});

describe('a report', () => {
  test('with a flag written as a text has that row refused, never taken as unconfirmed', async () => {
    const { body } = await postRows(await aRetailer(), [PORK, { product: '01.0001', price: 15_000, confirm: 'true' }]);
    expect(body.rejected?.map(({ pointer, code }) => [pointer, code])).toEqual([['/rows/1/confirm', 'not-a-boolean']]);
  });

  test.each([
    ['15.000', '15000'],
    ['15,000 đ', '15000'],
    ['15k', '15000'],
    ['15,5', 'For example'],
  ])('with the price %j is told what was meant only where that is no guess', async (price, hint) => {
    const { body } = await postRows(await aRetailer(), [PORK, { product: '01.0001', price }]);
    expect(body.rejected?.[0]?.hint).toContain(hint);
  });

  test('sent with an unknown dryRun is refused rather than kept', async () => {
    const retailer = await aRetailer();
    expect((await postRows(retailer, [PORK], {}, { dryRun: 'yes' })).status).toBe(422);
    expect(await keptRows(retailer)).toEqual([]);
  });

  test('is kept where an expired one has not been deleted yet', async () => {
    const retailer = await aRetailer();
    const expired = { pk: `00070#${DATE}`, sk: `report#${retailer}/shop-1`, h: 'x', expiresAt: 1 };
    await tables.platform.dynamodb.send(new PutCommand({ TableName: 'binh-on-market', Item: expired }));
    expect((await postRows(retailer, [PORK])).status).toBe(201);
  });

  test('without an instant is newer than what came before, even if that was dated ahead', async () => {
    const retailer = await aRetailer();
    await postRows(retailer, [PORK], { reportedAt: `${DATE}T06:34:00+07:00` });
    expect((await postRows(retailer, [{ ...PORK, price: 150_000 }])).status).toBe(200);
    expect((await keptRows(retailer))[0]?.price).toBe(150_000);
  });

  test('of twenty writers at once ends as the newest, and none is answered 5xx', async () => {
    const retailer = await aRetailer();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, minute) =>
        postRows(retailer, [{ ...PORK, price: 140_000 + minute }], {
          reportedAt: `${DATE}T06:${String(minute).padStart(2, '0')}:00+07:00`,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect((await keptRows(retailer))[0]?.price).toBe(140_019);
  });

  test('with a wrong check digit is kept with a warning', async () => {
    const { body } = await postRows(await aRetailer(), [{ ...PORK, gtin: '8930000000018' }]);
    expect(body.warnings?.map(({ code }) => code)).toEqual(['gtin-check-digit']);
  });

  test.each([
    ['pricetype', 'Did you mean "priceType"?'],
    ['price_types', 'Did you mean "priceType"?'],
    ['withdrawn', 'Did you mean "withdraw"?'],
    ['stok', 'Did you mean "stock"?'],
    ['soldQuantity', 'Did you mean "sold"?'],
    ['store', '"store" stands once, beside "rows"'],
    ['date', '"date" stands once, beside "rows"'],
    ['a/b~c', 'Leave it out'],
  ])('with a member %s, which no row has, is refused, and the others are kept', async (member, hint) => {
    const retailer = await aRetailer();
    const { status, body } = await postRows(retailer, [
      { ...PORK, [member]: 'promo' },
      { ...PORK, product: '01.0001', price: 20_000 },
    ]);
    expect([status, body.warnings]).toEqual([201, []]);
    const pointer = `/rows/0/${member.replace('~', '~0').replace('/', '~1')}`;
    expect(body.rejected).toMatchObject([
      {
        row: 0,
        pointer,
        code: 'unknown-member',
        detail: expect.stringContaining(member),
        hint: expect.stringContaining(hint),
      },
    ]);
    expect((await keptRows(retailer)).map(({ product }) => product)).toEqual(['01.0001']);
  });

  test('of a table is refused for a column that is a slip, and kept with a warning beside one of another matter', async () => {
    const retailer = await aRetailer();
    const header = 'store,date,product,price,pricetyp,Ghi chú';
    const rows = ['01.0004,145000,promo,', '01.0001,20000,,hàng mới'].map((row) => `shop-1,${DATE},${row}`);
    const { body } = await postCsv(retailer, header, ...rows);
    expect(body.rejected).toMatchObject([{ row: 2, pointer: '/pricetyp', code: 'unknown-member' }]);
    expect(JSON.stringify(body)).toContain('Ghi chú');
    expect((await keptRows(retailer)).map(({ product }) => product)).toEqual(['01.0001']);
  });
});

describe('history', () => {
  test('of a store of nobody, or of two retailers, says what staff can do', async () => {
    const [retailer] = [await aRetailer(), await aRetailer()];
    const hintsOf = async (...lines: string[]) => {
      const { body } = await postHistory(...lines);
      expect(body.rejected).toMatchObject([{ row: 2, pointer: '/store', code: 'unknown-store' }]);
      return body.rejected?.[0]?.hint;
    };
    expect(await hintsOf(HEADER, line('01.0004', 145_000))).toContain('Add the column retailer');
    expect(await hintsOf(HEADER, `shop-9,${DATE},01.0004,145000`)).toContain('/v1/retailers');
    expect(await hintsOf(`retailer,${HEADER}`, `${retailer},shop-9,${DATE},01.0004,145000`)).toContain('/v1/retailers');
  });

  test('over 4 MB is refused', async () => {
    expect((await postHistory(HEADER, 'x,2026-11-01,01.0004,1\n'.repeat(200_000))).status).toBe(413);
  });

  test('with a slip of the year opens no days', async () => {
    const retailer = await aRetailer();
    const { status, body } = await postHistory(`retailer,${HEADER}`, `${retailer},shop-1,2012-01-01,01.0004,145000`);
    expect([status, body.rejected?.[0]?.code]).toEqual([422, 'too-old']);
  });

  test('corrected by a second file of the same instants is corrected, and stays behind a live report', async () => {
    const retailer = await aRetailer();
    const file = (price: number) => postHistory(`retailer,${HEADER}`, `${retailer},${line('01.0004', price)}`);
    await file(145_000);
    await file(146_000);
    await file(144_000);
    expect((await keptRows(retailer))[0]?.price).toBe(144_000);
    await postRows(retailer, [{ ...PORK, price: 150_000 }]);
    await file(147_000);
    expect((await keptRows(retailer))[0]?.price).toBe(150_000);
  });
});
