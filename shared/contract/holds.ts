import * as z from 'zod';
import { HOLD_STATES } from '#domain/matching/food-safety-hold.ts';
import { PORK_LOIN } from './examples.ts';
import {
  author,
  bilingual,
  businessDay,
  instantOut,
  placeId,
  productId,
  readableName,
  readableText,
  retailerId,
  shownId,
  storeId,
} from './fields.ts';
import type { Operation } from './operation.ts';

const holdId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, at most 63')
  .meta({ description: 'A hold, named by who enters it.', example: 'attp-128-2026' });

const BODY_EXAMPLE = {
  product: '01.0004',
  retailer: 'cho-que',
  through: '2026-12-07',
  reason: 'Chờ kết quả kiểm nghiệm',
  document: '128/CCATTP-TTr',
} as const;

const holdBody = z
  .strictObject({
    product: productId,
    retailer: retailerId.exactOptional(),
    store: storeId.meta({ description: 'One store of the retailer.' }).exactOptional(),
    place: placeId
      .meta({ description: 'Only goods that lie there: a ward, zone or province outside, with all inside it.' })
      .exactOptional(),
    from: businessDay.meta({ description: 'Today (the default) or later.' }).exactOptional(),
    through: businessDay.meta({ description: 'Last day; without one it holds until it is lifted.' }).exactOptional(),
    reason: readableText(500),
    document: readableName(120).meta({ description: 'Number of the document that orders it.' }),
  })
  .refine(({ store, retailer }) => store === undefined || retailer !== undefined, {
    error: 'a store is named with its retailer',
    path: ['store'],
  })
  .refine(({ from, through }) => from === undefined || through === undefined || from <= through, {
    error: 'from <= through',
    path: ['through'],
  })
  .meta({ id: 'HoldInput', example: BODY_EXAMPLE });

const HOLD_EXAMPLE = {
  ...BODY_EXAMPLE,
  id: 'attp-128-2026',
  productName: PORK_LOIN.productName,
  from: '2026-11-23',
  state: 'in-force',
  by: 'p-m4tq7kzc2hxw9bnd',
  at: '2026-11-23T01:00:00.000Z',
} as const;

const holdAnswer = z
  .object({
    id: shownId,
    product: productId,
    productName: bilingual,
    retailer: shownId.exactOptional(),
    store: shownId.exactOptional(),
    place: placeId.exactOptional(),
    placeName: bilingual.exactOptional(),
    from: businessDay,
    through: businessDay.exactOptional(),
    reason: z.string(),
    document: z.string(),
    state: z.enum(HOLD_STATES),
    ...author,
    at: instantOut,
    lifted: z
      .object({ on: businessDay.meta({ description: 'The first day without it.' }), ...author, at: instantOut })
      .exactOptional(),
  })
  .meta({ id: 'Hold', description: 'Goods that must not move, for food safety.', example: HOLD_EXAMPLE });

const holdsAnswer = z
  .object({
    date: businessDay,
    items: z.array(holdAnswer).meta({ description: 'In force or to come, newest first.' }),
    history: z.array(holdAnswer).meta({ description: 'Over or lifted, newest first.' }),
  })
  .meta({ id: 'HoldList', example: { date: '2026-11-23', items: [HOLD_EXAMPLE], history: [] } });

/** Goods that must not move, for food safety. */
export const HOLD_OPERATIONS = {
  'GET /v1/holds': {
    summary: 'Goods that must not move, for food safety',
    tag: 'Rules',
    query: z.strictObject({ product: productId.exactOptional() }),
    status: 200,
    answer: holdsAnswer,
    refusals: [404, 422],
  },
  'PUT /v1/holds/{id}': {
    summary: 'Holds a product from today or a later day on, or changes a hold that is not lifted',
    description:
      'Everywhere, or at the retailer, store or place that is named (all of what is named). Held goods are given by no search and in no suggestion that is accepted, and are no cover to the shop that has them: it may receive goods from elsewhere. After the cut-off whoever is left without is matched again at once. A hold stays with its product: to hold another, lift it and enter a new one.',
    tag: 'Rules',
    params: z.object({ id: holdId }),
    body: holdBody,
    status: 200,
    answer: holdAnswer,
    alsoAnswers: { 201: holdAnswer },
    refusals: [400, 404, 409, 422],
  },
  'DELETE /v1/holds/{id}': {
    summary: 'Lifts a hold: the goods may move from today on; harmless to repeat',
    tag: 'Rules',
    params: z.object({ id: holdId }),
    status: 204,
    refusals: [404, 409, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
