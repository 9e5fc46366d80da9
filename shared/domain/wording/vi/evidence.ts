import type { BusinessDay } from '../../business-day.ts';
import type { EvidenceAgreement } from '../../evidence/agreement.ts';
import type { PriceRung } from '../../evidence/headline.ts';
import { FIGURES } from '../../figures.ts';
import { TRAILING_REPORTS } from '../../history/trailing-reports.ts';
import type { Direction, Level } from '../../level.ts';
import { levels } from './levels.ts';

const figures = FIGURES.vi;

/** Which outlets count, as they had reported by a day. */
interface WhoCounts {
  readonly day: BusinessDay;
  readonly reported: number;
  /** Those that had not, and within how many days they count with what they said last. */
  readonly silent: number;
  readonly silentDays: number;
  readonly compared: number;
  /** Those without anything to compare with: a ceiling, or earlier reports. */
  readonly alone: number;
  readonly isCeiling: boolean;
  readonly heldBack: number;
}

/** Outlets that are silent for so long that only their number counts, and for how many days it does. */
interface LongSilent {
  readonly count: number;
  readonly silentDays: number;
  readonly expectedDays: number;
}

/** One outlet's change, with its number among all of them. */
export interface RankedChange {
  readonly rank: number;
  readonly price: number;
  readonly comparedWith: number;
  readonly changePct: number;
}

interface MiddleChange {
  readonly count: number;
  readonly isCeiling: boolean;
  readonly first: RankedChange;
  /** Of an even number of changes the second one in the middle. */
  readonly second: RankedChange | undefined;
  readonly changePct: number;
}

/** The shop whose change is the headline. */
interface MiddleShop {
  readonly rank: number;
  /** True where it is the smaller one of two in the middle. */
  readonly isSmaller: boolean;
  readonly prices: string;
  readonly percent: string;
}

/** The two prices of the alert: each the median of so many, VND for one unit. */
interface MedianPrices {
  readonly observed: number;
  readonly ofPrices: number;
  readonly reference: number;
  readonly ofReferences: number;
  readonly unit: string;
}

interface PassedThreshold {
  readonly level: Level;
  readonly direction: Direction;
  /** In words. */
  readonly threshold: string;
  readonly changePct: number;
}

interface Agreed extends Pick<EvidenceAgreement, 'stores' | 'storesCompared' | 'retailers' | 'retailersCompared'> {
  /** What an outlet has done that supports the alert, as a part of a sentence. */
  readonly did: string;
  /** Of a place that is made of places: in how many of them. */
  readonly places: number | undefined;
  readonly needed: { readonly stores: number; readonly retailers: number; readonly places: number | undefined };
}

interface FallShare extends NonNullable<EvidenceAgreement['fall']> {
  readonly leastRetailers: number;
  readonly leastSharePct: number;
}

const sumOf = ({ price, comparedWith, changePct }: RankedChange) =>
  `(${figures.dong(price)} − ${figures.dong(comparedWith)}) ÷ ${figures.dong(comparedWith)} = ${figures.exactChange(changePct)}`;

