import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Operation } from '#contract/operation.ts';
import { OPERATIONS, type OperationKey } from '#contract/operations.ts';
import { ROUTES } from '#contract/routes.ts';
import { createHandler as enrolPhone } from '#functions/enrol-phone/handler.ts';
import { createHandler as ingestReport } from '#functions/ingest-report/handler.ts';
import { createHandler as serveRetailer } from '#functions/serve-retailer/handler.ts';
import { createHandler as serveStaff } from '#functions/serve-staff/handler.ts';
import type { HttpLambda } from '#runtime/http-handler.ts';
import { callAsRetailer } from '#support/call-as-retailer.ts';
import { callAsStaff } from '#support/call-as-staff.ts';
import type { GatewayAnswer, GatewayCall } from '#support/call-gateway.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { registerShop } from '#support/registered-shop.ts';
import { SMALL_CITY } from '#support/small-city.ts';

/** DynamoDB takes 2,048 bytes of a partition key and 1,024 of a sort key: 3,000 signs fit into neither. */
const LENGTHS = [63, 200, 600, 3000];
const LONG = LENGTHS.flatMap((length) => ['a', 'ộ', '#'].map((sign) => sign.repeat(length)));
/** As ids of alerts and suggestions are made, in a place that is there, with one part too long. */
const LONG_IDS = [180, 3000].flatMap((length) =>
  ['', '_Qm3x'].map((search) => `hoan-kiem_${'ộ'.repeat(length)}_up_2026-11-22${search}`),
);

const tables = tablesOfFile();
let handlers: Readonly<Record<string, HttpLambda>>;
let retailer: string;
beforeAll(async () => {
  handlers = {
    'enrol-phone': enrolPhone(tables.platform),
    'ingest-report': ingestReport(tables.platform, SMALL_CITY),
    'serve-retailer': serveRetailer(tables.platform, SMALL_CITY),
    'serve-staff': serveStaff(tables.platform, SMALL_CITY),
  };
  retailer = await registerShop(tables.platform);
});

const KEPT = ROUTES.filter(({ function: name }) => name !== 'describe-api');
const keyOf = ({ method, path }: (typeof ROUTES)[number]) => `${method} ${path}` as OperationKey;

function call(route: (typeof ROUTES)[number], request: GatewayCall): Promise<GatewayAnswer<{ code?: string }>> {
  const handler = handlers[route.function] as HttpLambda;
  return ['store', 'retailer'].includes(route.access)
    ? callAsRetailer(handler, retailer, keyOf(route), request)
    : callAsStaff(handler, keyOf(route), request);
}

function exampleOf(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodUnion) return exampleOf(schema.options.at(-1) as z.ZodType);
  const { example } = schema.meta() ?? {};
  if (example !== undefined || !(schema instanceof z.ZodObject)) return example;
  return Object.fromEntries(Object.entries(schema.shape).map(([name, each]) => [name, exampleOf(each as z.ZodType)]));
}

/** The request that the contract gives as its example. */
function exampleRequest(operation: Operation): GatewayCall & { readonly params: Record<string, string> } {
  const params = operation.params ? (exampleOf(operation.params) as Record<string, string>) : {};
  return operation.body ? { params, body: exampleOf(operation.body) } : { params };
}

/** The value with each of its texts, one after the other, replaced by another; names of members are texts, too. */
function* withText(value: unknown, text: string): Generator<unknown> {
  if (typeof value === 'string') yield text;
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      for (const changed of withText(each, text)) yield value.with(index, changed);
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, [text]: 1 };
    for (const [name, each] of Object.entries(value)) {
      for (const changed of withText(each, text)) yield { ...value, [name]: changed };
    }
  }
}

/** The bulk files that the contract gives as examples, with each of their cells or values replaced by a text. */
function filesWith({ files = {} }: Operation, text: string): GatewayCall[] {
  return Object.entries(files).flatMap(([contentType, { examples }]) =>
    Object.values(examples ?? {}).flatMap(({ value }) => {
      const cells = value.split(/([,:\n"]+)/);
      return cells.flatMap((_, index) =>
        index % 2 === 0 ? [{ contentType, body: cells.with(index, text).join('') }] : [],
      );
    }),
  );
}

describe('a text of a request, however long, is never a fault of ours', () => {
  test.each(KEPT.map((route) => ({ key: keyOf(route), route })))('$key', async ({ key, route }) => {
    const operation: Operation = OPERATIONS[key];
    const usual = exampleRequest(operation);
    const requests: GatewayCall[] = [usual];
    for (const text of [...LONG, ...LONG_IDS]) {
      for (const name of Object.keys(usual.params)) {
        requests.push({ ...usual, params: { ...usual.params, [name]: text } });
      }
      for (const name of Object.keys(operation.query?.shape ?? {}))
        requests.push({ ...usual, query: { [name]: text } });
      for (const body of withText(usual.body, text)) requests.push({ ...usual, body });
      requests.push(...filesWith(operation, text));
    }
    for (const request of requests) {
      const { status, body } = await call(route, request);
      expect(status, `${JSON.stringify(request).slice(0, 300)} ${JSON.stringify(body)}`).toBeLessThan(500);
    }
  });
});
