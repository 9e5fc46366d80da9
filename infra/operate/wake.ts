/**
 * `npm run wake -- <function> [--days 7] [--stack binh-on-prod]`: makes a function look at everything anew, as if it had
 * just been written. Harmless at any time: a function that is woken recomputes, and writes only what differs.
 *
 * assess-place: every place on each of the last days. reconcile-alerts: every place. respond-to-alert: every live alert.
 * open-day: today, and the days missed before. close-day: matches the goods of today that have not been matched yet.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { catalogue } from '#catalog/city.ts';
import { addDays, businessDayOf, eachDay } from '#domain/business-day.ts';
import { present } from '#domain/present.ts';
import { deskStore } from '#storage/desk.ts';
import { partitionOf } from '#storage/place-day-key.ts';
import { readArguments } from './arguments.ts';
import { deployedStack } from './deployed-stack.ts';
import { invokeWithRecords } from './invoke-with-records.ts';

/** Few enough that the slowest function ends well within its time. */
const AT_ONCE = 50;

const { name, stack, days } = readArguments('npm run wake -- <function> [--days 7] [--stack binh-on-prod]', [
  'assess-place',
  'reconcile-alerts',
  'respond-to-alert',
  'open-day',
  'close-day',
]);
const deployed = await deployedStack(stack);
const lambda = new LambdaClient();
const functionName = deployed.functionName(name);

if (name === 'open-day' || name === 'close-day') {
  const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: '{}' }));
  const done =
    name === 'open-day' ? 'The day is open.' : 'The day is closed; its goods are matched one family after the other.';
  process.stdout.write(FunctionError === undefined ? `${done}\n` : `It failed: see the log of ${name}.\n`);
  process.exitCode = FunctionError === undefined ? 0 : 1;
} else {
  const keys = (await keysToWake()).map((key, index) => ({ ...key, sequenceNumber: String(index + 1) }));
  let failed = 0;
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const batch = keys.slice(start, start + AT_ONCE);
    if (!(await invokeWithRecords(lambda, functionName, batch))) failed++;
    process.stdout.write(`${Math.min(start + AT_ONCE, keys.length)} of ${keys.length} woken\n`);
  }
  if (failed > 0) process.stdout.write(`${failed} batches failed: see the log of ${name}, then run this again.\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function keysToWake(): Promise<{ readonly pk: string; readonly sk: string }[]> {
  const places = [...catalogue.places.keys()];
  if (name === 'reconcile-alerts') return places.map((pk) => ({ pk, sk: 'now' }));
  if (name === 'assess-place') {
    const today = businessDayOf(Date.now());
    return eachDay(addDays(today, -days), today).flatMap((day) =>
      places.map((place) => ({ pk: partitionOf(place, day), sk: 'open' })),
    );
  }
  const desk = deskStore(DynamoDBDocumentClient.from(new DynamoDBClient()), deployed.tableName('desk'));
  const keys: { readonly pk: string; readonly sk: string }[] = [];
  let after: string | undefined;
  do {
    const page = await desk.listAlerts(present({ live: true, limit: 100, after }));
    for (const { place, id } of page.items) keys.push({ pk: place, sk: `alert#${id}` });
    after = page.next;
  } while (after !== undefined);
  return keys;
}