export const evidence = {
  notKept: 'Số liệu từng điểm bán của ngày này không còn được lưu nên không thể tính lại.',

  /** What a monthly indicator says is no sum of the day's rows. */
  ofTheMonth: ({ indicator, month }: { indicator: string; month: string }) =>
    `Chỉ số ${indicator} được tính từ giá bình quân tháng đến tháng ${figures.month(month)}, không phải từ giá từng điểm bán trong ngày; các dòng dưới đây chỉ để tham khảo.`,

  whoCounts({ day, silentDays, isCeiling, ...count }: WhoCounts): string {
    const notCounted = [
      count.alone > 0
        ? `${count.alone} điểm ${isCeiling ? 'không có giá trần' : 'chưa đủ số ngày báo cáo trước đó'}`
        : '',
      count.heldBack > 0 ? `${count.heldBack} giá đang chờ xác minh` : '',
    ].filter(Boolean);
    const andSilent =
      count.silent > 0
        ? ` và ${count.silent} điểm chưa báo, được tính theo giá báo gần nhất trong ${silentDays} ngày`
        : '';
    return `Ngày ${figures.day(day)} có ${count.reported} điểm bán báo giá bán lẻ${andSilent}; so sánh được ${count.compared} điểm${notCounted.length > 0 ? ` (không tính ${notCounted.join(', ')})` : ''}.`;
  },

  longSilent: ({ count, silentDays, expectedDays }: LongSilent) =>
    `Thêm ${count} điểm chưa báo đã hơn ${silentDays} ngày: không tính giá, nhưng trong ${expectedDays} ngày vẫn được kể khi xét bao nhiêu điểm phải đồng thuận.`,

  ownChange({ rung, lagDays, seasonPct }: { rung: PriceRung; lagDays: number; seasonPct: number }): string {
    const comparedWith: Readonly<Record<PriceRung, string>> = {
      ceiling: 'Giá so sánh là giá trần có hiệu lực lúc điểm bán báo giá.',
      drift: `Giá so sánh là trung vị 7 ngày báo cáo của chính điểm đó tính đến khoảng ${lagDays} ngày trước.`,
      trailing: `Giá so sánh là trung vị tối đa ${TRAILING_REPORTS} ngày báo cáo trước của chính điểm đó; trong thời gian có biến động thì giữ nguyên.`,
      season: `Giá so sánh là giá quen thuộc của chính điểm đó nhân với mức giá theo mùa của các năm trước (${figures.exactChange(seasonPct)}).`,
    };
    return `Mức thay đổi của mỗi điểm bán = (giá trong ngày − giá so sánh) ÷ giá so sánh × 100. ${comparedWith[rung]}`;
  },

  /** How far the calendar moves what is compared with. */
  habit: (usual: string) =>
    `Nhịp giá tại đây: ${usual}. Giá so sánh của mỗi điểm bán được dời về phía giá trong ngày của điểm đó, nhiều nhất bằng mức này.`,

  middle({ count, isCeiling, first, second, changePct }: MiddleChange): string {
    const what = isCeiling ? `${count} mức vượt trần` : `${count} mức thay đổi`;
    const found = second
      ? `ở giữa là mức thứ ${first.rank}: ${sumOf(first)}, và mức thứ ${second.rank}: ${sumOf(second)}; trung bình của hai mức là ${figures.exactChange(changePct)}`
      : `ở giữa là mức thứ ${first.rank}: ${sumOf(first)}`;
    return `Sắp xếp ${what} từ thấp đến cao: ${found}.`;
  },

  /** Which of the changes is the headline, as rank and one shop's own two prices. */
  middleShop: ({ rank, isSmaller, prices, percent }: MiddleShop) =>
    `Con số nêu trong cảnh báo là mức thay đổi của điểm bán đứng giữa, thứ ${rank}${isSmaller ? ' (mức nhỏ hơn trong hai mức ở giữa)' : ''}: ${prices}, tức ${percent}.`,

  /** Medians of prices are nobody's two prices. */
  medianPrices: ({ observed, ofPrices, reference, ofReferences, unit }: MedianPrices) =>
    `Trung vị của ${ofPrices} giá trong ngày là ${figures.price(observed, unit)}, của ${ofReferences} giá so sánh là ${figures.price(reference, unit)}: hai số này không phải của cùng một điểm bán nên không chia cho nhau.`,

  /** The two prices of the alert are middles of their own, so that their ratio need not be the change. */
  medians: ({ observed, ofPrices, reference, ofReferences, unit }: MedianPrices) =>
    `Hai giá nêu trong cảnh báo được lấy riêng: trung vị của ${ofPrices} giá trong ngày (${figures.price(observed, unit)}) và trung vị của ${ofReferences} giá so sánh (${figures.price(reference, unit)}); chia hai giá này có thể ra số khác.`,

  aboveCeiling: `Trên giá trần thì không có ngưỡng nào khác: mọi mức vượt đều được cảnh báo, vượt từ ngưỡng "khẩn cấp" của mặt hàng trở lên là khẩn cấp.`,

  threshold: ({ level, direction, threshold, changePct }: PassedThreshold) =>
    `Ngưỡng nội bộ của mức "${levels[level]}" khi giá ${direction === 'up' ? 'tăng' : 'giảm'} là ${threshold}: ${figures.exactChange(changePct)} đạt ngưỡng.`,

  /** How a widened threshold follows from the administration's own. */
  widening: ({ usualPct, mostGrowth }: { usualPct: number; mostGrowth: number }) =>
    `Biến động thường ngày tại đây là ${figures.percent(usualPct)}: ngưỡng nới đến mức đó, nhiều nhất là gấp ${figures.number(mostGrowth)}.`,

  agreed({ stores, storesCompared, retailers, retailersCompared, places, did, needed }: Agreed): string {
    const where = places === undefined ? '' : `, ở ${places} địa bàn bên trong`;
    const neededWhere = needed.places === undefined ? '' : `, ở ít nhất ${needed.places} địa bàn bên trong`;
    return `${stores}/${storesCompared} điểm bán${where} ${did}, cũng như ${retailers}/${retailersCompared} đơn vị, mỗi đơn vị tính khi ít nhất một nửa số điểm bán của mình như vậy. Cần: ít nhất ${needed.stores} điểm bán và ${needed.retailers} đơn vị${neededWhere}.`;
  },

  /** What an outlet has done, as a part of a sentence. */
  did: {
    passedCeiling: 'ở trên giá trần',
    reachedThreshold: 'đạt hoặc vượt ngưỡng',
    risenBy: (supportPct: number) => `tăng từ hai phần ba ngưỡng (${figures.percent(supportPct)}) trở lên`,
  },

  oneOfTwo: (timesThreshold: number) =>
    `Ở đây chỉ có hai điểm bán mặt hàng này: một điểm là đủ khi mức ở giữa đạt từ ${figures.exact(timesThreshold)} lần ngưỡng.`,

  /** Why two reporting days in a row had to show it. */
  secondDay: {
    drift: 'Biến động diễn ra chậm nên chỉ được xác nhận khi hai ngày báo cáo liên tiếp cùng cho thấy.',
    fewOutlets: 'Nơi này có ít điểm bán báo cáo nên chỉ được xác nhận khi hai ngày báo cáo liên tiếp cùng cho thấy.',
  },

  /** A promotion is a fall, too: why this one is more, or is only watched. */
  partInTheFall: ({ falling, compared, retailers, usualChangePct, isWatchOnly, ...least }: FallShare) =>
    `Mức giảm chỉ được xếp trên mức "${levels.watch}" khi có ít nhất ${least.leastRetailers} đơn vị bán mặt hàng này và hơn ${figures.percent(least.leastSharePct)} số điểm bán cùng giảm, mỗi điểm ít nhất bằng một phần tư mức giảm ở giữa so với giá quen thuộc (${figures.exactChange(usualChangePct)}): ở đây là ${falling}/${compared} điểm bán, ${retailers} đơn vị${isWatchOnly ? ', nên chỉ theo dõi: có thể là khuyến mại' : ''}.`,

  /** How days of cover follow from stock and sales. */
  cover: {
    ofEach: 'Số ngày đủ bán của mỗi điểm = tồn kho ÷ lượng bán thường ngày của chính điểm đó.',
    short: ({ shortCoverDays, stockRatioPct }: { shortCoverDays: number; stockRatioPct: number }) =>
      `Một điểm bán bị coi là thiếu hàng khi đủ bán dưới ${shortCoverDays} ngày và tồn kho dưới ${figures.percent(stockRatioPct)} mức thường ngày của chính điểm đó.`,
    sum: (sum: { stockMilli: number; demandMilli: number; unit: string; coverDays: number; shortCoverDays: number }) =>
      `Cộng các điểm biết lượng bán: ${figures.quantity(sum.stockMilli, sum.unit)} ÷ ${figures.quantity(sum.demandMilli, sum.unit)} mỗi ngày = ${figures.days(sum.coverDays)}; cần dưới ${sum.shortCoverDays} ngày.`,
    agreed: ({ agreeing, reporting, needed }: { agreeing: number; reporting: number; needed: number }) =>
      `${agreeing}/${reporting} điểm bán thiếu hàng. Cần: ít nhất ${needed}.`,
  },

  outcome: {
    same: 'Kết quả trùng với các số nêu trong cảnh báo.',
    other: 'Kết quả khác các số nêu trong cảnh báo: số liệu của ngày này đã được điều chỉnh sau đó.',
  },
};
