import type { Alert } from '../alert/alert.ts';
import { SHORT_STOCK_RATIO } from '../assessment/store-facts.ts';
import type { DetectionSettings } from '../catalogue.ts';
import { ONE_OF_TWO } from '../detection/agreement.ts';
import type { Evidence } from '../detection/episode.ts';
import { isWidened } from '../detection/lags.ts';
import { MOST_GROWTH } from '../detection/usual-movement.ts';
import type { EvidenceAgreement } from '../evidence/agreement.ts';
import { middleRows, type PriceRow, type Recomputed, type SupplyRow, sumOf } from '../evidence/rows.ts';
import { FIGURES } from '../figures.ts';
import { TRAILING_REPORTS } from '../history/trailing-reports.ts';
import type { Rung } from '../level.ts';
import type { Bilingual, Product } from '../product.ts';
import { LEVEL_VI } from './alert-explanation.ts';
import { thresholdWords } from './threshold-words.ts';

/** All that the way from the rows to an alert's numbers is told with. */
export interface EvidenceFacts {
  readonly alert: Alert;
  readonly product: Pick<Product, 'unit'>;
  readonly prices: readonly PriceRow[];
  readonly supplies: readonly SupplyRow[];
  /** None where the day's rows are no longer kept. */
  readonly recomputed: Recomputed | undefined;
  /** True when the rows give the alert's numbers. */
  readonly isSame: boolean;
  readonly agreement: EvidenceAgreement;
  readonly settings: Pick<
    DetectionSettings,
    'shortCoverDays' | 'silentDays' | 'expectedDays' | 'minRetailers' | 'fallShare'
  >;
}

const { vi, en } = FIGURES;

/** How to get from the rows to the alert's numbers with a pencil: one sentence a step, in both languages. */
export function evidenceSteps(facts: EvidenceFacts): Bilingual[] {
  const { alert, recomputed } = facts;
  const { rung } = alert.episode.evidence;
  if (rung === 'alps' || rung === 'ifpa') return [ofTheMonth(alert)];
  if (!recomputed) {
    return [
      {
        vi: 'Số liệu từng điểm bán của ngày này không còn được lưu nên không thể tính lại.',
        en: "The stores' figures of this day are no longer kept, so nothing can be recomputed.",
      },
    ];
  }
  const steps = rung === 'cover' ? coverSteps(facts, recomputed) : priceSteps(facts, recomputed);
  return [...steps, outcome(facts)];
}

/** What a monthly indicator says is no sum of the day's rows. */
function ofTheMonth({ episode }: Alert): Bilingual {
  const { rung, month = '' } = episode.evidence;
  const name = rung.toUpperCase();
  return {
    vi: `Chỉ số ${name} được tính từ giá bình quân tháng đến tháng ${vi.day(month)}, không phải từ giá từng điểm bán trong ngày; các dòng dưới đây chỉ để tham khảo.`,
    en: `The ${name} indicator is computed from monthly mean prices up to ${en.day(month)}, not from the outlets' prices of the day; the rows are shown for information.`,
  };
}

function priceSteps(facts: EvidenceFacts, { changePct }: Recomputed): Bilingual[] {
  return [
    whoCounts(facts),
    ownChange(facts),
    ...middle(facts, changePct),
    threshold(facts, changePct),
    agreed(facts),
    ...partInTheFall(facts),
  ];
}

