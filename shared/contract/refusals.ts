import * as z from 'zod';
import { LASTING_REASONS } from '#domain/matching/suggestion.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  author,
  bilingual,
  businessDay,
  cursorOut,
  instantOut,
  listOf,
  paging,
  placeId,
  productId,
  shownId,
} from './fields.ts';
import type { Operation } from './operation.ts';

export const refusalId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{2,400}$/, 'an id as the list gives it')
  .meta({ example: 'MDEuMDAwNCNhL2EtMiNiYS9iYS0x' });

const side = z
  .object({
    retailer: shownId.exactOptional(),
    store: shownId.exactOptional(),
    storeName: z.string().exactOptional(),
    place: z.string().meta({ description: 'Where it lies today.', example: '00070' }),
    placeName: bilingual,
  })
  .meta({ id: 'RefusedSide', description: 'A store, or a whole place whose need is estimated.' });

const refusalsAnswer = z
  .object({
    items: z.array(
      z.object({
        id: refusalId,
        product: productId,
        productName: bilingual,
        from: side,
        to: side,
        reason: z.enum(LASTING_REASONS),
        ...author,
        at: instantOut,
        through: businessDay.meta({ description: 'The last day on which it is not proposed.' }),
      }),
    ),
    cursor: cursorOut,
  })
  .meta({
    id: 'Refusals',
    example: {
      items: [
        {
          id: 'MDEuMDAwNCNhL2EtMiNiYS9iYS0x',
          ...PORK_LOIN,
          from: {
            retailer: 'an',
            store: 'an-2',
            storeName: 'Cửa hàng An 2 (mẫu)',
            ...HOAN_KIEM,
          },
          to: {
            retailer: 'ba',
            store: 'ba-1',
            storeName: 'Cửa hàng Ba 1 (mẫu)',
            ...HOAN_KIEM,
          },
          reason: 'no-contract',
          by: 'p-m4tq7kzc2hxw9bnd',
          at: '2026-11-23T01:00:00.000Z',
          through: '2027-11-23',
        },
      ],
    },
  });

/** Pairs that are not proposed, since staff declined them for a reason that lasts. */
export const REFUSAL_OPERATIONS = {
  'GET /v1/refusals': {
    summary: 'The pairs that are not proposed, since staff declined them for a reason that lasts',
    description:
      'Those in force today, by product, giver and receiver. A page may hold fewer items than `limit` while more follow: go on as long as there is a `cursor`.',
    tag: 'Suggestions',
    query: z.strictObject({
      product: productId.exactOptional(),
      place: placeId.meta({ description: 'Where the receiver lies; with all that lies inside.' }).exactOptional(),
      by: z
        .string()
        .max(200)
        .meta({ description: 'Who declined: the id of a person.', example: 'p-m4tq7kzc2hxw9bnd' })
        .exactOptional(),
      reason: listOf(LASTING_REASONS, 'no-contract').exactOptional(),
      endsBy: businessDay.meta({ description: 'Only those that end on this day or before.' }).exactOptional(),
      ...paging,
    }),
    status: 200,
    answer: refusalsAnswer,
    refusals: [400, 404, 422],
  },
  'DELETE /v1/refusals/{id}': {
    summary: 'Takes a refusal back: the pair may be proposed again; harmless to repeat',
    tag: 'Suggestions',
    params: z.object({ id: refusalId }),
    status: 204,
    refusals: [404, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
