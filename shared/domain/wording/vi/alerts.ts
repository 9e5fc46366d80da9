import type { BusinessDay } from '../../business-day.ts';
import type { Cause, Evidence } from '../../detection/episode.ts';
import { FIGURES } from '../../figures.ts';
import { TRAILING_REPORTS } from '../../history/trailing-reports.ts';
import type { Direction, Level, Rung } from '../../level.ts';
import { levels } from './levels.ts';

const figures = FIGURES.vi;

/** Why an alert fired, with its names in one language. */
export interface FiredAlert
  extends Pick<Evidence, 'rung' | 'observed' | 'reference' | 'agreeing' | 'reporting' | 'coverDays'>,
    Required<Pick<Evidence, 'lagDays' | 'seasonPct' | 'score' | 'month'>> {
  readonly product: string;
  readonly place: string;
  readonly unit: string;
  /** How far and against what, with the middle shop's two prices; none in evidence that names no middle shop. */
  readonly move: string | undefined;
  readonly direction: Direction;
  readonly day: BusinessDay;
  /** How far it moved, whatever the direction, percent. */
  readonly movedPct: number;
  /** The threshold that was passed, in words, and its level. */
  readonly threshold: string;
  readonly thresholdLevel: Level;
  readonly shortCoverDays: number;
}