function whoCounts({ prices, alert, settings, agreement: { longSilent } }: EvidenceFacts): Bilingual {
  const day = alert.episode.escalatedOn ?? alert.episode.lastDay;
  const held = prices.filter(({ heldBack }) => heldBack !== undefined).length;
  const alone = prices.filter((row) => row.heldBack === undefined && row.changePct === undefined).length;
  const compared = prices.length - held - alone;
  const underCeiling = alert.episode.evidence.rung === 'ceiling';
  const notCounted = {
    vi: [
      alone > 0 ? `${alone} điểm ${underCeiling ? 'không có giá trần' : 'chưa đủ số ngày báo cáo trước đó'}` : '',
      held > 0 ? `${held} giá đang chờ xác minh` : '',
    ].filter(Boolean),
    en: [
      alone > 0 ? `${alone} without ${underCeiling ? 'a ceiling' : 'enough earlier reports'}` : '',
      held > 0 ? `${held} held back until verified` : '',
    ].filter(Boolean),
  };
  const silent = prices.filter(({ daysAgo }) => daysAgo > 0).length;
  const andSilent =
    silent > 0
      ? {
          vi: ` và ${silent} điểm chưa báo, được tính theo giá báo gần nhất trong ${settings.silentDays} ngày`,
          en: ` and ${silent} had not, which count with what they said last within ${settings.silentDays} days`,
        }
      : { vi: '', en: '' };
  const andExpected =
    longSilent > 0
      ? {
          vi: ` Thêm ${longSilent} điểm chưa báo đã hơn ${settings.silentDays} ngày: không tính giá, nhưng trong ${settings.expectedDays} ngày vẫn được kể khi xét bao nhiêu điểm phải đồng thuận.`,
          en: ` Another ${longSilent} ${longSilent === 1 ? 'has' : 'have'} been silent for more than ${settings.silentDays} days: no price of theirs counts, but for ${settings.expectedDays} days they are among the outlets of which enough must agree.`,
        }
      : { vi: '', en: '' };
  return {
    vi: `Ngày ${vi.day(day)} có ${prices.length - silent} điểm bán báo giá bán lẻ${andSilent.vi}; so sánh được ${compared} điểm${notCounted.vi.length > 0 ? ` (không tính ${notCounted.vi.join(', ')})` : ''}.${andExpected.vi}`,
    en: `On ${en.day(day)} ${prices.length - silent} outlets reported a retail price${andSilent.en}; ${compared} can be compared${notCounted.en.length > 0 ? ` (not counted: ${notCounted.en.join(', ')})` : ''}.${andExpected.en}`,
  };
}

function ownChange({ alert }: EvidenceFacts): Bilingual {
  const { rung, lagDays, seasonPct = 0 } = alert.episode.evidence;
  const comparedWith: Readonly<Partial<Record<Rung, Bilingual>>> = {
    ceiling: {
      vi: 'Giá so sánh là giá trần có hiệu lực lúc điểm bán báo giá.',
      en: 'It is compared with the ceiling in force when the outlet reported.',
    },
    drift: {
      vi: `Giá so sánh là trung vị 7 ngày báo cáo của chính điểm đó tính đến khoảng ${lagDays} ngày trước.`,
      en: `It is compared with the median of the outlet's own 7 reporting days up to about ${lagDays} days before.`,
    },
    trailing: {
      vi: `Giá so sánh là trung vị tối đa ${TRAILING_REPORTS} ngày báo cáo trước của chính điểm đó; trong thời gian có biến động thì giữ nguyên.`,
      en: `It is compared with the median of the outlet's own last ${TRAILING_REPORTS} reporting days at most, which stands still while a move lasts.`,
    },
    season: {
      vi: `Giá so sánh là giá quen thuộc của chính điểm đó nhân với mức giá theo mùa của các năm trước (${vi.exactChange(seasonPct)}).`,
      en: `It is compared with the outlet's own usual price times what the season did in earlier years (${en.exactChange(seasonPct)}).`,
    },
  };
  return {
    vi: `Mức thay đổi của mỗi điểm bán = (giá trong ngày − giá so sánh) ÷ giá so sánh × 100. ${comparedWith[rung]?.vi}`,
    en: `An outlet's change = (price of the day − what it is compared with) ÷ what it is compared with × 100. ${comparedWith[rung]?.en}`,
  };
}

