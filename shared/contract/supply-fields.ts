import * as z from 'zod';
import { bilingual, contactOut, placeId, shownId } from './fields.ts';

/** One side of a suggestion. */
export const party = z
  .object({
    store: shownId.exactOptional(),
    storeName: z.string().exactOptional(),
    retailer: shownId.exactOptional(),
    retailerName: z.string().exactOptional(),
    place: placeId,
    placeName: bilingual,
    contact: contactOut.exactOptional(),
  })
  .meta({
    id: 'Party',
    description: 'A store with the person to call, or a whole place whose need is estimated.',
  });

const days = z.number().meta({ description: 'Days that the stock lasts at the demand per day.', example: 2 });

export const coverChange = z.object({ before: days, after: days }).meta({ id: 'CoverChange' });

/** What one vehicle could carry. */
export const trip = z
  .object({
    id: z.string().meta({
      description: 'The same for the same giver and zone, whatever is searched; `~2` and on for further vehicles.',
      example: 'htx-ven-song~kho-1~Z1',
    }),
    from: party,
    zone: placeId,
    zoneName: bilingual,
    stops: z
      .array(
        z.object({
          to: party,
          km: z.number().meta({ description: 'By road, from the giver.' }),
          suggestions: z.array(z.string()).meta({ description: 'Ids of what is for this stop.' }),
        }),
      )
      .meta({ description: 'Nearest first.' }),
    suggestions: z.array(z.string()).meta({ description: 'Ids of all that it would carry.' }),
    loadShare: z
      .number()
      .meta({ description: 'Share of a light truck; above 1 where one stop takes more than one.', example: 0.59 }),
    joinLoads: z.boolean().meta({ description: 'Even all goods together are too little for a trip of their own.' }),
  })
  .meta({
    id: 'Trip',
    description: 'What one vehicle could carry from a giver to receivers of one zone, over all goods.',
  });
