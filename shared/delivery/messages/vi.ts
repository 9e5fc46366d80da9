import { addDays } from '#domain/business-day.ts';
import type { Cause, Episode, Evidence } from '#domain/detection/episode.ts';
import { FIGURES } from '#domain/figures.ts';
import { TRAILING_REPORTS } from '#domain/history/trailing-reports.ts';
import type { Direction, Level } from '#domain/level.ts';
import { isStoreParty, type Party, type PlaceParty } from '#domain/matching/suggestion.ts';
import type { NewsKind } from '#domain/notification/delivery.ts';
import { habitWords } from '#domain/wording/habits.ts';
import type { HeadlineInWords } from '#domain/wording/headlines.ts';
import { thresholdWords } from '#domain/wording/thresholds.ts';

/** What the sentences are made from: names in this language. */
export interface Subject {
  readonly product: string;
  readonly unit: string;
  readonly place: string;
  readonly kind: NewsKind;
  readonly level: Level;
  readonly direction: Direction;
  readonly episode: Episode;
  /** The one number of the move; none where stock alone is short. */
  readonly headline: HeadlineInWords | undefined;
}

/** One suggested move: names in this language. */
export interface Move {
  readonly quantity: string;
  readonly km: string;
  readonly cost: string;
  readonly from: Party;
  readonly to: Party | PlaceParty;
  readonly fromPlace: string;
  readonly toPlace: string;
}

const figures = FIGURES.vi;

const LEVEL: Record<Level, string> = {
  normal: 'BÌNH THƯỜNG',
  watch: 'THEO DÕI',
  alert: 'CẢNH BÁO',
  crisis: 'KHẨN CẤP',
};

const CAUSE_UP: Record<Cause, string> = {
  scarcity: 'Giá tăng trong khi tồn kho giảm: dấu hiệu khan hiếm cục bộ.',
  margin: 'Giá tăng trong khi hàng còn đủ: đề nghị tìm hiểu chi phí đầu vào và chênh lệch giá.',
  'early-warning': 'Giá chưa biến động nhưng tồn kho đang cạn: cảnh báo sớm về nguồn hàng.',
  'price-only': 'Chưa có số liệu tồn kho nên chỉ đánh giá theo giá.',
};

const CAUSE_DOWN: Record<Cause, string> = {
  scarcity: 'Giá giảm dù tồn kho thấp: đề nghị kiểm tra số liệu và sức mua.',
  margin: 'Giá giảm trong khi hàng còn đủ: dấu hiệu dư cung hoặc tiêu thụ chậm.',
  'early-warning': CAUSE_UP['early-warning'],
  'price-only': CAUSE_UP['price-only'],
};

const RUNG: Record<Evidence['rung'], string> = {
  ceiling: 'so với giá trần đang áp dụng',
  trailing: `so với giá quen thuộc của từng điểm bán (trung vị tối đa ${TRAILING_REPORTS} ngày báo cáo trước)`,
  drift: 'so với mức giá của nhiều ngày trước (biến động tích lũy)',
  cover: 'theo số ngày đủ bán của tồn kho',
  season: 'so với cùng kỳ các năm trước (tính theo âm lịch quanh Tết)',
  alps: 'chỉ số ALPS của giá trung bình tháng',
  ifpa: 'chỉ số IFPA của giá trung bình tháng',
};

