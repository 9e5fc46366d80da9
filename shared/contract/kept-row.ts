import * as z from 'zod';
import { ENTERED, PRICE_TYPES } from '#domain/report/report.ts';
import { productId, quantity } from './fields.ts';

export const priceType = z.enum(PRICE_TYPES).meta({ example: 'retail' });
export const entered = z.enum(ENTERED).meta({
  description:
    'How a person entered it: `typed`, `confirmed` as it was the day before, or `carried`: sent along untouched. A carried row is kept and counts as no price of the day, neither for a move nor against one.',
  example: 'typed',
});
export const gtin = z
  .string()
  .regex(/^(\d{8}|\d{12,14})$/)
  .meta({ example: '8930000000019' });

/** A row as it is kept: with its price type, and without what only told how to take it. */
export const keptRow = z
  .object({
    product: productId,
    gtin: gtin.exactOptional(),
    priceType,
    price: z.int().positive().meta({ example: 145000 }),
    stock: quantity.exactOptional(),
    sold: quantity.exactOptional(),
    incoming: quantity.exactOptional(),
    confirm: z.literal(true).exactOptional(),
    entered: entered.exactOptional(),
  })
  .meta({ id: 'KeptRow' });
