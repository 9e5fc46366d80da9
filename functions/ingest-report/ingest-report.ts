import { addDays, type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import { isDoubtful } from '#domain/doubt.ts';
import type { Bilingual, Product } from '#domain/product.ts';
import type { ReportRow, ReportSource, StoreDay } from '#domain/report.ts';
import type { RowRefusal } from '#domain/report-judgement.ts';
import { judgeRows, patchRows } from '#domain/row-set.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { seriesKey } from '#domain/store-memory.ts';

/** One store-day as it was sent. */
export interface Submission {
  readonly store: Store;
  readonly date: BusinessDay;
  /** Milliseconds since the epoch. */
  readonly reportedAt: number;
  readonly rows: readonly unknown[];
  readonly mode: 'full' | 'patch' | 'strict';
  readonly dryRun: boolean;
  readonly source: ReportSource;
}

export interface KeptVersion<Packed> {
  readonly day: StoreDay;
  readonly revision: number;
  readonly contentHash: string;
  readonly hash: string;
  readonly packed?: Packed;
}

export interface IngestPorts<
  Packed extends { readonly packed: { readonly hash: string; readonly bytes: Uint8Array } },
> {
  readonly products: ReadonlyMap<string, Product>;
  readonly readReport: (place: string, date: BusinessDay, store: StoreKey) => Promise<KeptVersion<Packed> | undefined>;
  readonly putReport: (report: Packed, revision: number, expected: string | undefined) => Promise<boolean>;
  readonly pack: (day: StoreDay) => Packed;
  readonly maxPackedBytes: number;
  /** The store's own references by `<product>|<priceType>`, VND. */
  readonly recentReferences: (
    store: StoreKey,
    place: string,
    date: BusinessDay,
  ) => Promise<ReadonlyMap<string, number>>;
  readonly clock: () => number;
}

export interface Warning {
  readonly code: 'quarantined' | 'rows-dropped';
  readonly position?: number;
  readonly count?: number;
  readonly detail: Bilingual;
}

export interface Receipt {
  readonly receipt: string;
  readonly store: string;
  readonly date: BusinessDay;
  readonly revision: number;
  readonly accepted: number;
  readonly warnings: readonly Warning[];
  readonly refused: readonly { readonly position: number; readonly refusal: RowRefusal }[];
  readonly created: boolean;
}

/** Why a whole store-day was refused. */
export interface Refusal {
  readonly status: 404 | 409 | 413 | 422;
  readonly code: string;
  readonly detail: Bilingual;
  readonly refused: readonly { readonly position: number; readonly refusal: RowRefusal }[];
}

export type IngestOutcome =
  | { readonly kind: 'kept'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** How far ahead of our clock a report may be dated. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** Days back that a retailer may still correct. */
export const CORRECTION_DAYS = 7;
const MOST_ROUNDS = 10;

/**
 * Keeps one store-day: judges its rows, keeps the good ones, and says what became of each.
 *
 * The report with the latest `reportedAt` stands, of two equal ones the larger content hash, so that any order of the
 * same reports ends the same. A full report replaces the day; without a single good row nothing is replaced.
 */
export function ingestReport<Packed extends { readonly packed: { readonly hash: string; readonly bytes: Uint8Array } }>(
  ports: IngestPorts<Packed>,
) {
  return async (submission: Submission): Promise<IngestOutcome> => {
    const { store, date, mode } = submission;
    const untimely = refuseTime(submission, ports.clock());
    if (untimely) return refuse(untimely);
    const judged = judgeRows(submission.rows, {
      products: ports.products,
      channel: store.channel,
      patch: mode === 'patch',
    });
    const { refused } = judged;
    if (mode === 'strict' && refused.length > 0) return refuse({ ...STRICT, refused });
    if (judged.rows.length + judged.withdrawals.length === 0) return refuse({ ...NO_VALID_ROWS, refused });
    const key = storeKey(store.retailer, store.id);
    const place = placeOf(store, date);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const [kept, references] = await Promise.all([
        ports.readReport(place, date, key),
        ports.recentReferences(key, place, date),
      ]);
      if (mode === 'patch' && !kept) return refuse({ ...NO_REPORT, refused });
      const rows = mode === 'patch' ? patchRows(kept?.day.rows ?? [], judged.rows, judged.withdrawals) : judged.rows;
      const report = ports.pack({
        store: key,
        channel: store.channel,
        place,
        date,
        reportedAt: submission.reportedAt,
        source: submission.source,
        rows,
      });
      if (report.packed.bytes.length > ports.maxPackedBytes) return refuse({ ...TOO_LARGE, refused });
      const standing = kept ? compareVersions(submission, report.packed.hash, kept) : 'newer';
      if (standing === 'superseded') return refuse({ ...SUPERSEDED, refused });
      const changed = kept?.contentHash !== report.packed.hash;
      const revision = kept ? kept.revision + (changed ? 1 : 0) : 1;
      const receipt: Receipt = {
        receipt: receiptOf(key, date, report.packed.hash),
        store: store.id,
        date,
        revision,
        accepted: judged.rows.length + judged.withdrawals.length,
        warnings: [
          ...doubtWarnings(judged.rows, judged.positions, references),
          ...(mode === 'patch' ? [] : droppedWarning(kept?.day.rows ?? [], rows)),
        ],
        refused,
        created: !kept,
      };
      if (submission.dryRun || standing === 'same') return { kind: 'kept', receipt };
      if (await ports.putReport(report, revision, kept?.hash)) return { kind: 'kept', receipt };
    }
    throw new Error(`The report of ${key} for ${date} kept changing; send it again`);
  };
}

/** A stable name of what was kept: the same content of the same store-day has the same receipt. */
function receiptOf(store: StoreKey, date: BusinessDay, contentHash: string): string {
  return `${store.replace('/', '.')}.${date}.${contentHash}`;
}

function compareVersions(
  submission: Submission,
  contentHash: string,
  kept: Pick<KeptVersion<unknown>, 'contentHash' | 'day'>,
): 'newer' | 'same' | 'superseded' {
  // A history file is corrected by sending it again: of two history reports the one received later stands.
  if (submission.source === 'history' && kept.day.source === 'history') {
    return contentHash === kept.contentHash ? 'same' : 'newer';
  }
  if (submission.reportedAt > kept.day.reportedAt) return 'newer';
  if (submission.reportedAt < kept.day.reportedAt) return 'superseded';
  if (contentHash === kept.contentHash) return 'same';
  return contentHash > kept.contentHash ? 'newer' : 'superseded';
}

function refuseTime({ date, reportedAt, source }: Submission, now: number): Refusal | undefined {
  const today = businessDayOf(now);
  if (date > today) return FUTURE_DATE;
  if (reportedAt > now + CLOCK_SKEW_MS) return FUTURE_INSTANT;
  if (source === 'live' && date < addDays(today, -CORRECTION_DAYS)) return DAY_CLOSED;
  return undefined;
}

function doubtWarnings(
  rows: readonly ReportRow[],
  positions: readonly number[],
  references: ReadonlyMap<string, number>,
): Warning[] {
  return rows.flatMap((row, index): Warning[] => {
    const reference = references.get(seriesKey(row.product, row.priceType));
    if (row.confirmed || !isDoubtful(row.price, reference)) return [];
    return [{ code: 'quarantined', position: positions[index] as number, detail: QUARANTINED }];
  });
}

function droppedWarning(before: readonly ReportRow[], after: readonly ReportRow[]): Warning[] {
  const keys = new Set(after.map((row) => `${row.product}|${row.priceType}|${row.gtin ?? ''}`));
  const count = before.filter((row) => !keys.has(`${row.product}|${row.priceType}|${row.gtin ?? ''}`)).length;
  return count > 0 ? [{ code: 'rows-dropped', count, detail: droppedText(count) }] : [];
}

function refuse(refusal: Refusal): IngestOutcome {
  return { kind: 'refused', refusal };
}

const QUARANTINED: Bilingual = {
  vi: 'Giá cách xa các báo cáo trước của điểm bán: tạm giữ, chưa tính vào thống kê. Nếu đúng, gửi lại dòng này với "confirm": true.',
  en: 'Far from the store\'s earlier reports: kept, but held back from the statistics. If it is right, send the row again with "confirm": true.',
};

function droppedText(count: number): Bilingual {
  return {
    vi: `${count} dòng của báo cáo trước không còn trong báo cáo này. Nếu chỉ muốn sửa vài dòng, dùng ?mode=patch.`,
    en: `${count} rows of the earlier report are gone. To change some rows only, use ?mode=patch.`,
  };
}

const FUTURE_DATE: Refusal = {
  status: 422,
  code: 'future-date',
  detail: {
    vi: 'Ngày báo cáo ở tương lai (tính theo giờ Việt Nam).',
    en: 'The business day lies in the future (Asia/Ho_Chi_Minh).',
  },
  refused: [],
};

const FUTURE_INSTANT: Refusal = {
  status: 422,
  code: 'future-reported-at',
  detail: {
    vi: '"reportedAt" đi trước đồng hồ hệ thống quá 5 phút. Kiểm tra đồng hồ và múi giờ (+07:00).',
    en: '"reportedAt" is more than 5 minutes ahead. Check the clock and the offset (+07:00).',
  },
  refused: [],
};

const DAY_CLOSED: Refusal = {
  status: 422,
  code: 'day-closed',
  detail: {
    vi: `Ngày này đã khóa sổ: chỉ nhận báo cáo trong ${CORRECTION_DAYS} ngày gần nhất.`,
    en: `The day is closed: reports are taken for the last ${CORRECTION_DAYS} days.`,
  },
  refused: [],
};

const STRICT: Omit<Refusal, 'refused'> = {
  status: 422,
  code: 'rows-refused',
  detail: {
    vi: 'Có dòng sai nên không nhận dòng nào (mode=strict).',
    en: 'Some rows are wrong, so none was kept (mode=strict).',
  },
};

const NO_VALID_ROWS: Omit<Refusal, 'refused'> = {
  status: 422,
  code: 'no-valid-rows',
  detail: {
    vi: 'Không có dòng nào hợp lệ; dữ liệu đã có được giữ nguyên.',
    en: 'No row is valid; what was kept before stays as it is.',
  },
};

const NO_REPORT: Omit<Refusal, 'refused'> = {
  status: 404,
  code: 'no-report',
  detail: {
    vi: 'Chưa có báo cáo của ngày này để sửa. Hãy gửi báo cáo đầy đủ trước.',
    en: 'There is no report of this day to patch. Send a full report first.',
  },
};

const TOO_LARGE: Omit<Refusal, 'refused'> = {
  status: 413,
  code: 'report-too-large',
  detail: {
    vi: 'Báo cáo quá lớn để lưu trong một ngày của một điểm bán. Hãy giảm số dòng.',
    en: 'The report is too large for one store-day. Send fewer rows.',
  },
};

const SUPERSEDED: Omit<Refusal, 'refused'> = {
  status: 409,
  code: 'superseded',
  detail: {
    vi: 'Đã có báo cáo mới hơn của ngày này; báo cáo này không được ghi đè.',
    en: 'A newer report of this day is kept; this one does not replace it.',
  },
};