function middle({ prices, alert, product }: EvidenceFacts, changePct: number): Bilingual[] {
  const count = prices.filter(({ rank }) => rank !== undefined).length;
  const [first, second] = middleRows(prices);
  if (!first) return [];
  const over = alert.episode.evidence.rung === 'ceiling';
  const what = over
    ? { vi: `${count} mức vượt trần`, en: `the ${count} excesses over the ceiling` }
    : { vi: `${count} mức thay đổi`, en: `the ${count} changes` };
  const sum = ({ price, comparedWith = 0, changePct: own = 0 }: PriceRow) => ({
    vi: `(${vi.dong(price)} − ${vi.dong(comparedWith)}) ÷ ${vi.dong(comparedWith)} = ${vi.exactChange(own)}`,
    en: `(${en.dong(price)} − ${en.dong(comparedWith)}) ÷ ${en.dong(comparedWith)} = ${en.exactChange(own)}`,
  });
  const [one, two] = [sum(first), second && sum(second)];
  const found = two
    ? {
        vi: `ở giữa là mức thứ ${first.rank}: ${one.vi}, và mức thứ ${second?.rank}: ${two.vi}; trung bình của hai mức là ${vi.exactChange(changePct)}`,
        en: `in the middle stand number ${first.rank}: ${one.en}, and number ${second?.rank}: ${two.en}; their mean is ${en.exactChange(changePct)}`,
      }
    : {
        vi: `ở giữa là mức thứ ${first.rank}: ${one.vi}`,
        en: `in the middle stands number ${first.rank}: ${one.en}`,
      };
  return [
    { vi: `Sắp xếp ${what.vi} từ thấp đến cao: ${found.vi}.`, en: `Sort ${what.en} from low to high: ${found.en}.` },
    explainMedians(prices, alert, product),
  ];
}

/** The two prices of the alert are middles of their own, so that their ratio need not be the change. */
function explainMedians(prices: readonly PriceRow[], { episode }: Alert, { unit }: Pick<Product, 'unit'>): Bilingual {
  const { rung, observed, reference } = episode.evidence;
  const counted = prices.filter(({ rank }) => rank !== undefined).length;
  const ofTheDay = prices.filter(({ heldBack, daysAgo }) => heldBack === undefined && daysAgo === 0).length;
  const basis = rung === 'ceiling' ? counted : ofTheDay;
  return {
    vi: `Hai giá nêu trong cảnh báo được lấy riêng: trung vị của ${basis} giá trong ngày (${vi.price(observed, unit.vi)}) và trung vị của ${counted} giá so sánh (${vi.price(reference, unit.vi)}); chia hai giá này có thể ra số khác.`,
    en: `The two prices that the alert tells are taken each on its own: the median of ${basis} prices of the day (${en.price(observed, unit.en)}) and of ${counted} prices compared with (${en.price(reference, unit.en)}); their ratio may be another figure.`,
  };
}

function threshold({ alert }: EvidenceFacts, changePct: number): Bilingual {
  const { evidence } = alert.episode;
  if (evidence.rung === 'ceiling') {
    return {
      vi: `Trên giá trần thì không có ngưỡng nào khác: mọi mức vượt đều được cảnh báo, vượt từ ngưỡng "khẩn cấp" của mặt hàng trở lên là khẩn cấp.`,
      en: `Above a ceiling there is no other threshold: any excess is an alert, and one from the product's crisis threshold on a crisis.`,
    };
  }
  const words = thresholdWords(evidence);
  const widened = widening(evidence);
  const passed = evidence.thresholdLevel ?? alert.level;
  const level = { vi: ` của mức "${LEVEL_VI[passed]}"`, en: ` for "${passed}"` };
  const moved = alert.direction === 'up' ? { vi: 'tăng', en: 'rise' } : { vi: 'giảm', en: 'fall' };
  return {
    vi: `Ngưỡng nội bộ${level.vi} khi giá ${moved.vi} là ${words.vi}: ${vi.exactChange(changePct)} đạt ngưỡng.${widened.vi}`,
    en: `The internal threshold${level.en} of a ${moved.en} is ${words.en}: ${en.exactChange(changePct)} reaches it.${widened.en}`,
  };
}

