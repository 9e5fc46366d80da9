import * as z from 'zod';
import { VERDICTS } from '#domain/event/finding.ts';
import { bilingual, instantOut, price, productId } from './fields.ts';

/** What a line of a timeline says of a finding at a shop. */
export const seenAtShop = {
  product: productId.exactOptional(),
  productName: bilingual.meta({ description: 'The good that was looked at; without it all of them.' }).exactOptional(),
  verdict: z.enum(VERDICTS).exactOptional(),
  reported: price.meta({ description: 'What the shop had reported of that good.' }).exactOptional(),
  seenPrice: price.exactOptional(),
  isStillBeyond: z
    .boolean()
    .meta({ description: 'True where the price that was seen is past the threshold, too.' })
    .exactOptional(),
  correctedAt: instantOut
    .meta({ description: 'When something else was said of the same good that day; the later word stands.' })
    .exactOptional(),
  corrects: instantOut.meta({ description: 'Of when the line is that this one corrects.' }).exactOptional(),
};
