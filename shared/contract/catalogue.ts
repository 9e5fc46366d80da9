import * as z from 'zod';
import { PORK_LOIN } from './examples.ts';
import { bilingual, productId, unit } from './fields.ts';
import type { Operation } from './operation.ts';

const productsAnswer = z
  .object({
    items: z.array(
      z.object({
        id: productId,
        name: bilingual,
        specification: bilingual.exactOptional(),
        unit,
        unitName: bilingual,
        category: z.string(),
        band: z.object({ min: z.number(), max: z.number() }).meta({ description: 'Prices outside are refused, VND.' }),
        ceilinged: z.boolean().meta({ description: 'True for goods with a price ceiling set by the state.' }),
        volatile: z.boolean().meta({
          description:
            "True for goods whose prices follow each day's harvest or catch: their thresholds widen with a place's own usual movement, by half at most.",
        }),
        channels: z.array(z.string()).exactOptional(),
      }),
    ),
  })
  .meta({
    id: 'Products',
    example: {
      items: [
        {
          id: '01.0004',
          name: PORK_LOIN.productName,
          unit: 'kg',
          unitName: { vi: 'kg', en: 'kg' },
          category: 'meat',
          band: { min: 40000, max: 400000 },
          ceilinged: false,
          volatile: false,
        },
      ],
    },
  });

/** The goods that can be reported. */
export const CATALOGUE_OPERATIONS = {
  'GET /v1/products': {
    summary: 'The products of the catalogue',
    tag: 'Market',
    query: z.strictObject({
      q: z
        .string()
        .max(80)
        .meta({ description: 'Part of the code or name, with or without diacritics.', example: 'thit lon' })
        .exactOptional(),
    }),
    status: 200,
    answer: productsAnswer,
    refusals: [422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
