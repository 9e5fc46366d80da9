import * as z from 'zod';
import { bilingual, businessDay, channel, contactOut, count, placeId, shownId } from './fields.ts';

/** Since when a shop has been silent, and whom to ask. */
export const silence = {
  lastReported: businessDay
    .meta({ description: 'The last earlier day with a report; absent where none is remembered (16 weeks).' })
    .exactOptional(),
  streak: count
    .meta({
      description: 'Days in a row without a report, this one too and closed days not; absent with `lastReported`.',
      example: 3,
    })
    .exactOptional(),
  contact: contactOut.exactOptional(),
  contactOf: z
    .enum(['store', 'retailer'])
    .meta({ description: 'Whose contact it is: where the store has none, that of its retailer.' })
    .exactOptional(),
  canBeReminded: z
    .boolean()
    .meta({ description: 'Of a silent shop: true where a reminder has a way to it; false: it must be called.' })
    .exactOptional(),
};

/** A shop that has not reported. */
export const silentShop = z
  .object({
    retailer: shownId,
    store: shownId,
    name: z.string(),
    channel,
    place: placeId,
    placeName: bilingual,
  })
  .meta({ id: 'SilentShop' });
