import * as z from 'zod';
import { LASTING_REASONS } from '#domain/matching/suggestion.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import { bilingual, businessDay, cursorOut, instantOut, productId, shownId } from './fields.ts';

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

export const refusalsAnswer = z
  .object({
    items: z.array(
      z.object({
        id: refusalId,
        product: productId,
        productName: bilingual,
        from: side,
        to: side,
        reason: z.enum(LASTING_REASONS),
        by: z.string(),
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
          by: 'can-bo@example.vn',
          at: '2026-11-23T01:00:00.000Z',
          through: '2027-11-23',
        },
      ],
    },
  });
