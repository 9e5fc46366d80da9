import * as z from 'zod';
import { MOST_QUANTITY } from '#domain/report/judgement.ts';
import { isFinerThanKept } from '#domain/report/report.ts';
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
import { entered, gtin, keptRow, priceType } from './kept-row.ts';
import type { Operation } from './operation.ts';
import { rejectedRow } from './rejected-row.ts';
import { HISTORY_FILES, REPORT_FILES, WORKBOOK_TYPE } from './report-files.ts';

const NULL_IS_ABSENT = 'null says the same as leaving it out.';
const stored = quantity
  .min(0)
  .max(MOST_QUANTITY)
  .refine((value) => !isFinerThanKept(value), 'at most three decimals');

const product = z.string().meta({
  description: 'Code of a product of the catalogue; blanks and invisible marks around it do not count.',
  example: '01.0004',
});
const article = z.union([z.string(), z.int().nonnegative()]).meta({
  description: 'A number of your own in place of the product, once `/v1/me/articles` says which product it is.',
  example: '1000234',
});

const unread = z.unknown().optional();
const anyRow = {
  name: unread.meta({ description: 'What you call it: helps to find the product of a new article.' }),
  gtin: gtin.nullish(),
  priceType: priceType.nullish().meta({ description: `Default: retail. ${NULL_IS_ABSENT}` }),
};
const ofProduct = { product, article: article.nullish(), ...anyRow };
const ofArticle = { article: article.refine((number) => number !== ''), product: product.nullish(), ...anyRow };

const priced = {
  price: z.int().positive().meta({
    description: "Integer VND for the product's unit, or for one article; a text is refused.",
    example: 145000,
  }),
  stock: stored.nullish(),
  sold: stored.nullish(),
  incoming: stored.nullish(),
  unit: z.string().nullish().meta({ description: "Refused unless it is the product's unit.", example: 'kg' }),
  confirm: z.boolean().nullish().meta({ description: 'True confirms an unusual price.' }),
  entered: entered.nullish(),
  withdraw: z.literal(false).nullish(),
};
const withdrawn = {
  withdraw: z.literal(true),
  ...{ price: unread, stock: unread, sold: unread, incoming: unread, unit: unread, confirm: unread, entered: unread },
};

const pricedRow = z
  .strictObject({ ...ofProduct, ...priced })
  .meta({ id: 'PricedRow', description: `A price of the day. Of the optional members, ${NULL_IS_ABSENT}` });
const pricedArticle = z.strictObject({ ...ofArticle, ...priced }).meta({
  id: 'PricedArticle',
  description:
    "The same of an article of your own: its price is divided by the article's factor, its quantities are multiplied, and what is rounded is named in the receipt.",
});

const withdrawnRow = z.strictObject({ ...ofProduct, ...withdrawn }).meta({
  id: 'WithdrawnRow',
  description:
    'With mode=patch: takes the rows of the product out that its gtin and price type do not exclude. Its other members do not count.',
});
const withdrawnArticle = z
  .strictObject({ ...ofArticle, ...withdrawn })
  .meta({ id: 'WithdrawnArticle', description: 'The same of an article of your own.' });

/**
 * A row of a report as the document describes it: exactly the rows that no catalogue and no neighbour is needed to
 * refuse. A member that no row has refuses its row. Rows are judged one by one (`judgeRow`), so that a bad one does not refuse the good ones.
 */
export const reportRow = z.union([withdrawnArticle, pricedArticle, pricedRow, withdrawnRow]).meta({ id: 'ReportRow' });