/** How a widened threshold follows from the administration's own. */
function widening(evidence: Evidence): Bilingual {
  const { usualPct } = evidence;
  if (usualPct === undefined || !isWidened(evidence)) return { vi: '', en: '' };
  return {
    vi: ` Biến động thường ngày tại đây là ${vi.percent(usualPct)}: ngưỡng nới đến mức đó, nhiều nhất là gấp ${vi.number(MOST_GROWTH)}.`,
    en: ` The usual movement here is ${en.percent(usualPct)}: thresholds widen to it, to ${en.number(MOST_GROWTH)} times themselves at most.`,
  };
}

function agreed({ alert, agreement }: EvidenceFacts): Bilingual {
  const { stores, storesCompared, retailers, retailersCompared, partsBeyond, needed } = agreement;
  const isInner = needed.parts > 1;
  const where = isInner
    ? { vi: `, ở ${partsBeyond} địa bàn bên trong`, en: `, in ${partsBeyond} places inside` }
    : { vi: '', en: '' };
  const neededWhere = isInner
    ? { vi: `, ở ít nhất ${needed.parts} địa bàn bên trong`, en: `, in at least ${needed.parts} places inside` }
    : { vi: '', en: '' };
  const did = didWhat(alert, needed.changePct);
  return {
    vi: `${stores}/${storesCompared} điểm bán${where.vi} ${did.vi}, cũng như ${retailers}/${retailersCompared} đơn vị, mỗi đơn vị tính khi ít nhất một nửa số điểm bán của mình như vậy. Cần: ít nhất ${needed.stores} điểm bán và ${needed.retailers} đơn vị${neededWhere.vi}.${oneOfTwo(agreement).vi}${secondDay(alert, needed).vi}`,
    en: `${stores} of ${storesCompared} outlets${where.en} ${did.en}, and so have ${retailers} of ${retailersCompared} retailers, each with at least half of its outlets. Needed: at least ${needed.stores} outlet${needed.stores === 1 ? '' : 's'} and ${needed.retailers} retailer${needed.retailers === 1 ? '' : 's'}${neededWhere.en}.${oneOfTwo(agreement).en}${secondDay(alert, needed).en}`,
  };
}

/** A promotion is a fall, too: why this one is more, or is only watched. */
function partInTheFall({ agreement: { fall }, settings }: EvidenceFacts): Bilingual[] {
  if (!fall) return [];
  const { falling, compared, retailers, usualChangePct, isWatchOnly } = fall;
  const [least, share] = [settings.minRetailers, 100 * settings.fallShare];
  const so = isWatchOnly
    ? { vi: ', nên chỉ theo dõi: có thể là khuyến mại', en: ', so that it is only watched: it may be a promotion' }
    : { vi: '', en: '' };
  return [
    {
      vi: `Mức giảm chỉ được xếp trên mức "${LEVEL_VI.watch}" khi có ít nhất ${least} đơn vị bán mặt hàng này và hơn ${vi.percent(share)} số điểm bán cùng giảm, mỗi điểm ít nhất bằng một phần tư mức giảm ở giữa so với giá quen thuộc (${vi.exactChange(usualChangePct)}): ở đây là ${falling}/${compared} điểm bán, ${retailers} đơn vị${so.vi}.`,
      en: `A fall is more than "watch" only where at least ${least} retailers sell the product and more than ${en.percent(share)} of the outlets take part, each with a quarter of the middle fall against its usual price (${en.exactChange(usualChangePct)}) at least: here ${falling} of ${compared} outlets, and ${retailers} ${retailers === 1 ? 'retailer' : 'retailers'}${so.en}.`,
    },
  ];
}

