/** Lets a function handle one written key in a process of its own, as a fresh Lambda would, and prints what it took as JSON. */
import { parseArgs } from 'node:util';
import type { Context } from 'aws-lambda';
import { createHandler as assessPlace } from '#functions/assess-place/handler.ts';
import { createHandler as closeDay } from '#functions/close-day/handler.ts';
import { connectDynamoDb } from '#runtime/connect-dynamodb.ts';
import { NO_METER } from '#runtime/meter.ts';
import { aStreamRecord } from '#support/stream-delivery.ts';
import { MEASURED_CITIES } from './measured-cities.ts';

const { values } = parseArgs({
  options: {
    city: { type: 'string', default: '' },
    function: { type: 'string' },
    pk: { type: 'string', default: '' },
    sk: { type: 'string', default: '' },
  },
});
const city = MEASURED_CITIES[values.city];
if (!city) throw new Error(`There is no ${values.city}`);
const dynamodb = connectDynamoDb(process.env);
const createHandler = values.function === 'close-day' ? closeDay : assessPlace;
const handle = createHandler(
  {
    env: process.env,
    clock: Date.now,
    randomBytes: (count) => new Uint8Array(count),
    fetch: globalThis.fetch,
    dynamodb,
    meter: NO_METER,
    pause: async () => undefined,
  },
  city.catalogue,
);
await handle({ Records: [aStreamRecord(0, { pk: values.pk, sk: values.sk })] }, {} as Context);
dynamodb.destroy();
process.stdout.write(JSON.stringify({ maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