export const reportBody = z
  .strictObject({
    store: storeId,
    date: businessDay,
    reportedAt: instant.exactOptional(),
    rows: z.array(reportRow).min(1).max(100_000),
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

const confirmDrop = z
  .enum(['true', 'false'])
  .meta({
    description:
      'true: a report may take out more than half of the rows that are kept of its day. Without it such a day is refused: 409 `rows-would-drop` names the rows; of a file, its lines are in `rejected`.',
    example: 'true',
  })
  .exactOptional();

const reportQuery = z.strictObject({
  mode: z
    .enum(['full', 'patch', 'strict'])
    .meta({
      description:
        'patch changes only the rows it names; strict keeps all or nothing: of the report, or of the whole file.',
      example: 'full',
    })
    .exactOptional(),
  dryRun: z
    .enum(['true', 'false'])
    .meta({ description: 'Verdicts only, nothing is kept.', example: 'true' })
    .exactOptional(),
  confirmDrop,
  store: storeId.meta({ description: 'Of a workbook alone: whose it is.' }).exactOptional(),
  date: businessDay.meta({ description: 'Of a workbook alone: its day.' }).exactOptional(),
  ifRevision: z
    .string()
    .regex(/^\d{1,9}$/, 'a whole number')
    .meta({
      description:
        'The revision that the sender knows of the day, 0 for none. Where another is kept, with other rows, the report is refused: 409 `changed-meanwhile`. JSON only.',
      example: '0',
    })
    .exactOptional(),
});

const receipt = {
  receipt: z.string(),
  store: storeId,
  date: businessDay,
  revision: count,
  accepted: count,
  warnings: z.array(
    z.object({
      code: z.enum([
        'quarantined',
        'rows-dropped',
        'gtin-check-digit',
        'article-rounded',
        'nothing-withdrawn',
        'unknown-member',
        'name-differs',
        'converted-quantity',
      ]),
      row: count.exactOptional(),
      cell: z.string().meta({ example: 'Báo cáo!E7' }).exactOptional(),
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

const receiptAnswer = z
  .object({ ...receipt, dryRun: z.literal(true).exactOptional(), ...rejected })
  .meta({ id: 'Receipt', example: { ...RECEIPT_EXAMPLE, rejected: [], rejectedCount: 0 } });

const fileReceiptAnswer = z
  .object({ receipts: z.array(z.object(receipt)), dryRun: z.literal(true).exactOptional(), ...rejected })
  .meta({ id: 'FileReceipt', example: { receipts: [RECEIPT_EXAMPLE], rejected: [], rejectedCount: 0 } });

const historyAnswer = z
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
    rows: z.array(keptRow),
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

/** What a retailer sends and reads, and the history of a new city. */
export const REPORT_OPERATIONS = {
  'POST /v1/reports': {
    summary: "Reports a store's day, or corrects it",
    description:
      'Rows stand on their own: good ones are kept, bad ones come back in `rejected`. The report is the whole store-day and replaces it. Bulk files hold many stores and days and are answered by one receipt per store-day; a file of which nothing was kept is answered 422.',
    tag: 'Retailers',
    query: reportQuery,
    body: reportBody,
    files: REPORT_FILES,
    answersFile: WORKBOOK_TYPE,
    status: 201,
    answer: receiptAnswer,
    alsoAnswers: { 200: z.union([receiptAnswer, fileReceiptAnswer]) },
    refusals: [400, 404, 409, 413, 415, 422],
  },
  'GET /v1/reports/{store}/{date}': {
    summary: 'What is kept of a store-day of your own',
    tag: 'Retailers',
    params: z.object({ store: storeId, date: businessDay }),
    status: 200,
    answer: ownReportAnswer,
    refusals: [404, 422],
  },
  'GET /v1/template.xlsx': {
    summary: 'A workbook to fill in: your stores and their goods',
    description:
      "One sheet a store, with the day, a row for each good that it last reported (else each that suits its channel), yesterday's values in grey, and cells to fill in. Sent back to `POST /v1/reports` as it is, it is a report.",
    tag: 'Retailers',
    query: z.strictObject({
      store: storeId.meta({ description: 'One store alone. Without it: all of yours.' }).exactOptional(),
    }),
    status: 200,
    answersFile: WORKBOOK_TYPE,
    refusals: [404],
  },
  'GET /v1/me': {
    summary: 'Your stores, and when each last reported',
    tag: 'Retailers',
    status: 200,
    answer: meAnswer,
    refusals: [],
  },
  'POST /v1/history': {
    summary: 'Fills the past of a new city; never sends a message',
    tag: 'Registry',
    query: z.strictObject({
      confirmDrop,
      more: z
        .enum(['true', 'false'])
        .meta({ description: 'true where other files follow: the past is folded once, after the last of them.' })
        .exactOptional(),
    }),
    files: HISTORY_FILES,
    status: 200,
    answer: historyAnswer,
    refusals: [400, 413, 415, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
