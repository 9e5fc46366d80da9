import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { noDate } from '#contract/issue-words.ts';
import { isBusinessDay } from '#domain/business-day.ts';
import { parseInstant } from '#domain/instant.ts';
import { present } from '#domain/present.ts';
import { canonicaliseReadable } from '#domain/reading/canonical.ts';
import type { ReportRow } from '#domain/report/report.ts';
import { isStoreId } from '#domain/store.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { mediaTypeOf, parseWith, readJson } from '#runtime/request-body.ts';
import { retailerFor, storesFor } from '#runtime/route-access.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';
import { describeReceipt, MOST_SHOWN, rejection, shownRejections } from './describe-receipt.ts';
import { countIngested } from './ingest-counts.ts';
import { notYourStore } from './not-your-store.ts';
import { readFile, requireSize } from './read-body.ts';
import { type How, manyReceived, type ReceivePorts, receiveMany } from './receive-many.ts';
import { receiveWorkbook } from './receive-workbook.ts';
import { MOST_ROWS } from './report-file.ts';

// The small form of zod loads four times as fast and comes without words: this cold start is what retailers wait for.
z.config(en());

/** The report around its rows; the rows are judged one by one, so that a bad one does not refuse the good ones. */
const envelope = z.strictObject({
  store: z.string().check(z.minLength(1)),
  date: z.string().check(z.refine(isBusinessDay, { error: ({ input }) => noDate(input) })),
  reportedAt: z.optional(
    z.pipe(
      z
        .string()
        .check(
          z.refine(
            (text) => parseInstant(text) !== undefined,
            'an instant with its offset, like 2026-11-23T06:12:00+07:00',
          ),
        ),
      z.transform((text) => parseInstant(text) ?? 0),
    ),
  ),
  rows: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MOST_ROWS)),
});

const taken = {
  mode: z._default(z.enum(['full', 'patch', 'strict']), 'full'),
  dryRun: z._default(z.enum(['true', 'false']), 'false'),
  confirmDrop: z._default(z.enum(['true', 'false']), 'false'),
};
const query = z.strictObject({
  ...taken,
  ifRevision: z.optional(z.string().check(z.regex(/^\d{1,9}$/, 'a whole number'))),
});

const day = z.string().check(z.refine(isBusinessDay, { error: ({ input }) => noDate(input) }));
/** A workbook may say by itself whose it is and of which day, or the request does. */
const workbookQuery = z.strictObject({
  ...taken,
  store: z.optional(z.string().check(z.minLength(1))),
  date: z.optional(day),
});

/** `POST /v1/reports`: one store-day as JSON, or many as CSV, NDJSON or a workbook. */
export function receiveReports(ports: ReceivePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    if (request.caller.kind !== 'retailer') throw notYourStore();
    const { retailer } = request.caller;
    if (WORKBOOKS.includes(mediaTypeOf(request))) {
      const { store, date, ...taken } = parseWith(workbookQuery, request.query, 'query');
      requireSize(request);
      const stores = storesFor(request.caller, await ports.storesOf(retailer));
      return receiveWorkbook(ports, request, { retailer, stores, how: howOf(taken), asked: present({ store, date }) });
    }
    const { ifRevision, ...taken } = parseWith(query, request.query, 'query');
    const how = howOf(taken);
    const file = readFile(request, [XLSX_TYPE]);
    if (file === 'json')
      return receiveOne(ports, request, how, ifRevision === undefined ? undefined : Number(ifRevision));
    const done = await receiveMany(ports, {
      file,
      retailer,
      how,
      stores: storesFor(request.caller, await ports.storesOf(retailer)),
      language: request.language,
      rows: { isTable: file.isTable },
    });
    return manyReceived(done, how.dryRun);
  };
}

/** Workbooks, and templates of them that somebody filled in. */
const WORKBOOKS: readonly string[] = [
  XLSX_TYPE,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
];

function howOf({ mode, dryRun, confirmDrop }: Omit<z.infer<typeof query>, 'ifRevision'>): How {
  return { mode, dryRun: dryRun === 'true', confirmDrop: confirmDrop === 'true', source: 'live' };
}

async function receiveOne(
  ports: ReceivePorts,
  request: HttpRequest,
  how: How,
  knownRevision: number | undefined,
): Promise<HttpAnswer> {
  const { store: named, date, reportedAt, rows } = parseWith(envelope, readJson(request));
  const id = canonicaliseReadable(named);
  // An id of another form can be no store's; asking for it could break the key that the table is asked for.
  const retailer = retailerFor(request.caller, id);
  const store = retailer !== undefined && isStoreId(id) ? await ports.readStore(retailer, id) : undefined;
  if (!store) throw notYourStore();
  const outcome = await ports.ingesting()(present({ store, date, rows, reportedAt, knownRevision, ...how }));
  const refused = outcome.kind === 'kept' ? outcome.receipt.refused : outcome.refused;
  const rejections = refused.map((row) =>
    rejection(row, row.position, `/rows/${row.position}`, request.language, ports.products),
  );
  if (!how.dryRun) {
    ports.count(countIngested([outcome], outcome.kind === 'kept' ? rejections : [outcome.refusal, ...rejections]));
  }
  if (outcome.kind === 'refused') {
    const { status, code, detail, retryAfterSeconds, dropped } = outcome.refusal;
    const shown = rejections.length > 0 ? shownRejections(rejections) : {};
    throw new Problem(status, code, detail, present({ retryAfterSeconds, ...shownDropped(dropped), ...shown }));
  }
  const { receipt } = outcome;
  return {
    status: receipt.created && !how.dryRun ? 201 : 200,
    body: present({
      ...describeReceipt(receipt, request.language, (position) => position, MOST_SHOWN),
      dryRun: how.dryRun || undefined,
      ...shownRejections(rejections),
    }),
    logged: { receipts: [receipt.receipt] },
  };
}

/** The first rows that would be gone by their keys, and the count of all. */
function shownDropped(dropped: readonly ReportRow[] | undefined): object {
  if (!dropped) return {};
  const first = dropped.slice(0, MOST_SHOWN);
  return {
    dropped: first.map(({ product, gtin, priceType }) => present({ product, gtin, priceType })),
    droppedCount: dropped.length,
  };
}
