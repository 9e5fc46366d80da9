import * as z from 'zod';
import { type FileRow, readCsv, readNdjson } from '#contract/report-file.ts';
import { isBusinessDay, startOfBusinessDay } from '#domain/business-day.ts';
import type { Bilingual } from '#domain/product.ts';
import type { RowRefusal } from '#domain/report-judgement.ts';
import type { Store } from '#domain/store.ts';
import type { HttpAnswer, HttpRequest, Language } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { parseWith, readJson, readText } from '#runtime/request-body.ts';
import type { IngestOutcome, Receipt, Submission } from './ingest-report.ts';

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_REJECTED = 100;

const envelope = z.object({
  store: z.string().min(1).max(64),
  date: z.string().refine(isBusinessDay, 'an existing date as YYYY-MM-DD'),
  reportedAt: z.iso.datetime({ offset: true }).optional(),
  rows: z.array(z.unknown()).min(1).max(100_000),
});

export interface ReceivePorts {
  readonly ingest: (submission: Submission) => Promise<IngestOutcome>;
  /** A store of the retailer, or none: the caller does not learn whether it is another's. */
  readonly readStore: (retailer: string, store: string) => Promise<Store | undefined>;
  readonly clock: () => number;
}

/** A refused row as the caller sees it. */
export interface RejectedRow {
  readonly row: number;
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
}

/** `POST /v1/reports`: one store-day as JSON, or many as CSV or NDJSON. */
export function receiveReports(ports: ReceivePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    if (request.caller.kind !== 'retailer') throw unknownStore();
    const { retailer } = request.caller;
    const mode = modeOf(request);
    const dryRun = request.query['dryRun'] === 'true';
    if (request.body.length > MAX_BODY_BYTES) throw tooLarge();
    const rows = fileRows(request);
    if (rows === 'json') return receiveOne(ports, request, retailer, mode, dryRun);
    return receiveFile(
      (group) => ports.readStore(retailer, group.store),
      (store, group) => {
        const reportedAt = group.reportedAt === undefined ? ports.clock() : Date.parse(group.reportedAt);
        return ports.ingest({ ...group, store, mode, dryRun, source: 'live', reportedAt });
      },
      rows,
      request.language,
    );
  };
}

async function receiveOne(
  ports: ReceivePorts,
  request: HttpRequest,
  retailer: string,
  mode: Submission['mode'],
  dryRun: boolean,
): Promise<HttpAnswer> {
  const body = parseWith(envelope, readJson(request));
  const store = await ports.readStore(retailer, body.store);
  if (!store) throw unknownStore();
  const reportedAt = body.reportedAt === undefined ? ports.clock() : Date.parse(body.reportedAt);
  const outcome = await ports.ingest({
    store,
    date: body.date,
    rows: body.rows,
    reportedAt,
    mode,
    dryRun,
    source: 'live',
  });
  const rejected = (refused: Receipt['refused']) =>
    refused.map(({ position, refusal }) => rejectedRow(position, `/rows/${position}`, refusal, request.language));
  if (outcome.kind === 'refused') {
    const { status, code, detail, refused } = outcome.refusal;
    throw new Problem(status, code, detail, refused.length > 0 ? limited(rejected(refused)) : {});
  }
  const { receipt } = outcome;
  return {
    status: receipt.created && !dryRun ? 201 : 200,
    body: {
      ...describeReceipt(receipt, request.language),
      ...(dryRun ? { dryRun: true } : {}),
      ...limited(rejected(receipt.refused)),
    },
  };
}

interface FileGroup {
  readonly store: string;
  readonly date: string;
  readonly retailer?: string;
  readonly reportedAt?: string;
  readonly rows: readonly unknown[];
  readonly lines: readonly number[];
}

/** Keeps the store-days of a file one by one: one bad store does not stop the others. */
export async function receiveFile(
  findStore: (group: FileGroup) => Promise<Store | undefined>,
  ingest: (store: Store, group: FileGroup) => Promise<IngestOutcome>,
  file: { readonly rows: readonly FileRow[]; readonly unreadable: readonly { line: number; reason: string }[] },
  language: Language,
): Promise<{ status: 200; body: { receipts: unknown[]; rejected: RejectedRow[]; rejectedCount: number } }> {
  const receipts: unknown[] = [];
  const rejected: RejectedRow[] = file.unreadable.map(({ line, reason }) =>
    rejectedRow(line, '', { ...UNREADABLE, hint: { vi: reason, en: reason } }, language),
  );
  for (const group of groupRows(file.rows)) {
    const refuseAll = (refusal: Omit<RowRefusal, 'code'> & { code: string }) => {
      for (const line of group.lines) rejected.push(rejectedRow(line, '', refusal, language));
    };
    if (!isBusinessDay(group.date)) {
      refuseAll(BAD_DATE);
      continue;
    }
    if (group.reportedAt !== undefined && Number.isNaN(Date.parse(group.reportedAt))) {
      refuseAll(BAD_INSTANT);
      continue;
    }
    const store = await findStore(group);
    if (!store) {
      refuseAll(UNKNOWN_STORE);
      continue;
    }
    const outcome = await ingest(store, group);
    const refused = outcome.kind === 'kept' ? outcome.receipt.refused : outcome.refusal.refused;
    for (const { position, refusal } of refused) {
      rejected.push(rejectedRow(group.lines[position] as number, '', refusal, language));
    }
    if (outcome.kind === 'kept') receipts.push(describeReceipt(outcome.receipt, language));
    else if (refused.length < group.lines.length) {
      const told = new Set(refused.map(({ position }) => position));
      for (const [position, line] of group.lines.entries()) {
        if (!told.has(position)) rejected.push(rejectedRow(line, '', wholeDay(outcome.refusal), language));
      }
    }
  }
  rejected.sort((a, b) => a.row - b.row);
  return { status: 200, body: { receipts, ...limited(rejected) } };
}

