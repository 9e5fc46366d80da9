import * as z from 'zod';
import {
  businessDay,
  channel,
  count,
  instantOut,
  productId,
  readableName,
  retailerId,
  shownId,
  storeId,
} from './fields.ts';
import { keptRow } from './kept-row.ts';
import type { Operation } from './operation.ts';

const bilingual = z.object({ vi: z.string(), en: z.string() });

const orderBody = z
  .strictObject({
    stores: z
      .array(storeId)
      .min(1)
      .max(500)
      .meta({ description: 'Left out: all of its stores that are open.' })
      .exactOptional(),
    days: z.int().min(1).max(90).meta({ description: 'How long the code may be used.', example: 14 }),
    phones: z.int().min(1).max(20).meta({ description: 'How many phones may use it.', example: 3 }),
  })
  .meta({ id: 'EnrolmentOrder', example: { stores: ['quay-12'], days: 14, phones: 3 } });

const sheet = z.object({
  store: shownId,
  name: z.string(),
  code: z.string().meta({ description: 'Shown once: only a hash is kept. It stands in the fragment of the address.' }),
  until: instantOut,
  phones: count,
});

const sheetsAnswer = z.object({ retailer: shownId, items: z.array(sheet) }).meta({
  id: 'EnrolmentSheets',
  example: {
    retailer: 'cho-que',
    items: [
      {
        store: 'quay-12',
        name: 'Chợ Quê – quầy 12',
        code: 'k7m2p9qdk7m2p9qdk7m2p9qd',
        until: '2026-12-14T23:12:00.000Z',
        phones: 3,
      },
    ],
  },
});

const phonesAnswer = z
  .object({
    items: z.array(
      z.object({
        keyId: shownId,
        store: shownId,
        name: z.string(),
        createdAt: instantOut,
        revokedAt: instantOut.exactOptional(),
      }),
    ),
    sheets: z.array(z.object({ store: shownId, until: instantOut, phones: count, used: count })),
  })
  .meta({
    id: 'Phones',
    example: {
      items: [
        { keyId: 'cho-que_k7m2p9qdk7m2', store: 'quay-12', name: 'Android', createdAt: '2026-11-30T23:12:00.000Z' },
      ],
      sheets: [{ store: 'quay-12', until: '2026-12-14T23:12:00.000Z', phones: 3, used: 1 }],
    },
  });

const enrolBody = z
  .strictObject({
    retailer: retailerId,
    store: storeId,
    code: z.string().min(1).max(64),
    name: readableName(60).meta({ description: 'How staff tell the phone from others.' }).exactOptional(),
    secret: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, '32 random bytes in base64url')
      .meta({
        description:
          'Made by the phone at random, so that asking again after a lost answer gives the same key. Left out: one is made.',
      })
      .exactOptional(),
  })
  .meta({
    id: 'EnrolmentRequest',
    example: { retailer: 'cho-que', store: 'quay-12', code: 'k7m2p9qdk7m2p9qdk7m2p9qd', name: 'Android' },
  });

const enrolled = z.object({ keyId: shownId, bearer: z.string(), retailer: shownId, store: shownId }).meta({
  id: 'EnrolledPhone',
  example: {
    keyId: 'cho-que_k7m2p9qdk7m2',
    bearer: 'cho-que_k7m2p9qdk7m2.3Jr…',
    retailer: 'cho-que',
    store: 'quay-12',
  },
});

const latestAnswer = z
  .object({
    store: z.object({ id: shownId, name: z.string(), channel }),
    now: instantOut.meta({ description: 'The time here: the clock of a phone may be wrong.' }),
    today: businessDay,
    goods: z.array(
      z.object({
        id: productId,
        name: bilingual,
        unit: bilingual,
        band: z.object({ min: z.number(), max: z.number() }),
      }),
    ),
    last: z
      .object({ date: businessDay, rows: z.array(keptRow) })
      .nullable()
      .meta({ description: 'The last report before today.' }),
    current: z
      .object({ revision: count, receivedAt: instantOut, rows: z.array(keptRow) })
      .nullable()
      .meta({ description: "Today's report as it is kept." }),
  })
  .meta({
    id: 'LatestReport',
    example: {
      store: { id: 'quay-12', name: 'Chợ Quê – quầy 12', channel: 'market' },
      now: '2026-11-29T23:12:00.000Z',
      today: '2026-11-30',
      goods: [
        {
          id: '01.0004',
          name: { vi: 'Thịt lợn nạc thăn', en: 'Pork loin' },
          unit: { vi: 'kg', en: 'kg' },
          band: { min: 50000, max: 400000 },
        },
      ],
      last: { date: '2026-11-29', rows: [{ product: '01.0004', priceType: 'retail', price: 145000, stock: 20 }] },
      current: null,
    },
  });

/** Phones that report: printed sheets, keys of their own, and what the entry page begins with. */
export const ENROLMENT_OPERATIONS = {
  'GET /v1/reports/{store}/latest': {
    summary: "What a store reported last, and today's report: what an entry page begins with",
    tag: 'Retailers',
    params: z.object({ store: storeId }),
    status: 200,
    answer: latestAnswer,
    refusals: [],
  },
  'POST /v1/enrolments': {
    summary: 'Turns the code of a printed sheet into a key of a phone, for one store',
    description:
      'The key may report and read that store and nothing else. The code itself is no key. A code that is not known, of another store, or withdrawn is `unknown-code` (404); one that has run out `code-expired`, one that all its phones have used `code-used-up` (409).',
    tag: 'Retailers',
    body: enrolBody,
    status: 201,
    answer: enrolled,
    refusals: [404, 409, 429],
  },
  'GET /v1/retailers/{id}/phones': {
    summary: "A retailer's phones that have keys, and the sheets that can still be used",
    tag: 'Registry',
    params: z.object({ id: retailerId }),
    status: 200,
    answer: phonesAnswer,
    refusals: [404],
  },
  'POST /v1/retailers/{id}/enrolments': {
    summary: 'Makes the codes of printed sheets, one a store; they are shown once',
    description: 'A new code of a store takes the place of the one before; phones that have a key keep it.',
    tag: 'Registry',
    params: z.object({ id: retailerId }),
    body: orderBody,
    status: 201,
    answer: sheetsAnswer,
    refusals: [404, 409],
  },
} as const satisfies Readonly<Record<string, Operation>>;
