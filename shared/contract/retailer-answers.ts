import * as z from 'zod';
import { PRICE_TYPES } from '#domain/report.ts';
import { ROW_CODES } from '#domain/report-judgement.ts';
import {
  businessDay,
  channel,
  contactOut,
  count,
  direction,
  instant,
  instantOut,
  level,
  placeId,
  productId,
  quantity,
  retailerId,
  storeId,
} from './fields.ts';

const priceType = z.enum(PRICE_TYPES).meta({ description: 'Defaults to retail.', example: 'retail' });
const gtin = z
  .string()
  .regex(/^(\d{8}|\d{12,14})$/)
  .meta({ example: '8930000000019' });

/** A row as the document describes it; rows are judged one by one, so a bad one does not refuse the good ones. */
const row = z
  .object({
    product: productId,
    gtin: gtin.exactOptional(),
    priceType: priceType.exactOptional(),
    price: z
      .int()
      .positive()
      .meta({ description: "Integer VND for the product's unit; a text is refused.", example: 145000 })
      .exactOptional(),
    stock: quantity.exactOptional(),
    sold: quantity.exactOptional(),
    incoming: quantity.exactOptional(),
    unit: z.string().meta({ description: "Refused unless it is the product's unit.", example: 'kg' }).exactOptional(),
    confirm: z.boolean().meta({ description: 'Confirms an unusual price.' }).exactOptional(),
    withdraw: z.boolean().meta({ description: 'With mode=patch: takes the row out.' }).exactOptional(),
  })
  .meta({ id: 'ReportRow' });

export const reportBody = z
  .object({
    store: storeId,
    date: businessDay,
    reportedAt: instant.exactOptional(),
    rows: z.array(row).min(1),
  })
  .meta({
    id: 'Report',
    description: 'One store, one business day: the whole of it. Sent again it changes nothing; changed it replaces.',
    example: {
      store: 'sen-vang-cua-nam',
      date: '2026-11-23',
      reportedAt: '2026-11-23T06:12:00+07:00',
      rows: [
        { product: '01.0004', price: 145000, priceType: 'retail', stock: 120.5, sold: 33, incoming: 50 },
        { product: '01.0027', gtin: '8930000000019', price: 34000, priceType: 'promo' },
      ],
    },
  });

export const reportQuery = z.object({
  mode: z
    .enum(['full', 'patch', 'strict'])
    .meta({ description: 'patch changes only the rows it names; strict keeps all or nothing.', example: 'full' })
    .exactOptional(),
  dryRun: z
    .enum(['true', 'false'])
    .meta({ description: 'Verdicts only, nothing is kept.', example: 'true' })
    .exactOptional(),
});

const rejectedRow = z
  .object({
    row: count.meta({ description: 'Index of the row, or line of the file; the header is line 1.' }),
    pointer: z.string().meta({ example: '/rows/3/price' }),
    code: z.string().meta({ description: `One of ${ROW_CODES.join(', ')}, or why the whole store-day was refused.` }),
    detail: z.string(),
    hint: z.string(),
  })
  .meta({ id: 'RejectedRow' });

const receipt = {
  receipt: z.string(),
  store: storeId,
  date: businessDay,
  revision: count,
  accepted: count,
  warnings: z.array(
    z.object({
      code: z.enum(['quarantined', 'rows-dropped', 'gtin-check-digit', 'nothing-withdrawn', 'unknown-member']),
      row: count.exactOptional(),
      count: count.exactOptional(),
      detail: z.string(),
    }),
  ),
};
const rejected = { rejected: z.array(rejectedRow), rejectedCount: count };
const RECEIPT_EXAMPLE = {
  receipt: 'Qm3xT0',
  store: 'sen-vang-cua-nam',
  date: '2026-11-23',
  revision: 1,
  accepted: 24,
  warnings: [],
};

export const receiptAnswer = z
  .object({ ...receipt, dryRun: z.literal(true).exactOptional(), ...rejected })
  .meta({ id: 'Receipt', example: { ...RECEIPT_EXAMPLE, rejected: [], rejectedCount: 0 } });

export const fileReceiptAnswer = z
  .object({ receipts: z.array(z.object(receipt)), dryRun: z.literal(true).exactOptional(), ...rejected })
  .meta({ id: 'FileReceipt', example: { receipts: [RECEIPT_EXAMPLE], rejected: [], rejectedCount: 0 } });

export const historyAnswer = z
  .object({
    receipts: count,
    ...rejected,
    openEpisodes: z.array(
      z.object({ place: placeId, asOf: businessDay, product: productId, direction, level, openedOn: businessDay }),
    ),
  })
  .meta({ id: 'HistoryReceipt', example: { receipts: 60, rejected: [], rejectedCount: 0, openEpisodes: [] } });

export const ownReportAnswer = z
  .object({
    store: storeId,
    date: businessDay,
    revision: count,
    reportedAt: instantOut,
    receivedAt: instantOut,
    source: z.enum(['live', 'history']),
    rows: z.array(row),
  })
  .meta({
    id: 'KeptReport',
    example: {
      store: 'sen-vang-cua-nam',
      date: '2026-11-23',
      revision: 1,
      reportedAt: '2026-11-22T23:12:00.000Z',
      receivedAt: '2026-11-22T23:12:01.000Z',
      source: 'live',
      rows: [{ product: '01.0004', priceType: 'retail', price: 145000, stock: 120.5, sold: 33 }],
    },
  });

export const meAnswer = z
  .object({
    id: retailerId,
    name: z.string(),
    contact: contactOut,
    stores: z.array(
      z.object({
        id: storeId,
        name: z.string(),
        place: placeId,
        channel,
        lastReported: businessDay.nullable(),
      }),
    ),
  })
  .meta({
    id: 'Me',
    example: {
      id: 'sen-vang',
      name: 'Siêu thị Sen Vàng',
      contact: { name: 'Nguyễn Thu An', phone: '0900 000 101' },
      stores: [
        {
          id: 'sen-vang-cua-nam',
          name: 'Siêu thị Sen Vàng – Cửa Nam',
          place: '00070',
          channel: 'supermarket',
          lastReported: '2026-11-23',
        },
      ],
    },
  });
