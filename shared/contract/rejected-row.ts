import * as z from 'zod';
import { ROW_CODES } from '#domain/report/judgement.ts';
import { count } from './fields.ts';

/** A row or line that was not kept, as reports, files and refusals of them show it. */
export const rejectedRow = z
  .object({
    row: count.meta({ description: 'Index of the row, or line of the file; the header is line 1.' }),
    pointer: z.string().meta({ example: '/rows/3/price' }),
    code: z.string().meta({ description: `One of ${ROW_CODES.join(', ')}, or why the whole store-day was refused.` }),
    detail: z.string(),
    hint: z.string(),
  })
  .meta({ id: 'RejectedRow' });
