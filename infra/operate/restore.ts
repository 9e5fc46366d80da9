/**
 * `npm run restore -- --registry TABLE --desk TABLE --market TABLE [--trail TABLE] [--stack binh-on-prod] [--overwrite]`: puts the items
 * of restored tables into the tables of a deployment, in an order in which nobody is told anything twice.
 *
 * Repeat it after a crash: it goes on where it was cut off. It never deletes, and leaves alone what the deployment holds
 * already; with `--overwrite` it also puts what differs, for which the streams must be off (docs/operate.md).
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { catalogue } from '#catalog/city.ts';
import { businessDayOf } from '#domain/business-day.ts';
import { TABLE_NAMES, type TableName } from '#storage/tables.ts';
import { asksForHelp, showUsage } from '../command-options.ts';
import { deployedStack } from './deployed-stack.ts';
import { putBack } from './put-back.ts';

const USAGE =
  'npm run restore -- --registry TABLE --desk TABLE --market TABLE [--trail TABLE] [--stack binh-on-prod] [--overwrite]';
/** A table that was quiet takes its time to grow to what a copy asks of it. */
const ATTEMPTS = 12;
const LOOK_AGAIN_MS = 5_000;

const { stack, overwrite, restored } = readCommandLine();
const { tableName } = await deployedStack(stack);
const deployed = byTable(tableName);
const same = TABLE_NAMES.filter((name) => restored[name] === deployed[name]);
if (same.length > 0) fail(`${same.join(', ')}: these are the tables of ${stack} itself, not restored ones`);
const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: ATTEMPTS }));
const put = await putBack({
  source: dynamodb,
  restored,
  target: dynamodb,
  deployed,
  overwrite,
  catalogue,
  today: businessDayOf(Date.now()),
  pause: () => setTimeout(LOOK_AGAIN_MS),
  tell: (line) => process.stdout.write(`${line}\n`),
});
process.stdout.write(`Done: ${put} items were put into ${stack}.\n`);

function readCommandLine() {
  if (asksForHelp()) return showUsage(`Usage: ${USAGE}`);
  try {
    const { values } = parseArgs({
      options: {
        registry: { type: 'string' },
        desk: { type: 'string' },
        market: { type: 'string' },
        trail: { type: 'string' },
        stack: { type: 'string', default: process.env['STACK'] ?? 'binh-on-prod' },
        overwrite: { type: 'boolean', default: false },
      },
    });
    const names = byTable((name) => values[name] ?? '');
    const missing = TABLE_NAMES.filter((name) => names[name] === '' && name !== 'trail');
    if (missing.length > 0) throw new Error(`${missing.map((name) => `--${name}`).join(', ')} is missing`);
    return { stack: values.stack, overwrite: values.overwrite, restored: names };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function byTable(nameOf: (table: TableName) => string): Record<TableName, string> {
  return { market: nameOf('market'), desk: nameOf('desk'), registry: nameOf('registry'), trail: nameOf('trail') };
}

function fail(message: string): never {
  process.stderr.write(`${message}\nUsage: ${USAGE}\n`);
  process.exit(2);
}
