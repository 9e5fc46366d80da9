import type { Alert } from '../alert/alert.ts';
import { addDays, type BusinessDay } from '../business-day.ts';
import type { Cause, Episode, Evidence } from '../detection/episode.ts';
import type { DetectionSettings } from '../detection/rules.ts';
import { FIGURES, type Figures } from '../figures.ts';
import { TRAILING_REPORTS } from '../history/trailing-reports.ts';
import type { Level } from '../level.ts';
import type { Bilingual, Product } from '../product.ts';
import { thresholdWords } from './threshold-words.ts';

/** An alert with the names that its explanation is written with. */
export interface ExplainedAlert {
  readonly alert: Alert;
  readonly product: Pick<Product, 'name' | 'unit'>;
  readonly placeName: Bilingual;
  readonly settings: Pick<DetectionSettings, 'calmDays' | 'newLevelDays' | 'shortCoverDays' | 'expectedDays'>;
  /** From when on there are no data of it, if there are none. */
  readonly noDataSince?: BusinessDay | undefined;
}

/** Why an alert fired: every number that an officer needs to check it by hand, and what it asks for. */
export function explainAlert(facts: ExplainedAlert): Bilingual {
  const { alert } = facts;
  if (alert.status === 'withdrawn') {
    return {
      vi: `Số liệu đã được điều chỉnh nên biến động của ${facts.product.name.vi} tại ${facts.placeName.vi} không còn căn cứ. Không cần xác minh thêm.`,
      en: `After a correction of the figures, the movement of ${facts.product.name.en} in ${facts.placeName.en} has no basis any more. Nothing further to verify.`,
    };
  }
  const { vi, en } = noDataWords(facts, ' ', '.');
  return { vi: explainInVietnamese(facts, FIGURES.vi) + vi, en: explainInEnglish(facts, FIGURES.en) + en };
}

/** "No data since 24/11/2026", between other words; nothing while there are data. */
function noDataWords({ noDataSince }: Pick<ExplainedAlert, 'noDataSince'>, before: string, after: string): Bilingual {
  if (noDataSince === undefined) return { vi: '', en: '' };
  return {
    vi: `${before}Chưa có số liệu từ ngày ${FIGURES.vi.day(noDataSince)}${after}`,
    en: `${before}No data since ${FIGURES.en.day(noDataSince)}${after}`,
  };
}

/** When an alert ends by itself, or why it has ended. */
export function clearsWhen(facts: Pick<ExplainedAlert, 'alert' | 'settings' | 'noDataSince'>): Bilingual {
  const { alert, settings, noDataSince } = facts;
  const usually = endsWhenReported(facts);
  if (noDataSince === undefined || alert.status === 'resolved') return usually;
  const { vi, en } = noDataWords(facts, '', '');
  const end = addDays(noDataSince, settings.expectedDays);
  return {
    vi: `${vi}: nếu vẫn không có thì tự kết thúc ngày ${FIGURES.vi.day(end)}. ${usually.vi}`,
    en: `${en}: without any it ends by itself on ${FIGURES.en.day(end)}. ${usually.en}`,
  };
}

function endsWhenReported({ alert, settings }: Pick<ExplainedAlert, 'alert' | 'settings'>): Bilingual {
  const { episode } = alert;
  const calm = settings.calmDays;
  if (alert.status === 'withdrawn') {
    return { vi: 'Đã rút vì số liệu được điều chỉnh.', en: 'Withdrawn because the figures were corrected.' };
  }
  if (alert.status === 'resolved') return endOf(episode);
  const left = Math.max(1, calm - episode.calmDays);
  const condition = conditionOf(episode, settings);
  if (alert.status === 'recovering') {
    return {
      vi: `Đang hồi phục: còn ${left} ngày báo cáo nữa ${condition.vi} thì tự kết thúc.`,
      en: `Recovering: ends by itself after ${left} more reporting day${left === 1 ? '' : 's'} ${condition.en}.`,
    };
  }
  return {
    vi: `Tự kết thúc sau ${calm} ngày báo cáo liên tiếp ${condition.vi}, hoặc khi giá giữ nguyên mức mới trong ${settings.newLevelDays} ngày báo cáo.`,
    en: `Ends by itself after ${calm} reporting days in a row ${condition.en}, or once the price has held its new level for ${settings.newLevelDays} reporting days.`,
  };
}

function conditionOf({ evidence }: Episode, { shortCoverDays }: Pick<DetectionSettings, 'shortCoverDays'>): Bilingual {
  if (evidence.rung === 'ceiling') return { vi: 'không còn giá vượt giá trần', en: 'with no price above the ceiling' };
  if (evidence.rung === 'cover') {
    return {
      vi: `không còn thiếu hàng (tồn kho đủ bán từ ${shortCoverDays} ngày)`,
      en: `without shortage (stock for ${shortCoverDays} days or more)`,
    };
  }
  if (evidence.rung === 'alps' || evidence.rung === 'ifpa') {
    return { vi: 'chỉ số tháng trở lại mức thường', en: 'with the monthly indicator back at its usual level' };
  }
  return { vi: 'biến động dưới ngưỡng "theo dõi"', en: 'with a move below the "watch" threshold' };
}

