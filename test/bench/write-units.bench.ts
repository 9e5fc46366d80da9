/** Write units of a store-day, kept as the product keeps it, against the same rows kept as one item each. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { catalogue } from '#catalog/city.ts';
import { judgeRows } from '#domain/report/row-set.ts';
import { startDatabase, tableNameOf } from '#infra/local/embedded-database.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { largeStoreDay } from './large-store-day.ts';
import { printRow } from './measure.ts';

const ROWS = 10_000;
const PLACE = '00070';
const DATE = '2026-11-23';
const BATCH = 25;

const database = await startDatabase();
const client = new DynamoDBClient({
  endpoint: database.endpoint,
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
let units = 0;
// The engine counts by the size of each item, 1 KB to the unit, as DynamoDB bills; every write is asked what it took.
client.middlewareStack.add(
  (next) => async (given) => {
    (given.input as { ReturnConsumedCapacity?: string }).ReturnConsumedCapacity = 'TOTAL';
    const answer = await next(given);
    const { ConsumedCapacity: consumed } = answer.output as { ConsumedCapacity?: unknown };
    for (const { CapacityUnits } of [consumed].flat() as { CapacityUnits: number }[]) units += CapacityUnits;
    return answer;
  },
  { step: 'initialize' },
);
const dynamodb = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

const judged = judgeRows(largeStoreDay(ROWS), { products: catalogue.products, channel: 'supermarket', patch: false });
if (judged.rows.length !== ROWS) throw new Error(`Only ${judged.rows.length} rows are good`);
const report = packStoreDay({
  store: 'dai-sieu-thi/so-1',
  channel: 'supermarket',
  place: PLACE,
  date: DATE,
  reportedAt: Date.parse(`${DATE}T06:12:00+07:00`),
  source: 'live',
  rows: judged.rows,
});
await reportStore(dynamodb, tableNameOf('market'), () => Date.parse(`${DATE}T06:13:00+07:00`)).putReport(
  report,
  1,
  undefined,
);
const packed = units;

units = 0;
for (let from = 0; from < ROWS; from += BATCH) {
  await dynamodb.send(
    new BatchWriteCommand({
      RequestItems: {
        [tableNameOf('market')]: judged.rows.slice(from, from + BATCH).map((row) => ({
          PutRequest: {
            Item: { ...row, pk: `${PLACE}#${DATE}`, sk: `row#so-1#${row.product}#${row.gtin}#${row.priceType}` },
          },
        })),
      },
    }),
  );
}
const itemPerRow = units;
client.destroy();
await database.close();

printRow(
  `write units of a store-day of ${ROWS.toLocaleString('en')} rows, packed against an item per row`,
  `${packed} against ${itemPerRow.toLocaleString('en')}: ${Math.round(itemPerRow / packed)} times fewer`,
  'at least 100 times fewer',
);
