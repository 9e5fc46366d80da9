import { addDays, type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import { doubtfulSeries } from '#domain/history/doubtful-series.ts';
import { NO_RECENT_PRICES, type RecentPrices } from '#domain/history/store-memory.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import type { RowCode } from '#domain/report/judgement.ts';
import type { OwnArticles } from '#domain/report/own-article.ts';
import { comparePrecedence } from '#domain/report/precedence.ts';
import { receiptOf } from '#domain/report/receipt.ts';
import { type RefusedByCode, refusedByCode } from '#domain/report/refused-by-code.ts';
import type { ReportSource, StoreDay } from '#domain/report/report.ts';
import {
  droppedRows,
  dropsMost,
  type JudgedRows,
  judgeRows,
  patchRows,
  type RefusedRow,
} from '#domain/report/row-set.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import {
  BUSY,
  CHANGED_MEANWHILE,
  type DayRefusal,
  dayClosed,
  FUTURE_DATE,
  FUTURE_INSTANT,
  HISTORY_DAYS,
  NO_REPORT,
  NO_VALID_ROWS,
  SAME_TIME,
  STRICT,
  SUPERSEDED,
  TOO_LARGE,
  TOO_OLD,
  wouldDrop,
} from './day-refusals.ts';
import { type Warning, warningsOf } from './row-warnings.ts';

/** One store-day as it was sent. */
export interface Submission {
  readonly store: Store;
  readonly date: BusinessDay;
  /** Milliseconds since the epoch; without it the report is as new as its receipt. */
  readonly reportedAt?: number;
  readonly rows: readonly unknown[];
  readonly mode: 'full' | 'patch' | 'strict';
  readonly dryRun: boolean;
  /** True when the sender knows that rows which are kept will be gone. */
  readonly confirmDrop: boolean;
  readonly source: ReportSource;
  /** True for rows of a CSV file, which may have columns of other matters. */
  readonly isTable?: boolean;
  /** Rows of this store-day that were refused before they could be judged: cells of a workbook that cannot be read. */
  readonly refusedBefore?: readonly RowCode[];
  /** What becomes of rows that say the same twice. */
  readonly repeats?: 'count-once';
  /** The revision that the sender knows, 0 for none: other rows over another one are refused. */
  readonly knownRevision?: number;
  /** The retailer's own articles, where a row names one. */
  readonly articles?: OwnArticles;
}

export interface KeptVersion {
  readonly day: StoreDay;
  readonly revision: number;
  readonly contentHash: string;
  readonly hash: string;
}

interface PackedDay {
  readonly day: StoreDay;
  readonly packed: { readonly hash: string; readonly bytes: Uint8Array };
}

export interface IngestPorts<Packed extends PackedDay> {
  readonly products: ReadonlyMap<string, Product>;
  readonly readReport: (place: string, date: BusinessDay, store: StoreKey) => Promise<KeptVersion | undefined>;
  /** Keeps a report if what is kept is still what was read; false if another came between. */
  readonly putReport: (
    report: Packed,
    revision: number,
    expected: string | undefined,
    refused?: RefusedByCode,
  ) => Promise<boolean>;
  readonly pack: (day: StoreDay) => Packed;
  readonly maxPackedBytes: number;
  /** Days back that a retailer may still correct: as long as the detection can change what it closed. */
  readonly correctionDays: number;
  readonly recentPrices: (store: StoreKey, place: string, date: BusinessDay) => Promise<RecentPrices>;
  readonly clock: () => number;
}

export interface Receipt {
  readonly receipt: string;
  readonly store: string;
  readonly date: BusinessDay;
  readonly revision: number;
  readonly accepted: number;
  readonly warnings: readonly Warning[];
  readonly refused: readonly RefusedRow[];
  readonly created: boolean;
}

export type IngestOutcome =
  | { readonly kind: 'kept'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly refusal: DayRefusal; readonly refused: readonly RefusedRow[] };

/** How far ahead of our clock a report may be dated. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** Each is lost to another writer of the same store-day: of twenty at once the newest may lose nineteen. */
const MOST_ROUNDS = 30;

/**
 * Keeps one store-day: judges its rows, keeps the good ones, and says what became of each.
 * A full report replaces the day; without a single good row nothing is replaced, and not without a word where most of the
 * day would be gone. `comparePrecedence` says which report stands.
 */
