import * as z from 'zod';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import { bilingual, businessDay, count, direction, level, marketState, placeId, productId, unit } from './fields.ts';

export const productsAnswer = z
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

export const placesAnswer = z
  .object({
    date: businessDay,
    items: z.array(
      z.object({
        id: placeId,
        kind: z.string(),
        name: bilingual,
        parent: z.string().meta({ description: 'The place in which it lies; "*" for none.' }),
        lat: z.number(),
        lon: z.number(),
        population: z.number().exactOptional(),
        state: marketState,
        worst: z
          .object({ product: productId, productName: bilingual, level, direction: direction.exactOptional() })
          .meta({ description: 'The product at the worst level, if any is above normal.' })
          .exactOptional(),
        productsReported: count,
        stores: count.meta({ description: 'Stores registered in the place.' }),
        storesReported: count,
      }),
    ),
  })
  .meta({
    id: 'Places',
    example: {
      date: '2026-11-23',
      items: [
        {
          id: '00070',
          kind: 'ward',
          name: HOAN_KIEM.placeName,
          parent: 'inner',
          lat: 21.03,
          lon: 105.85,
          state: 'watch',
          worst: {
            ...PORK_LOIN,
            level: 'watch',
            direction: 'up',
          },
          productsReported: 24,
          stores: 5,
          storesReported: 4,
        },
      ],
    },
  });
