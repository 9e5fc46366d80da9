import type { BusinessDay } from '../../business-day.ts';
import { FIGURES } from '../../figures.ts';
import type { Confidence, DemandBasis, DemandSource } from '../../matching/demand.ts';
import type { Tier } from '../../matching/match-settings.ts';
import type { Alternative, CoverChange, Limit } from '../../matching/suggestion.ts';

const figures = FIGURES.vi;

/** Who could give whom how much, with all names in one language. */
interface SuggestedLine {
  readonly quantityMilli: number;
  readonly unit: string;
  readonly giver: string;
  readonly receiver: string;
  /** Where something else is given than what is needed: its name, and what it stands in for. */
  readonly substitute: { readonly name: string; readonly insteadOf: string } | undefined;
  readonly tier: Tier;
  readonly roadKm: number;
  readonly costDong: number;
}

/** What a giver has left. */
interface LeftOver {
  readonly stockAfterMilli: number;
  readonly keepBackMilli: number;
  readonly cover: CoverChange | undefined;
  readonly unit: string;
}

/** Somebody else who could give, with all names in one language. */
interface OtherGiver extends Pick<Alternative, 'because' | 'paidMorePerUnit' | 'rankedMorePerUnit'> {
  readonly storeName: string;
  readonly substitute: string | undefined;
  readonly unit: string;
}

const TIERS: Readonly<Record<Tier, string>> = {
  'own-chain': 'cùng hệ thống',
  'same-area': 'cùng địa bàn',
  'other-area': 'địa bàn khác trong thành phố',
  supplier: 'nguồn cung, chợ đầu mối hoặc ngoài thành phố',
};

const SOURCES: Readonly<Record<DemandSource, string>> = {
  sales: 'lượng bán được báo cáo',
  'stock-differences': 'chênh lệch tồn kho',
  population: 'dân số và định mức (ước tính)',
};

const CONFIDENCES: Readonly<Record<Confidence, string>> = { high: 'cao', medium: 'trung bình', low: 'thấp' };

const BECAUSE: Readonly<Record<Alternative['because'], string>> = {
  'dearer-way': 'đường xa hơn',
  'later-tier': 'thuộc nhóm nguồn ưu tiên sau',
  substitute: 'hàng thay thế',
  'needed-elsewhere': 'hàng đang dành cho nơi khác',
};

export const suggestions = {
  line({ substitute, ...line }: SuggestedLine): string {
    const what = substitute ? ` ${substitute.name} (thay cho ${substitute.insteadOf})` : '';
    return `${line.giver} có thể điều phối ${figures.quantity(line.quantityMilli, line.unit)}${what} cho ${line.receiver}: ${TIERS[line.tier]}, cách khoảng ${figures.km(line.roadKm)} đường bộ, chi phí vận chuyển ước tính ${figures.dong(line.costDong)}.`;
  },

  coverOfReceiver: ({ before, after }: CoverChange) =>
    `Bên nhận đủ bán từ ${figures.days(before)} lên ${figures.days(after)}.`,

  heldOfReceiver: ({ stockMilli, unit, document }: { stockMilli: number; unit: string; document: string }) =>
    `Tồn kho ${figures.quantity(stockMilli, unit)} của bên nhận đang tạm giữ vì an toàn thực phẩm (${document}) nên không được tính.`,

  supplierLeft: ({ stockAfterMilli, unit }: Pick<LeftOver, 'stockAfterMilli' | 'unit'>) =>
    `Bên giao là nguồn cung, sau đó còn chào ${figures.quantity(stockAfterMilli, unit)}.`,

  shopLeft({ stockAfterMilli, keepBackMilli, cover, unit }: LeftOver): string {
    const change = cover ? ` (đủ bán từ ${figures.days(cover.before)} còn ${figures.days(cover.after)})` : '';
    return `Bên giao còn ${figures.quantity(stockAfterMilli, unit)}${change}, vẫn giữ đủ mức dự phòng ${figures.quantity(keepBackMilli, unit)}.`;
  },

  figuresOf: ({ giver, receiver }: { giver: BusinessDay; receiver: BusinessDay | undefined }) =>
    `Số liệu bên giao ngày ${figures.day(giver)}${receiver === undefined ? '' : `, bên nhận ngày ${figures.day(receiver)}`}.`,

  need: ({ source, byWeekday, confidence }: DemandBasis) =>
    `Nhu cầu tính theo ${SOURCES[source]}${byWeekday ? ' theo thứ trong tuần' : ''}, độ tin cậy ${CONFIDENCES[confidence]}.`,

  joinLoads: ({ loadPct }: { loadPct: number }) =>
    `Hàng chỉ đầy ${figures.percent(loadPct)} xe tải nhẹ: nên ghép chuyến.`,

  /** One of the others who could give, as a part of a sentence. */
  other({ storeName, substitute, unit, rankedMorePerUnit, paidMorePerUnit, because }: OtherGiver): string {
    const [ranked, paid] = [figures.priceMore(rankedMorePerUnit, unit), figures.priceMore(paidMorePerUnit, unit)];
    return `${storeName} (${substitute ? `${substitute}: ` : ''}${ranked} theo thứ tự ưu tiên, cước ${paid}; ${BECAUSE[because]})`;
  },

  others: (others: readonly string[]) =>
    others.length === 0 ? 'Không có bên giao nào khác.' : `Bên giao khác: ${others.join('; ')}.`,

  /** What one unit more from the giver would change. */
  limit(limit: Limit, { giver, unit }: { giver: string; unit: string }): string {
    const oneMore = figures.quantity(1000, unit);
    if (limit.kind === 'serves-more') return `Thêm ${oneMore} từ ${giver} thì bớt thiếu ${oneMore}.`;
    return limit.kind === 'saves'
      ? `Thêm ${oneMore} từ ${giver} thì bớt được ${figures.dong(limit.savingPerUnit)} theo thứ tự ưu tiên.`
      : `Bên nhận đã đủ, thêm hàng từ ${giver} không giúp gì thêm.`;
  },
};