/** The rows of a CSV or NDJSON body; `json` for a JSON body. Raises 415 for any other type and 422 for an unusable file. */
export function fileRows(
  request: HttpRequest,
): 'json' | { readonly rows: readonly FileRow[]; readonly unreadable: readonly { line: number; reason: string }[] } {
  const type = (request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return 'json';
  if (type !== 'text/csv' && type !== 'application/x-ndjson') {
    throw new Problem(415, 'unsupported-type', {
      vi: 'Chỉ nhận application/json, text/csv hoặc application/x-ndjson.',
      en: 'Send application/json, text/csv or application/x-ndjson.',
    });
  }
  const reading = type === 'text/csv' ? readCsv(readText(request)) : readNdjson(readText(request));
  if ('error' in reading) {
    throw new Problem(422, 'unreadable-file', {
      vi: `Không đọc được tệp: ${reading.error}. Dòng đầu phải có store, date, product, price.`,
      en: `The file cannot be read: ${reading.error}. The first line must name store, date, product, price.`,
    });
  }
  return reading;
}

function groupRows(rows: readonly FileRow[]): FileGroup[] {
  const groups = new Map<string, FileGroup & { rows: unknown[]; lines: number[]; reportedAt?: string }>();
  for (const row of rows) {
    const key = JSON.stringify([row.retailer, row.store, row.date]);
    const group = groups.get(key) ?? {
      store: row.store,
      date: row.date,
      ...(row.retailer === undefined ? {} : { retailer: row.retailer }),
      rows: [],
      lines: [],
    };
    group.rows.push(row.raw);
    group.lines.push(row.line);
    if (row.reportedAt !== undefined && row.reportedAt > (group.reportedAt ?? '')) group.reportedAt = row.reportedAt;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function describeReceipt(receipt: Receipt, language: Language): Record<string, unknown> {
  return {
    receipt: receipt.receipt,
    store: receipt.store,
    date: receipt.date,
    revision: receipt.revision,
    accepted: receipt.accepted,
    warnings: receipt.warnings.map(({ code, position, count, detail }) => ({
      code,
      ...(position === undefined ? {} : { row: position }),
      ...(count === undefined ? {} : { count }),
      detail: detail[language],
    })),
  };
}

function rejectedRow(
  row: number,
  base: string,
  refusal: Omit<RowRefusal, 'code'> & { readonly code: string },
  language: Language,
): RejectedRow {
  return {
    row,
    pointer: refusal.member === '' ? base : `${base}/${refusal.member}`,
    code: refusal.code,
    detail: refusal.detail[language],
    hint: refusal.hint[language],
  };
}

function limited(rejected: RejectedRow[]): { rejected: RejectedRow[]; rejectedCount: number } {
  return { rejected: rejected.slice(0, MAX_REJECTED), rejectedCount: rejected.length };
}

function modeOf({ query }: HttpRequest): Submission['mode'] {
  const mode = query['mode'] ?? 'full';
  if (mode === 'full' || mode === 'patch' || mode === 'strict') return mode;
  throw new Problem(422, 'unknown-mode', {
    vi: '"mode" chỉ nhận full, patch hoặc strict.',
    en: '"mode" is full, patch or strict.',
  });
}

/** The time at which history counts as reported: any live report of the day stands over it. */
export function historyInstant(group: { readonly date: string; readonly reportedAt?: string }): number {
  return group.reportedAt === undefined ? startOfBusinessDay(group.date) : Date.parse(group.reportedAt);
}

function wholeDay({ code, detail }: { readonly code: string; readonly detail: Bilingual }) {
  return { code, member: '', detail, hint: detail };
}

const UNREADABLE = {
  code: 'unreadable-line',
  member: '',
  detail: { vi: 'Không đọc được dòng này.', en: 'This line cannot be read.' },
};
const BAD_DATE = {
  code: 'invalid-date',
  member: 'date',
  detail: { vi: 'Ngày không hợp lệ.', en: 'There is no such date.' },
  hint: { vi: 'Dùng dạng 2026-11-23.', en: 'Use the form 2026-11-23.' },
};
const BAD_INSTANT = {
  code: 'invalid-reported-at',
  member: 'reportedAt',
  detail: { vi: 'Thời điểm báo cáo không hợp lệ.', en: '"reportedAt" is no instant.' },
  hint: { vi: 'Dùng dạng 2026-11-23T06:12:00+07:00.', en: 'Use the form 2026-11-23T06:12:00+07:00.' },
};
const UNKNOWN_STORE = {
  code: 'unknown-store',
  member: 'store',
  detail: { vi: 'Không có điểm bán này trong các điểm bán của đơn vị.', en: 'You have no store with this id.' },
  hint: { vi: 'Xem danh sách điểm bán tại /v1/me.', en: 'See your stores at /v1/me.' },
};

function unknownStore(): Problem {
  return new Problem(403, 'not-your-store', {
    vi: 'Không có điểm bán này trong các điểm bán của đơn vị. Xem /v1/me.',
    en: 'You have no store with this id. See /v1/me.',
  });
}

function tooLarge(): Problem {
  return new Problem(413, 'body-too-large', {
    vi: 'Nội dung vượt quá 4 MB. Hãy chia nhỏ theo điểm bán hoặc theo ngày.',
    en: 'The body is over 4 MB. Split it by store or day.',
  });
}