export function ingestReport<Packed extends PackedDay>(ports: IngestPorts<Packed>) {
  return async (submission: Submission): Promise<IngestOutcome> => {
    const { store, date, mode, source } = submission;
    const now = ports.clock();
    const untimely = refuseTime(submission, now, ports.correctionDays);
    if (untimely) return { kind: 'refused', refusal: untimely, refused: [] };
    const judged = judgeRows(
      submission.rows,
      present({
        products: ports.products,
        channel: store.channel,
        patch: mode === 'patch',
        isTable: submission.isTable ?? false,
        repeats: submission.repeats,
        articles: submission.articles,
      }),
    );
    const refused = refusedByCode(judged.refused, submission.refusedBefore);
    const refuse = (refusal: DayRefusal): IngestOutcome => ({ kind: 'refused', refusal, refused: judged.refused });
    if (mode === 'strict' && judged.refused.length > 0) return refuse(STRICT);
    if (judged.rows.length + judged.withdrawals.length === 0) return refuse(NO_VALID_ROWS);

    const key = storeKey(store.retailer, store.id);
    const place = placeOf(store, date);
    const read = () => ports.readReport(place, date, key);
    let [kept, recent] = await Promise.all([
      // Of most past days nothing is kept: the first write is refused where something is.
      source === 'history' && !submission.dryRun ? undefined : read(),
      source === 'live' ? ports.recentPrices(key, place, date) : NO_RECENT_PRICES,
    ]);
    let written: { readonly hash: string; readonly done: IngestOutcome } | undefined;
    for (let round = 0; round < MOST_ROUNDS; round++, kept = await read()) {
      if (mode === 'patch' && !kept) return refuse(NO_REPORT);
      const before = kept?.day.rows ?? [];
      const rows = mode === 'patch' ? patchRows(before, judged.rows, withdrawalsOf(judged)) : judged.rows;
      const reportedAt = submission.reportedAt ?? asNewAsReceived(now, kept);
      const report = ports.pack({ store: key, channel: store.channel, place, date, reportedAt, source, rows });
      if (report.packed.bytes.length > ports.maxPackedBytes) return refuse(TOO_LARGE);
      const standing = kept ? precedenceOfSubmission(submission, reportedAt, report.packed.hash, kept, now) : 'newer';
      if (standing === 'superseded') return refuse(reportedAt === kept?.day.reportedAt ? SAME_TIME : SUPERSEDED);
      // Judged against what stands at this moment: the write below is refused should it change.
      const dropped = mode === 'patch' || submission.confirmDrop ? [] : droppedRows(before, rows);
      if (dropsMost(dropped, before)) return refuse(wouldDrop(dropped, before, ports.products));
      const changed = kept?.contentHash !== report.packed.hash;
      if (changed && isPassed(submission, kept)) return refuse(CHANGED_MEANWHILE);
      const revision = kept ? kept.revision + (changed ? 1 : 0) : 1;
      const done: IngestOutcome = {
        kind: 'kept',
        receipt: {
          receipt: receiptOf(key, date, report.packed.hash),
          store: store.id,
          date,
          revision,
          accepted: judged.rows.length + judged.withdrawals.length,
          warnings: warningsOf(judged, before, rows, doubtfulSeries(rows, store.channel, recent)),
          refused: judged.refused,
          created: !kept,
        },
      };
      // A write that was made and whose answer was lost is refused when the SDK repeats it: then it is our own that stands.
      if (standing === 'same' && written?.hash === report.packed.hash) return written.done;
      if (submission.dryRun || standing === 'same') return done;
      if (await ports.putReport(report, revision, kept?.hash, refused)) return done;
      written = { hash: report.packed.hash, done };
    }
    return refuse(BUSY);
  };
}

/** True where somebody else has reported since the sender last looked. */
function isPassed({ knownRevision }: Submission, kept: KeptVersion | undefined): boolean {
  return knownRevision !== undefined && knownRevision !== (kept?.revision ?? 0);
}

function withdrawalsOf({ withdrawals }: JudgedRows) {
  return withdrawals.map(({ withdrawal }) => withdrawal);
}

/**
 * A report without an instant is newer than any that came before it, whatever their senders' clocks said and however
 * the clocks of our own machines differ.
 */
function asNewAsReceived(now: number, kept: KeptVersion | undefined): number {
  return kept ? Math.max(now, kept.day.reportedAt + 1) : now;
}

function precedenceOfSubmission(
  { source, mode, reportedAt: given }: Submission,
  reportedAt: number,
  contentHash: string,
  kept: KeptVersion,
  now: number,
) {
  const { day } = kept;
  const sameContent = contentHash === kept.contentHash && source === day.source;
  // Sent again within the same instant: there is nothing to say anew.
  if (sameContent && given === undefined && day.reportedAt >= now) return 'same';
  // A patch was made knowing what it changes, so at the same instant it stands.
  if (mode === 'patch' && reportedAt === day.reportedAt) return sameContent ? 'same' : 'newer';
  return comparePrecedence(
    { reportedAt, source, contentHash },
    { reportedAt: day.reportedAt, source: day.source, contentHash: kept.contentHash },
  );
}

function refuseTime(
  { date, reportedAt, source }: Submission,
  now: number,
  correctionDays: number,
): DayRefusal | undefined {
  const today = businessDayOf(now);
  if (date > today) return FUTURE_DATE;
  if (reportedAt !== undefined && reportedAt > now + CLOCK_SKEW_MS) return FUTURE_INSTANT;
  if (source === 'live' && date < addDays(today, -correctionDays)) return dayClosed(correctionDays);
  if (date < addDays(today, -HISTORY_DAYS)) return TOO_OLD;
  return undefined;
}