function endOf({ resolvedOn, resolution, lastDay, evidence }: Episode): Bilingual {
  const newLevel = resolution === 'new-level';
  const stock = evidence.rung === 'cover';
  const [dayVi, dayEn] = resolvedOn
    ? [` ngày ${FIGURES.vi.day(resolvedOn)}`, ` on ${FIGURES.en.day(resolvedOn)}`]
    : ['', ''];
  if (resolution === 'no-longer-reported') {
    const since = addDays(lastDay, 1);
    return {
      vi: `Đã kết thúc${dayVi}: chưa có số liệu từ ngày ${FIGURES.vi.day(since)} nên không theo dõi được nữa; chưa rõ giá hiện nay.`,
      en: `Ended${dayEn}: no data since ${FIGURES.en.day(since)}, so it could no longer be followed; the price now is not known.`,
    };
  }
  return {
    vi: `Đã kết thúc${dayVi}: ${newLevel ? 'giá đã ổn định ở mức mới' : stock ? 'tồn kho đã trở lại bình thường' : 'giá đã trở lại quanh mức thường ngày'}.`,
    en: `Ended${dayEn}: ${newLevel ? 'the price has settled at a new level' : stock ? 'stock is back to normal' : 'the price is back near its usual level'}.`,
  };
}

export const LEVEL_VI: Record<Level, string> = {
  normal: 'bình thường',
  watch: 'theo dõi',
  alert: 'cảnh báo',
  crisis: 'khẩn cấp',
};

function explainInVietnamese({ alert, product, placeName, settings }: ExplainedAlert, figures: Figures): string {
  const { episode, direction } = alert;
  const { evidence } = episode;
  const day = figures.day(episode.escalatedOn ?? episode.lastDay);
  const price = figures.price(evidence.observed, product.unit.vi);
  const reference = figures.price(evidence.reference, product.unit.vi);
  const moved = direction === 'up' ? 'tăng' : 'giảm';
  const change = figures.percent(Math.abs(evidence.changePct));
  const threshold = `ngưỡng nội bộ ${thresholdWords(evidence).vi} của mức "${LEVEL_VI[evidence.thresholdLevel ?? alert.level]}"`;
  const outlets = `${evidence.agreeing}/${evidence.reporting} điểm bán`;
  const what = `${product.name.vi} tại ${placeName.vi}`;
  const fired = {
    ceiling: () =>
      `Giá bán lẻ ${what} ngày ${day} là ${price}, cao hơn giá trần đang áp dụng (${reference}) ${change}; ${outlets} có giá trên giá trần.`,
    trailing: () =>
      `Giá bán lẻ ${what} ngày ${day} là ${price}, ${moved} ${change} so với giá quen thuộc của từng điểm bán (trung vị tối đa ${TRAILING_REPORTS} ngày báo cáo trước, ${reference}); ${outlets} vượt ${threshold}.`,
    drift: () =>
      `Giá bán lẻ ${what} ngày ${day} là ${price}, ${moved} dần ${change} so với khoảng ${evidence.lagDays ?? ''} ngày trước (${reference}); ${outlets} vượt ${threshold}.`,
    cover: () =>
      `Tồn kho ${what} ngày ${day} ${evidence.coverDays === undefined ? 'đang cạn' : `chỉ còn đủ bán ${figures.days(evidence.coverDays)}`} trong khi giá chưa biến động; ${outlets} dưới ngưỡng nội bộ ${settings.shortCoverDays} ngày đủ bán.`,
    season: () =>
      `Giá bán lẻ ${what} ngày ${day} là ${price}, ${moved} ${change} so với mức mà cùng kỳ các năm trước cho thấy (${reference}, đã tính mức ${figures.change(evidence.seasonPct ?? 0)} của mùa vụ); ${outlets} vượt ${threshold}.`,
    alps: () =>
      `Giá bán lẻ trung bình ${what} tháng ${monthOf(evidence)} là ${price}, so với ${reference} theo xu hướng và mùa vụ các năm trước; chỉ số ALPS là ${figures.number(evidence.score ?? 0)} (từ 1 trở lên là cần theo dõi).`,
    ifpa: () =>
      `Giá bán lẻ trung bình ${what} tháng ${monthOf(evidence)} là ${price}, cùng tháng năm trước là ${reference}; chỉ số IFPA là ${figures.number(evidence.score ?? 0)} (từ 1 trở lên là cao bất thường, từ −1 trở xuống là thấp bất thường).`,
  }[evidence.rung]();
  const notTheirRatio = isRatioOfPrices(evidence)
    ? ''
    : ' Mức thay đổi là trung vị của mức thay đổi riêng từng điểm bán, nên chia hai giá trên có thể ra số khác.';
  return `${fired}${notTheirRatio} ${causeInVietnamese(evidence.cause, alert)} Đề nghị xác minh.`;
}

