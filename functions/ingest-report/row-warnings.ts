import { isDoubtful } from '#domain/doubt.ts';
import type { Bilingual } from '#domain/product.ts';
import type { ReportRow } from '#domain/report.ts';
import { countDropped, type JudgedRows, names } from '#domain/row-set.ts';
import { seriesKey } from '#domain/store-memory.ts';

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
  references: ReadonlyMap<string, number>,
): Warning[] {
  const ofRows: (Warning & { readonly position: number })[] = [
    ...doubtful(judged, references),
    ...judged.wrongCheckDigits.map(
      (position) => ({ code: 'gtin-check-digit', position, detail: CHECK_DIGIT }) as const,
    ),
    ...judged.withdrawals
      .filter(({ withdrawal }) => !before.some((row) => names(withdrawal, row)))
      .map(({ position }) => ({ code: 'nothing-withdrawn', position, detail: NOTHING_WITHDRAWN }) as const),
  ];
  const dropped = judged.withdrawals.length > 0 ? 0 : countDropped(before, after);
  return [
    ...(dropped > 0 ? [{ code: 'rows-dropped', count: dropped, detail: droppedText(dropped) } as const] : []),
    ...judged.unknownMembers.map((member) => ({ code: 'unknown-member', detail: unknownMember(member) }) as const),
    ...ofRows.sort((a, b) => a.position - b.position),
  ];
}

function doubtful({ rows, positions }: JudgedRows, references: ReadonlyMap<string, number>) {
  if (references.size === 0) return [];
  return rows.flatMap((row, index) => {
    if (row.confirmed || !isDoubtful(row.price, references.get(seriesKey(row.product, row.priceType)))) return [];
    return [{ code: 'quarantined', position: positions[index] as number, detail: QUARANTINED } as const];
  });
}

const QUARANTINED: Bilingual = {
  vi: 'Giá cách xa các báo cáo trước của điểm bán: tạm giữ, chưa tính vào thống kê. Nếu đúng, gửi lại dòng này với "confirm": true.',
  en: 'Far from the store\'s earlier reports: kept, but held back from the statistics. If it is right, send the row again with "confirm": true.',
};

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
