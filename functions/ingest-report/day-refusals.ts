import type { Bilingual } from '#domain/product.ts';

/** Why a whole store-day was refused. */
export interface DayRefusal {
  readonly status: 404 | 409 | 413 | 422 | 429;
  readonly code: string;
  /** When the same may be sent again, for a refusal that passes by itself. */
  readonly retryAfterSeconds?: number;
  readonly detail: Bilingual;
}

/** Days back that history may reach; a day before it is a slip of the year. */
export const HISTORY_DAYS = 3653;

export const FUTURE_DATE: DayRefusal = {
  status: 422,
  code: 'future-date',
  detail: {
    vi: 'Ngày báo cáo ở tương lai (tính theo giờ Việt Nam).',
    en: 'The business day lies in the future (Asia/Ho_Chi_Minh).',
  },
};

export const FUTURE_INSTANT: DayRefusal = {
  status: 422,
  code: 'future-reported-at',
  detail: {
    vi: '"reportedAt" đi trước đồng hồ hệ thống quá 5 phút. Kiểm tra đồng hồ và múi giờ (+07:00).',
    en: '"reportedAt" is more than 5 minutes ahead. Check the clock and the offset (+07:00).',
  },
};

export function dayClosed(correctionDays: number): DayRefusal {
  return {
    status: 422,
    code: 'day-closed',
    detail: {
      vi: `Ngày này đã khóa sổ: chỉ nhận báo cáo trong ${correctionDays} ngày gần nhất.`,
      en: `The day is closed: reports are taken for the last ${correctionDays} days.`,
    },
  };
}

export const TOO_OLD: DayRefusal = {
  status: 422,
  code: 'too-old',
  detail: {
    vi: 'Ngày này cách đây hơn 10 năm. Kiểm tra lại năm.',
    en: 'The day lies more than 10 years back. Check the year.',
  },
};

export const STRICT: DayRefusal = {
  status: 422,
  code: 'rows-refused',
  detail: {
    vi: 'Có dòng sai nên không nhận dòng nào (mode=strict).',
    en: 'Some rows are wrong, so none was kept (mode=strict).',
  },
};

export const NO_VALID_ROWS: DayRefusal = {
  status: 422,
  code: 'no-valid-rows',
  detail: {
    vi: 'Không có dòng nào hợp lệ; dữ liệu đã có được giữ nguyên.',
    en: 'No row is valid; what was kept before stays as it is.',
  },
};

export const NO_REPORT: DayRefusal = {
  status: 404,
  code: 'no-report',
  detail: {
    vi: 'Chưa có báo cáo của ngày này để sửa. Hãy gửi báo cáo đầy đủ trước.',
    en: 'There is no report of this day to patch. Send a full report first.',
  },
};

export const TOO_LARGE: DayRefusal = {
  status: 413,
  code: 'report-too-large',
  detail: {
    vi: 'Báo cáo quá lớn để lưu trong một ngày của một điểm bán. Hãy giảm số dòng.',
    en: 'The report is too large for one store-day. Send fewer rows.',
  },
};

export const SUPERSEDED: DayRefusal = {
  status: 409,
  code: 'superseded',
  detail: {
    vi: 'Đã có báo cáo mới hơn của ngày này; báo cáo này không được ghi đè.',
    en: 'A newer report of this day is kept; this one does not replace it.',
  },
};

export const BUSY: DayRefusal = {
  status: 429,
  code: 'busy',
  retryAfterSeconds: 2,
  detail: {
    vi: 'Báo cáo của ngày này đang được sửa từ nhiều nơi cùng lúc. Hãy gửi lại sau vài giây.',
    en: 'The report of this day is being changed from several places at once. Send it again in a few seconds.',
  },
};
