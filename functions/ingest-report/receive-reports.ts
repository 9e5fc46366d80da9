import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { noDate } from '#contract/issue-words.ts';
import { isBusinessDay } from '#domain/business-day.ts';
import { parseInstant } from '#domain/instant.ts';
import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import { canonicaliseReadable } from '#domain/reading/canonical.ts';
import type { ReportRow } from '#domain/report/report.ts';
import { isStoreId, type Store } from '#domain/store.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { parseWith, readJson } from '#runtime/request-body.ts';
import { describeReceipt, MOST_SHOWN, rejection, shownRejections } from './describe-receipt.ts';
import { countIngested, type IngestCounts } from './ingest-counts.ts';
import type { IngestOutcome, Submission } from './ingest-report.ts';
import { type ReportFile, readFile } from './read-body.ts';
import { receiveFile } from './receive-file.ts';
import { allOrNothing, nothingKept } from './refuse-file.ts';
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

const query = z.strictObject({
  mode: z._default(z.enum(['full', 'patch', 'strict']), 'full'),
  dryRun: z._default(z.enum(['true', 'false']), 'false'),
  confirmDrop: z._default(z.enum(['true', 'false']), 'false'),
});

/** How a request wants its rows to be taken. */
type How = Pick<Submission, 'mode' | 'dryRun' | 'confirmDrop' | 'source'>;

export interface ReceivePorts {
  /** Keeps store-days of one request. */
  readonly ingesting: () => (submission: Submission) => Promise<IngestOutcome>;
  readonly products: ReadonlyMap<string, Product>;
  /** A store of the retailer, or none: the caller does not learn whether it is another's. */
  readonly readStore: (retailer: string, store: string) => Promise<Store | undefined>;
  readonly storesOf: (retailer: string) => Promise<readonly Store[]>;
  /** Told of everything that was taken and refused, but not of trials. */
  readonly count: (taken: IngestCounts) => void;
}

/** `POST /v1/reports`: one store-day as JSON, or many as CSV or NDJSON. */
export function receiveReports(ports: ReceivePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    if (request.caller.kind !== 'retailer') throw unknownStore();
    const { retailer } = request.caller;
    const { mode, dryRun, confirmDrop } = parseWith(query, request.query, 'query');
    const how: How = { mode, dryRun: dryRun === 'true', confirmDrop: confirmDrop === 'true', source: 'live' };
    const file = readFile(request);
    return file === 'json'
      ? receiveOne(ports, request, retailer, how)
      : receiveMany(ports, file, request.language, retailer, how);
  };
}

async function receiveMany(
  ports: ReceivePorts,
  file: ReportFile,
  language: Language,
  retailer: string,
  how: How,
): Promise<HttpAnswer> {
  const stores = new Map((await ports.storesOf(retailer)).map((store) => [store.id, store]));
  const isStrict = how.mode === 'strict';
  // Strict is a matter of the whole file here, so that no day by itself is all or nothing.
  const mode = isStrict ? 'full' : how.mode;
  const ingest = ports.ingesting();
  const receive = (dryRun: boolean) =>
    receiveFile(
      {
        products: ports.products,
        storeOf: (row) =>
          ((row.retailer ?? retailer) === retailer ? stores.get(row.store) : undefined) ?? 'unknown-store',
        ingest: (day) => ingest({ ...day, ...how, mode, dryRun, isTable: file.isTable }),
      },
      file,
      language,
    );
  if (isStrict) {
    const trial = await receive(true);
    if (trial.rejections.length > 0) {
      if (!how.dryRun) ports.count(countIngested([], trial.rejections));
      throw allOrNothing(trial);
    }
  }
  const done = await receive(how.dryRun);
  const { receipts, rejections, outcomes } = done;
  if (!how.dryRun) ports.count(countIngested(outcomes, rejections));
  if (receipts.length === 0) throw nothingKept(done);
  return {
    status: 200,
    body: present({ receipts, dryRun: how.dryRun || undefined, ...shownRejections(rejections) }),
    logged: { receipts: receipts.map(({ receipt }) => receipt) },
  };
}

async function receiveOne(ports: ReceivePorts, request: HttpRequest, retailer: string, how: How): Promise<HttpAnswer> {
  const { store: named, date, reportedAt, rows } = parseWith(envelope, readJson(request));
  const id = canonicaliseReadable(named);
  // An id of another form can be no store's; asking for it could break the key that the table is asked for.
  const store = isStoreId(id) ? await ports.readStore(retailer, id) : undefined;
  if (!store) throw unknownStore();
  const outcome = await ports.ingesting()(present({ store, date, rows, reportedAt, ...how }));
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

function unknownStore(): Problem {
  return new Problem(403, 'not-your-store', {
    vi: 'Không có điểm bán này trong các điểm bán của đơn vị. Xem /v1/me.',
    en: 'You have no store with this id. See /v1/me.',
  });
}
