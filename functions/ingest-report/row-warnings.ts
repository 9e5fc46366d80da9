import { type Doubt, doubtsOf } from '#domain/history/doubt.ts';
import { reportedPrices } from '#domain/history/reported-prices.ts';
import { type SeriesKey, seriesKey } from '#domain/history/series-key.ts';
import type { RecentPrices } from '#domain/history/store-memory.ts';
import type { Bilingual } from '#domain/product.ts';
import { PRICE_TYPES, type ReportRow } from '#domain/report/report.ts';
import { countDropped, type JudgedRows, matches } from '#domain/report/row-set.ts';
import { type Channel, isSupplier } from '#domain/store.ts';

/** Something to look at in a report that was kept. */
export interface Warning {
  readonly code: 'quarantined' | 'rows-dropped' | 'gtin-check-digit' | 'nothing-withdrawn' | 'unknown-member';
  /** Index of the row in what was sent, if it concerns one. */
  readonly position?: number;
  readonly count?: number;
  readonly detail: Bilingual;
}

/** Warnings of the rows as they were sent, and of what replacing the kept ones takes away; in the order of the rows. */
export function warningsOf(
  judged: JudgedRows,
  before: readonly ReportRow[],
  after: readonly ReportRow[],
  doubts: ReadonlyMap<SeriesKey, Doubt>,
): Warning[] {
  const ofRows: (Warning & { readonly position: number })[] = [
    ...doubtful(judged, doubts),
    ...judged.wrongCheckDigits.map(
      (position) => ({ code: 'gtin-check-digit', position, detail: CHECK_DIGIT }) as const,
    ),
    ...judged.withdrawals
      .filter(({ withdrawal }) => !before.some((row) => matches(withdrawal, row)))
      .map(({ position }) => ({ code: 'nothing-withdrawn', position, detail: NOTHING_WITHDRAWN }) as const),
  ];
  const dropped = judged.withdrawals.length > 0 ? 0 : countDropped(before, after);
  return [
    ...(dropped > 0 ? [{ code: 'rows-dropped', count: dropped, detail: droppedText(dropped) } as const] : []),
    ...judged.unknownMembers.map((member) => ({ code: 'unknown-member', detail: unknownMember(member) }) as const),
    ...ofRows.sort((a, b) => a.position - b.position),
  ];
}

/** The series of a store-day that are held back until a second source or a confirmation supports them. */
export function doubtfulSeries(
  rows: readonly ReportRow[],
  channel: Channel,
  recent: RecentPrices,
): ReadonlyMap<SeriesKey, Doubt> {
  if (recent.size === 0) return NO_DOUBTS;
  const reported = reportedPrices(rows, channel);
  const doubts = doubtsOf(
    reported.map(({ key, product, price }) => ({
      product,
      price,
      reference: recent.get(key)?.reference,
      previous: recent.get(key)?.previous,
      repeats: recent.get(key)?.repeats(price) ?? 0,
    })),
  );
  if (!doubts) return NO_DOUBTS;
  return new Map(
    reported.flatMap(({ key, product, confirmed }, position) => {
      const doubt = doubts[position];
      if (doubt === undefined || confirmed) return [];
      // A supplier's rows are all asking prices, whatever they are called in the report.
      return isSupplier(channel) ? PRICE_TYPES.map((type) => [seriesKey(product, type), doubt]) : [[key, doubt]];
    }),
  );
}

const NO_DOUBTS: ReadonlyMap<SeriesKey, Doubt> = new Map();

function doubtful({ rows, positions }: JudgedRows, doubts: ReadonlyMap<SeriesKey, Doubt>) {
  if (doubts.size === 0) return [];
  return rows.flatMap((row, index) => {
    const doubt = doubts.get(seriesKey(row.product, row.priceType));
    if (doubt === undefined) return [];
    return [{ code: 'quarantined', position: positions[index] as number, detail: heldBack(doubt) } as const];
  });
}

const LOOKS_LIKE: Readonly<Record<Doubt, Bilingual>> = {
  'slipped-digits': {
    vi: 'Giá gấp hoặc kém khoảng 10, 100 hay 1.000 lần các báo cáo trước của điểm bán: có thể thừa, thiếu chữ số 0 hoặc ghi theo nghìn đồng.',
    en: "About 10, 100 or 1,000 times off the store's earlier reports: perhaps a slipped zero, or thousands of đồng.",
  },
  'far-from-usual': {
    vi: 'Giá cách xa các báo cáo trước của điểm bán.',
    en: "Far from the store's earlier reports.",
  },
  'other-unit': {
    vi: 'Giá đúng gấp đôi hoặc bằng nửa báo cáo trước: có thể ghi theo đơn vị khác (nửa cân, đôi, cặp).',
    en: 'Exactly double or half the report before: perhaps another unit (half a kilo, a pair).',
  },
  'copied-price': {
    vi: 'Giá trùng với giá một mặt hàng khác trong cùng báo cáo và lệch so với các báo cáo trước: có thể chép nhầm dòng.',
    en: "Equal to another product's price in the report and away from the store's earlier ones: perhaps copied from another row.",
  },
  'shifted-rows': {
    vi: 'Từ một nửa số giá của báo cáo trở lên lệch hẳn so với các báo cáo trước: có thể lệch dòng hoặc nhầm tệp.',
    en: "Half or more of the report's prices are away from the earlier ones: perhaps rows have shifted, or it is another file.",
  },
};

function heldBack(doubt: Doubt): Bilingual {
  const looksLike = LOOKS_LIKE[doubt];
  return {
    vi: `${looksLike.vi} Tạm giữ, chưa tính vào thống kê. Nếu đúng, gửi lại dòng này với "confirm": true.`,
    en: `${looksLike.en} Kept, but held back from the statistics. If it is right, send the row again with "confirm": true.`,
  };
}

const CHECK_DIGIT: Bilingual = {
  vi: 'Chữ số kiểm tra của mã vạch không khớp: có thể đã gõ nhầm. Dòng vẫn được giữ.',
  en: 'The check digit of the gtin does not fit: it may be mistyped. The row is kept.',
};

const NOTHING_WITHDRAWN: Bilingual = {
  vi: 'Báo cáo đã lưu không có dòng nào như vậy để rút.',
  en: 'The kept report has no such row to withdraw.',
};

function unknownMember(member: string): Bilingual {
  const shown = JSON.stringify(member.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�'));
  return {
    vi: `Không dùng đến ${shown}: hệ thống không biết trường này. Kiểm tra cách viết.`,
    en: `${shown} was not used: there is no such member. Check its spelling.`,
  };
}

function droppedText(count: number): Bilingual {
  return {
    vi: `${count} dòng của báo cáo trước không còn trong báo cáo này. Nếu chỉ muốn sửa vài dòng, dùng ?mode=patch.`,
    en: `${count} rows of the earlier report are gone. To change some rows only, use ?mode=patch.`,
  };
}