/** What an outlet has done that supports the alert. */
function didWhat({ episode: { evidence } }: Alert, supportPct: number): Bilingual {
  if (evidence.rung === 'ceiling') return { vi: 'ở trên giá trần', en: 'have passed the ceiling' };
  if (supportPct === evidence.thresholdPct) return { vi: 'đạt hoặc vượt ngưỡng', en: 'have reached the threshold' };
  return {
    vi: `tăng từ hai phần ba ngưỡng (${vi.percent(supportPct)}) trở lên`,
    en: `have risen by two thirds of the threshold (${en.percent(supportPct)}) or more`,
  };
}

function oneOfTwo({ isOneOfTwo }: EvidenceAgreement): Bilingual {
  if (!isOneOfTwo) return { vi: '', en: '' };
  return {
    vi: ` Ở đây chỉ có hai điểm bán mặt hàng này: một điểm là đủ khi mức ở giữa đạt từ ${vi.exact(ONE_OF_TWO)} lần ngưỡng.`,
    en: ` Only two outlets sell it here: one is enough where the middle reaches ${en.exact(ONE_OF_TWO)} times the threshold.`,
  };
}

function secondDay({ episode }: Alert, { days }: EvidenceAgreement['needed']): Bilingual {
  if (days < 2) return { vi: '', en: '' };
  const isDrift = episode.evidence.rung === 'drift';
  const why = isDrift
    ? { vi: 'Biến động diễn ra chậm', en: 'A drift is slow' }
    : { vi: 'Nơi này có ít điểm bán báo cáo', en: 'Few outlets report here' };
  return {
    vi: ` ${why.vi} nên chỉ được xác nhận khi hai ngày báo cáo liên tiếp cùng cho thấy.`,
    en: ` ${why.en}, so two reporting days in a row had to show it.`,
  };
}

function coverSteps({ alert, supplies, product, settings, agreement }: EvidenceFacts, found: Recomputed): Bilingual[] {
  const { shortCoverDays } = settings;
  const { needed } = agreement;
  const total = sumOf(supplies);
  const [stockVi, stockEn, demandVi, demandEn] = [total?.coveredStockMilli ?? 0, total?.demandPerDayMilli ?? 0].flatMap(
    (milli) => [vi.quantity(milli, product.unit.vi), en.quantity(milli, product.unit.en)],
  );
  const ratio = 100 * SHORT_STOCK_RATIO;
  return [
    {
      vi: 'Số ngày đủ bán của mỗi điểm = tồn kho ÷ lượng bán thường ngày của chính điểm đó.',
      en: "An outlet's days of cover = its stock ÷ its own usual sales of a day.",
    },
    {
      vi: `Một điểm bán bị coi là thiếu hàng khi đủ bán dưới ${shortCoverDays} ngày và tồn kho dưới ${vi.percent(ratio)} mức thường ngày của chính điểm đó.`,
      en: `An outlet is short when its stock lasts less than ${shortCoverDays} days and is below ${en.percent(ratio)} of its own usual stock.`,
    },
    {
      vi: `Cộng các điểm biết lượng bán: ${stockVi} ÷ ${demandVi} mỗi ngày = ${vi.days(found.coverDays ?? 0)}; cần dưới ${shortCoverDays} ngày.`,
      en: `Added up where sales are known: ${stockEn} ÷ ${demandEn} a day = ${en.days(found.coverDays ?? 0)}; it has to be below ${shortCoverDays} days.`,
    },
    {
      vi: `${found.agreeing}/${found.reporting} điểm bán thiếu hàng. Cần: ít nhất ${needed.stores}.${secondDay(alert, needed).vi}`,
      en: `${found.agreeing} of ${found.reporting} outlets are short. Needed: at least ${needed.stores}.${secondDay(alert, needed).en}`,
    },
  ];
}

function outcome({ isSame }: EvidenceFacts): Bilingual {
  return isSame
    ? { vi: 'Kết quả trùng với các số nêu trong cảnh báo.', en: 'The outcome is what the alert tells.' }
    : {
        vi: 'Kết quả khác các số nêu trong cảnh báo: số liệu của ngày này đã được điều chỉnh sau đó.',
        en: 'The outcome differs from what the alert tells: the figures of the day were corrected later.',
      };
}
