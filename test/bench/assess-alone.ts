/** Assesses one place-day in a process of its own, as a fresh Lambda would, and prints what it took as JSON. */
import { parseArgs } from 'node:util';
import { catalogue } from '#catalog/city.ts';
import { createHandler } from '#functions/assess-place/handler.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { NO_METER } from '#runtime/meter.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';

const { values } = parseArgs({ options: { partition: { type: 'string', default: '' } } });
const dynamodb = connectDynamoDb(process.env);
const assess = createHandler(
  {
    env: process.env,
    clock: Date.now,
    randomBytes: (count) => new Uint8Array(count),
    fetch: globalThis.fetch,
    dynamodb,
    meter: NO_METER,
    pause: async () => undefined,
  },
  catalogue,
);
await assess({ Records: [aStreamRecord(0, { pk: values.partition, sk: 'open' })] }, {} as Parameters<typeof assess>[1]);
dynamodb.destroy();
process.stdout.write(JSON.stringify({ maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
