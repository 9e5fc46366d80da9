import * as z from 'zod';
import { ROW_CODES } from '#domain/report/judgement.ts';
import { count } from './fields.ts';

/** A row or line that was not kept, as reports, files and refusals of them show it. */
export const rejectedRow = z
  .object({
    row: count.meta({ description: 'Index of the row, line of the file (the header is line 1), or row of the sheet.' }),
    cell: z
      .string()
      .meta({ description: 'Of a workbook: the cell, with its sheet.', example: 'Báo cáo!E7' })
      .exactOptional(),
    pointer: z.string().meta({ example: '/rows/3/price' }),
    code: z.string().meta({ description: `One of ${ROW_CODES.join(', ')}, or why the whole store-day was refused.` }),
    detail: z.string(),
    hint: z.string(),
  })
  .meta({ id: 'RejectedRow' });