export const alerts = {
  /** The sentence on the numbers, by the rung of the detection that fired. */
  fired(alert: FiredAlert): string {
    const { agreeing, reporting, lagDays, coverDays, shortCoverDays, seasonPct, score } = alert;
    const what = `${alert.product} tại ${alert.place}`;
    const [day, month] = [figures.day(alert.day), figures.month(alert.month)];
    const [price, reference] = [figures.price(alert.observed, alert.unit), figures.price(alert.reference, alert.unit)];
    const [mean, expected] = [alert.observed, alert.reference].map((dong) => figures.workedOutPrice(dong, alert.unit));
    const moved = alert.direction === 'up' ? 'tăng' : 'giảm';
    const change = figures.percent(alert.movedPct);
    const outlets = `${agreeing}/${reporting} điểm bán`;
    const threshold = `ngưỡng nội bộ ${alert.threshold} của mức "${levels[alert.thresholdLevel]}"`;
    if (alert.move !== undefined) {
      const beyond = alert.rung === 'ceiling' ? 'có giá trên giá trần' : `vượt ${threshold}`;
      return `Giá bán lẻ ${what} ngày ${day} ${alert.move}; ${outlets} ${beyond}.`;
    }
    const sentences: Readonly<Record<Rung, () => string>> = {
      ceiling: () =>
        `Giá bán lẻ ${what} ngày ${day} là ${price}, cao hơn giá trần đang áp dụng (${reference}) ${change}; ${outlets} có giá trên giá trần.`,
      trailing: () =>
        `Giá bán lẻ ${what} ngày ${day} là ${price}, ${moved} ${change} so với giá quen thuộc của từng điểm bán (trung vị tối đa ${TRAILING_REPORTS} ngày báo cáo trước, ${reference}); ${outlets} vượt ${threshold}.`,
      drift: () =>
        `Giá bán lẻ ${what} ngày ${day} là ${price}, ${moved} dần ${change} so với khoảng ${lagDays} ngày trước (${reference}); ${outlets} vượt ${threshold}.`,
      cover: () =>
        `Tồn kho ${what} ngày ${day} ${coverDays === undefined ? 'đang cạn' : `chỉ còn đủ bán ${figures.cover(coverDays, shortCoverDays)}`} trong khi giá chưa biến động; ${outlets} dưới ngưỡng nội bộ ${shortCoverDays} ngày đủ bán.`,
      season: () =>
        `Giá bán lẻ ${what} ngày ${day} là ${price}, ${moved} ${change} so với mức mà cùng kỳ các năm trước cho thấy (${reference}, đã tính mức ${figures.change(seasonPct)} của mùa vụ); ${outlets} vượt ${threshold}.`,
      alps: () =>
        `Giá bán lẻ trung bình ${what} tháng ${month} là ${mean}, so với ${expected} theo xu hướng và mùa vụ các năm trước; chỉ số ALPS là ${figures.number(score)} (từ 1 trở lên là cần theo dõi).`,
      ifpa: () =>
        `Giá bán lẻ trung bình ${what} tháng ${month} là ${mean}, cùng tháng năm trước là ${expected}; chỉ số IFPA là ${figures.number(score)} (từ 1 trở lên là cao bất thường, từ −1 trở xuống là thấp bất thường).`,
    };
    return sentences[alert.rung]();
  },

  changeIsNoRatio:
    'Mức thay đổi là trung vị của mức thay đổi riêng từng điểm bán, nên chia hai giá trên có thể ra số khác.',

  /** What the calendar explains of a day, in words. */
  habit: (usual: string) => `Nhịp giá tại đây: ${usual}, đã được tính vào giá so sánh.`,

  /** What price and stock say together, by the direction of the price. */
  causes: {
    up: {
      scarcity: 'Tồn kho đang giảm: dấu hiệu khan hiếm cục bộ.',
      margin: 'Hàng còn đủ: cần tìm hiểu chi phí đầu vào và chênh lệch giá.',
      'early-warning': 'Đây là cảnh báo sớm về nguồn hàng.',
      'price-only': 'Chưa có số liệu tồn kho nên chỉ đánh giá theo giá.',
    },
    down: {
      scarcity: 'Giá giảm dù tồn kho thấp: cần kiểm tra số liệu và sức mua.',
      margin: 'Hàng còn đủ: dấu hiệu dư cung hoặc tiêu thụ chậm.',
      'early-warning': 'Đây là cảnh báo sớm về nguồn hàng.',
      'price-only': 'Chưa có số liệu tồn kho nên chỉ đánh giá theo giá.',
    },
  } satisfies Record<Direction, Record<Cause, string>>,

  pleaseVerify: 'Đề nghị xác minh.',

  /** From when on nothing is reported; begins a sentence. */
  noData: (since: BusinessDay) => `Chưa có số liệu từ ngày ${figures.day(since)}`,

  withdrawn: ({ product, place }: Pick<FiredAlert, 'product' | 'place'>) =>
    `Số liệu đã được điều chỉnh nên biến động của ${product} tại ${place} không còn căn cứ. Không cần xác minh thêm.`,

  /** When an alert ends by itself, or why it has ended. */
  ends: {
    open: ({ calmDays, calm, newLevelDays }: { calmDays: number; calm: string; newLevelDays: number }) =>
      `Tự kết thúc sau ${calmDays} ngày báo cáo liên tiếp ${calm}, hoặc khi giá giữ nguyên mức mới trong ${newLevelDays} ngày báo cáo.`,
    recovering: ({ daysLeft, calm }: { daysLeft: number; calm: string }) =>
      `Đang hồi phục: còn ${daysLeft} ngày báo cáo nữa ${calm} thì tự kết thúc.`,
    unreported: ({ noData, on }: { noData: string; on: BusinessDay }) =>
      `${noData}: nếu vẫn không có thì tự kết thúc ngày ${figures.day(on)}.`,
    withdrawn: 'Đã rút vì số liệu được điều chỉnh.',
    resolved: ({ on, how }: { on: BusinessDay | undefined; how: string }) =>
      `Đã kết thúc${on ? ` ngày ${figures.day(on)}` : ''}: ${how}.`,
  },

  /** What a calm day is, as a part of a sentence, by what the alert looks at. */
  calm: {
    ceiling: () => 'không còn giá vượt giá trần',
    stock: ({ shortCoverDays }: Pick<FiredAlert, 'shortCoverDays'>) =>
      `không còn thiếu hàng (tồn kho đủ bán từ ${shortCoverDays} ngày)`,
    month: () => 'chỉ số tháng trở lại mức thường',
    price: () => 'biến động dưới ngưỡng "theo dõi"',
  },

  /** What is so once an alert has ended, as a part of a sentence. */
  ended: {
    'new-level': 'mức giá hiện nay từ nay được coi là mức mới',
    stock: 'tồn kho đã trở lại bình thường',
    price: 'giá đã trở lại quanh mức thường ngày',
  },

  /** The same where nothing was left that could show it. */
  endedUnknown: (noData: string) =>
    `${noData.charAt(0).toLowerCase()}${noData.slice(1)} nên không theo dõi được nữa; chưa rõ giá hiện nay`,
};