/** Vietnamese wording of all messages; the English one has the same shape. */
export const vi = {
  figures,

  subject(subject: Subject): string {
    const { product, place, kind, level, episode, headline } = subject;
    if (kind === 'resolved') {
      return `[${isUnknown(episode) ? 'KHÔNG CÒN SỐ LIỆU' : 'HẾT BIẾN ĐỘNG'}] ${product} · ${place}`;
    }
    if (kind === 'withdrawn') return `[RÚT CẢNH BÁO] ${product} · ${place}`;
    const { rung, coverDays } = episode.evidence;
    if (rung === 'cover') {
      const cover = coverDays === undefined ? 'sắp thiếu hàng' : `chỉ còn đủ bán ${figures.cover(coverDays)}`;
      return `[${LEVEL[level]}] ${product} ${cover} · ${place}`;
    }
    const compared = rung === 'ceiling' ? ' so với giá trần' : '';
    return `[${LEVEL[level]}] ${product} ${headline?.percent.vi ?? ''}${compared} · ${place}`;
  },

  /** What, where, how much, since when, how many of how many, which threshold. */
  firstLine(subject: Subject): string {
    const { product, unit, place, kind, level, direction, episode, headline } = subject;
    const { evidence } = episode;
    const moved = direction === 'up' ? 'tăng' : 'giảm';
    const since = figures.day(episode.openedOn);
    if (kind === 'resolved' && isUnknown(episode)) {
      return `KHÔNG CÒN SỐ LIỆU – ${product} tại ${place}: chưa có số liệu từ ngày ${figures.day(addDays(episode.lastDay, 1))} nên cảnh báo về biến động từ ngày ${since} tự kết thúc. Chưa rõ giá hiện nay.`;
    }
    if (kind === 'resolved') {
      const end =
        episode.resolution === 'new-level'
          ? 'mức giá hiện nay từ nay được coi là mức mới'
          : evidence.rung === 'cover'
            ? 'tồn kho đã trở lại bình thường'
            : 'giá đã trở lại quanh mức thường ngày';
      const day = episode.resolvedOn ? ` ngày ${figures.day(episode.resolvedOn)}` : '';
      return `HẾT BIẾN ĐỘNG – ${product} tại ${place}: biến động từ ngày ${since} đã kết thúc${day}, ${end}.`;
    }
    if (kind === 'withdrawn') {
      return `RÚT CẢNH BÁO – ${product} tại ${place}: theo số liệu đã được điều chỉnh, biến động từ ngày ${since} không còn căn cứ. Không cần xác minh thêm.`;
    }
    const day = figures.day(episode.escalatedOn ?? episode.lastDay);
    const title =
      kind === 'lowered'
        ? `HẠ MỨC CẢNH BÁO XUỐNG "${LEVEL[level]}"`
        : kind === 'escalated'
          ? `NÂNG MỨC CẢNH BÁO LÊN "${LEVEL[level]}"`
          : evidence.rung === 'cover'
            ? 'CẢNH BÁO SỚM VỀ NGUỒN HÀNG'
            : 'CẢNH BÁO BIẾN ĐỘNG GIÁ';
    const outlets = `${evidence.agreeing}/${evidence.reporting} điểm bán`;
    const threshold = `ngưỡng nội bộ ${thresholdWords(evidence).vi}`;
    const price = figures.price(evidence.observed, unit);
    const reference = figures.price(evidence.reference, unit);
    const [mean, expected] = [evidence.observed, evidence.reference].map((dong) => figures.workedOutPrice(dong, unit));
    const asks =
      kind === 'lowered'
        ? ' Số liệu hoặc ngưỡng đã được điều chỉnh sau đó: mức cao hơn đã báo trước đây không còn đúng.'
        : ' Đề nghị xác minh.';
    const { rung } = evidence;
    const byRung = {
      ceiling: () =>
        `giá bán lẻ ${price} ngày ${day}, cao hơn giá trần đang áp dụng (${reference}) ${figures.percent(evidence.changePct)}; ${outlets} có giá trên giá trần, theo quy tắc nội bộ mọi mức vượt trần đều được báo`,
      trailing: () =>
        `giá bán lẻ ${price} ngày ${day}, ${moved} ${figures.percent(Math.abs(evidence.changePct))} so với trung vị tối đa ${TRAILING_REPORTS} ngày báo cáo trước (${reference}); ${outlets} vượt ${threshold}`,
      drift: () =>
        `giá bán lẻ ${price} ngày ${day}, ${moved} ${figures.percent(Math.abs(evidence.changePct))} so với khoảng ${evidence.lagDays ?? ''} ngày trước (${reference}); ${outlets} vượt ${threshold}`,
      cover: () =>
        `tồn kho ngày ${day} ${evidence.coverDays === undefined ? 'đang cạn' : `chỉ còn đủ bán ${figures.cover(evidence.coverDays)}`}, giá chưa biến động; ${outlets} có tồn kho dưới ngưỡng nội bộ về số ngày đủ bán`,
      season: () =>
        `giá bán lẻ ${price} ngày ${day}, ${moved} ${figures.percent(Math.abs(evidence.changePct))} so với mức cùng kỳ các năm trước cho thấy (${reference}); ${outlets} vượt ${threshold}`,
      alps: () =>
        `giá trung bình tháng ${figures.month(evidence.month ?? '')} là ${mean}, theo xu hướng và mùa vụ là ${expected}; chỉ số ALPS ${figures.number(evidence.score ?? 0)}`,
      ifpa: () =>
        `giá trung bình tháng ${figures.month(evidence.month ?? '')} là ${mean}, cùng tháng năm trước là ${expected}; chỉ số IFPA ${figures.number(evidence.score ?? 0)}`,
    };
    const facts = headline?.move
      ? `giá bán lẻ ngày ${day} ${headline.move.vi}; ${outlets} ${rung === 'ceiling' ? 'có giá trên giá trần, theo quy tắc nội bộ mọi mức vượt trần đều được báo' : `vượt ${threshold}`}`
      : byRung[rung]();
    return `${title} – ${product} tại ${place}: ${facts}. Bắt đầu từ ngày ${since}.${asks}`;
  },

  /** Label and value of each number behind the news. */
  numbers({ episode, unit, level, headline }: Subject): [string, string][] {
    const { evidence } = episode;
    const { rung } = evidence;
    const priced = rung !== 'cover';
    return [
      ['Mức', LEVEL[level]],
      ['Căn cứ', RUNG[rung]],
      ...(headline?.prices
        ? ([
            ['Điểm bán đứng giữa', `${headline.prices.vi} (${headline.percent.vi})`],
            ['Cách hiểu', headline.definition.vi],
          ] as [string, string][])
        : medianPrices(evidence, unit)),
      ...(priced && rung !== 'ceiling' ? [['Ngưỡng nội bộ', thresholdWords(evidence).vi] as [string, string]] : []),
      ...(evidence.habit ? [['Nhịp giá theo lịch', habitWords(evidence.habit).vi] as [string, string]] : []),
      ['Điểm bán cùng xu hướng', `${evidence.agreeing}/${evidence.reporting} (${evidence.retailers} đơn vị)`],
      ...(evidence.coverDays === undefined
        ? []
        : [['Tồn kho đủ bán', figures.cover(evidence.coverDays)] as [string, string]]),
    ];
  },

  cause({ direction, episode }: Subject): string {
    return `Giá và tồn kho: ${(direction === 'up' ? CAUSE_UP : CAUSE_DOWN)[episode.evidence.cause]}`;
  },

  matchesTitle: 'GỢI Ý KẾT NỐI CUNG CẦU',

  match({ quantity, km, cost, from, to, fromPlace, toPlace }: Move): string {
    const [receiver, receiverContact] = isStoreParty(to)
      ? [`${to.storeName} (${to.retailerName}, ${toPlace})`, ` Bên nhận: ${contactOf(to)}.`]
      : [toPlace, ''];
    return `${from.storeName} (${from.retailerName}, ${fromPlace}) có thể điều phối ${quantity} cho ${receiver}, cách ${km}, chi phí khoảng ${cost}. Liên hệ bên giao: ${contactOf(from)}.${receiverContact}`;
  },

  link: 'Xem chi tiết (cần đăng nhập)',
  repeat: 'Thông báo này có thể trùng với một thông báo đã gửi trước đó.',
  footer:
    'Thông báo tự động của hệ thống theo dõi bình ổn thị trường. Ngưỡng nội bộ do cơ quan quản lý tự đặt; thông báo chỉ đề nghị xác minh và không kết luận về bất kỳ cơ sở nào.',
};

/** The two medians and the median change: of stock, of months, and of evidence that names no middle outlet. */
function medianPrices({ rung, observed, reference, changePct }: Evidence, unit: string): [string, string][] {
  const price = rung === 'alps' || rung === 'ifpa' ? figures.workedOutPrice : figures.price;
  return [
    ...(observed > 0 ? [['Giá bán lẻ (trung vị)', price(observed, unit)] as [string, string]] : []),
    ...(rung === 'cover'
      ? []
      : ([
          [rung === 'ceiling' ? 'Giá trần' : 'Giá so sánh', price(reference, unit)],
          ['Mức thay đổi (trung vị các điểm bán)', figures.change(changePct)],
        ] as [string, string][])),
  ];
}

/** True where an alert has ended because nobody reports the good any more: not a word of calm then. */
export function isUnknown({ resolution }: Episode): boolean {
  return resolution === 'no-longer-reported';
}

function contactOf({ contact }: Party): string {
  return [contact.name, contact.phone, contact.email].filter(Boolean).join(', ');
}

/** What a language must say. */
export type Wording = typeof vi;