/** "10/2026": the month of which an indicator speaks. */
export function monthOf({ month = '' }: Pick<Evidence, 'month'>): string {
  return month.split('-').reverse().join('/');
}

/** True when whoever divides the two prices that are told gets the change that is told. */
function isRatioOfPrices({ rung, observed, reference, changePct }: Evidence): boolean {
  const change = FIGURES.en.change;
  return rung === 'cover' || change((observed / reference - 1) * 100) === change(changePct);
}

function causeInVietnamese(cause: Cause, { direction }: Alert): string {
  const up = direction === 'up';
  return {
    scarcity: up
      ? 'Tồn kho đang giảm: dấu hiệu khan hiếm cục bộ.'
      : 'Giá giảm dù tồn kho thấp: cần kiểm tra số liệu và sức mua.',
    margin: up
      ? 'Hàng còn đủ: cần tìm hiểu chi phí đầu vào và chênh lệch giá.'
      : 'Hàng còn đủ: dấu hiệu dư cung hoặc tiêu thụ chậm.',
    'early-warning': 'Đây là cảnh báo sớm về nguồn hàng.',
    'price-only': 'Chưa có số liệu tồn kho nên chỉ đánh giá theo giá.',
  }[cause];
}

function explainInEnglish({ alert, product, placeName, settings }: ExplainedAlert, figures: Figures): string {
  const { episode, direction } = alert;
  const { evidence } = episode;
  const day = figures.day(episode.escalatedOn ?? episode.lastDay);
  const price = figures.price(evidence.observed, product.unit.en);
  const reference = figures.price(evidence.reference, product.unit.en);
  const moved = direction === 'up' ? 'up' : 'down';
  const change = figures.percent(Math.abs(evidence.changePct));
  const threshold = `the internal threshold of ${thresholdWords(evidence).en} for "${evidence.thresholdLevel ?? alert.level}"`;
  const outlets = `${evidence.agreeing} of ${evidence.reporting} outlets`;
  const what = `${product.name.en} in ${placeName.en}`;
  const fired = {
    ceiling: () =>
      `The retail price of ${what} on ${day} was ${price}, ${change} above the price ceiling in force (${reference}); ${outlets} are above the ceiling.`,
    trailing: () =>
      `The retail price of ${what} on ${day} was ${price}, ${moved} ${change} against each outlet's own usual price (median of at most ${TRAILING_REPORTS} earlier reporting days, ${reference}); ${outlets} are beyond ${threshold}.`,
    drift: () =>
      `The retail price of ${what} on ${day} was ${price}, ${moved} ${change} in small steps against about ${evidence.lagDays ?? ''} days before (${reference}); ${outlets} are beyond ${threshold}.`,
    cover: () =>
      `Stock of ${what} on ${day} ${evidence.coverDays === undefined ? 'was running out' : `would last only ${figures.days(evidence.coverDays)}`} while the price is still flat; ${outlets} are below the internal threshold of ${settings.shortCoverDays} days of cover.`,
    season: () =>
      `The retail price of ${what} on ${day} was ${price}, ${moved} ${change} against what the same days of earlier years let expect (${reference}, with ${figures.change(evidence.seasonPct ?? 0)} of season); ${outlets} are beyond ${threshold}.`,
    alps: () =>
      `The mean retail price of ${what} in ${monthOf(evidence)} was ${price}, against ${reference} by the trend and season of earlier years; its ALPS is ${figures.number(evidence.score ?? 0)} (from 1 on it is watched).`,
    ifpa: () =>
      `The mean retail price of ${what} in ${monthOf(evidence)} was ${price}, in the same month of the year before ${reference}; its IFPA is ${figures.number(evidence.score ?? 0)} (abnormally high from 1 on, abnormally low from −1 down).`,
  }[evidence.rung]();
  const notTheirRatio = isRatioOfPrices(evidence)
    ? ''
    : " The change is the median of the outlets' own changes, so dividing the two prices may give another figure.";
  return `${fired}${notTheirRatio} ${causeInEnglish(evidence.cause, alert)} Please verify.`;
}

function causeInEnglish(cause: Cause, { direction }: Alert): string {
  const up = direction === 'up';
  return {
    scarcity: up
      ? 'Stock is running down: a sign of local scarcity.'
      : 'The price falls although stock is low: the figures and demand should be checked.',
    margin: up
      ? 'There is enough stock: input costs and margins should be looked into.'
      : 'There is enough stock: a sign of oversupply or slow sales.',
    'early-warning': 'This is an early warning of supply.',
    'price-only': 'There are no stock figures, so only the price speaks.',
  }[cause];
}
