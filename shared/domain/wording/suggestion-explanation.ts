import type { BusinessDay } from '../business-day.ts';
import { FIGURES, type Figures } from '../figures.ts';
import type { Confidence, DemandBasis, DemandSource } from '../matching/demand.ts';
import type { Tier } from '../matching/match-settings.ts';
import { type CoverChange, isStoreParty, type Party, type PlaceParty } from '../matching/suggestion.ts';
import type { Bilingual, Product } from '../product.ts';

/** The numbers of one suggestion, both sides as they are and as they would be after all suggestions made with it. */
export interface SuggestionFacts {
  readonly product: Pick<Product, 'name' | 'unit'>;
  /** What is needed, where what is given stands in for it. */
  readonly insteadOf?: Bilingual;
  readonly quantityMilli: number;
  readonly from: Party;
  readonly to: Party | PlaceParty;
  readonly fromPlace: Bilingual;
  readonly toPlace: Bilingual;
  readonly tier: Tier;
  readonly roadKm: number;
  readonly costDong: number;
  /** Share of a light truck that the load fills. */
  readonly loadShare: number;
  readonly joinUnderLoadShare: number;
  readonly giver: {
    readonly cover?: CoverChange;
    readonly stockAfterMilli: number;
    /** Day of the report that the figures are from. */
    readonly date: BusinessDay;
    readonly supplier: boolean;
    readonly keepBackMilli: number;
  };
  /** Without a day for a place whose need is estimated. */
  readonly receiver: {
    readonly cover?: CoverChange;
    readonly date?: BusinessDay;
    /** Its own stock that is held for food safety, and so no cover, with the number of the document. */
    readonly held?: { readonly stockMilli: number; readonly document: string };
  };
  readonly need: DemandBasis;
}

/** Stable codes of why this pair was chosen, the kind of source first. */
export function reasonsOf(facts: SuggestionFacts, day: BusinessDay): string[] {
  const { tier, giver, receiver } = facts;
  const isOfToday = giver.date >= day && (receiver.date === undefined || receiver.date >= day);
  return [
    tier,
    receiver.date === undefined ? 'need-estimated' : 'receiver-short',
    giver.supplier ? 'supplier-offer' : 'keep-back-kept',
    isOfToday ? 'figures-of-the-day' : 'figures-some-days-old',
    ...(receiver.held ? ['receiver-stock-held'] : []),
    ...(facts.insteadOf ? ['substitute'] : []),
    ...(shouldJoin(facts) ? ['consider-joining'] : []),
  ];
}

function shouldJoin({ loadShare, joinUnderLoadShare }: SuggestionFacts): boolean {
  return loadShare < joinUnderLoadShare;
}

/** One paragraph with every number that the suggestion rests on, in both languages. */
export function explainSuggestion(facts: SuggestionFacts): Bilingual {
  return { vi: explainInVietnamese(facts, FIGURES.vi), en: explainInEnglish(facts, FIGURES.en) };
}

const TIER_VI: Record<Tier, string> = {
  'own-chain': 'cùng hệ thống',
  'same-area': 'cùng địa bàn',
  'other-area': 'địa bàn khác trong thành phố',
  supplier: 'nguồn cung, chợ đầu mối hoặc ngoài thành phố',
};

const TIER_EN: Record<Tier, string> = {
  'own-chain': 'same chain',
  'same-area': 'same area',
  'other-area': 'another area of the city',
  supplier: 'supplier, wholesale market or outside the city',
};

const SOURCE: Readonly<Record<DemandSource, Bilingual>> = {
  sales: { vi: 'lượng bán được báo cáo', en: 'reported sales' },
  'stock-differences': { vi: 'chênh lệch tồn kho', en: 'differences of stock' },
  population: { vi: 'dân số và định mức (ước tính)', en: 'people and a norm (an estimate)' },
};

const CONFIDENCE: Readonly<Record<Confidence, Bilingual>> = {
  high: { vi: 'cao', en: 'high' },
  medium: { vi: 'trung bình', en: 'medium' },
  low: { vi: 'thấp', en: 'low' },
};

function explainInVietnamese(facts: SuggestionFacts, figures: Figures): string {
  const { from, to, giver, receiver, need } = facts;
  const quantity = (milli: number) => figures.quantity(milli, facts.product.unit.vi);
  const receiverName = isStoreParty(to) ? `${to.storeName} (${facts.toPlace.vi})` : facts.toPlace.vi;
  const giverText = giver.supplier
    ? `Bên giao là nguồn cung, sau đó còn chào ${quantity(giver.stockAfterMilli)}.`
    : `Bên giao còn ${quantity(giver.stockAfterMilli)}${range(giver, (before, after) => ` (đủ bán từ ${figures.days(before)} còn ${figures.days(after)})`)}, vẫn giữ đủ mức dự phòng ${quantity(giver.keepBackMilli)}.`;
  return sentences([
    `${from.storeName} (${facts.fromPlace.vi}) có thể điều phối ${quantity(facts.quantityMilli)}${facts.insteadOf ? ` ${facts.product.name.vi} (thay cho ${facts.insteadOf.vi})` : ''} cho ${receiverName}: ${TIER_VI[facts.tier]}, cách khoảng ${figures.km(facts.roadKm)} đường bộ, chi phí vận chuyển ước tính ${figures.dong(facts.costDong)}.`,
    range(receiver, (before, after) => `Bên nhận đủ bán từ ${figures.days(before)} lên ${figures.days(after)}.`),
    receiver.held
      ? `Tồn kho ${quantity(receiver.held.stockMilli)} của bên nhận đang tạm giữ vì an toàn thực phẩm (${receiver.held.document}) nên không được tính.`
      : '',
    giverText,
    receiver.date === undefined
      ? `Số liệu bên giao ngày ${figures.day(giver.date)}.`
      : `Số liệu bên giao ngày ${figures.day(giver.date)}, bên nhận ngày ${figures.day(receiver.date)}.`,
    `Nhu cầu tính theo ${SOURCE[need.source].vi}${need.byWeekday ? ' theo thứ trong tuần' : ''}, độ tin cậy ${CONFIDENCE[need.confidence].vi}.`,
    shouldJoin(facts) ? `Hàng chỉ đầy ${loadOf(facts, figures)} xe tải nhẹ: nên ghép chuyến.` : '',
  ]);
}

function explainInEnglish(facts: SuggestionFacts, figures: Figures): string {
  const { from, to, giver, receiver, need } = facts;
  const quantity = (milli: number) => figures.quantity(milli, facts.product.unit.en);
  const receiverName = isStoreParty(to) ? `${to.storeName} (${facts.toPlace.en})` : facts.toPlace.en;
  const giverText = giver.supplier
    ? `The giver is a supplier and still offers ${quantity(giver.stockAfterMilli)} afterwards.`
    : `The giver has ${quantity(giver.stockAfterMilli)} left${range(giver, (before, after) => ` (cover from ${figures.days(before)} to ${figures.days(after)})`)} and keeps its reserve of ${quantity(giver.keepBackMilli)}.`;
  return sentences([
    `${from.storeName} (${facts.fromPlace.en}) could supply ${quantity(facts.quantityMilli)}${facts.insteadOf ? ` of ${facts.product.name.en} (in place of ${facts.insteadOf.en})` : ''} to ${receiverName}: ${TIER_EN[facts.tier]}, about ${figures.km(facts.roadKm)} by road, carriage about ${figures.dong(facts.costDong)}.`,
    range(
      receiver,
      (before, after) => `The receiver's cover rises from ${figures.days(before)} to ${figures.days(after)}.`,
    ),
    receiver.held
      ? `The receiver's own ${quantity(receiver.held.stockMilli)} are held for food safety (${receiver.held.document}) and do not count.`
      : '',
    giverText,
    receiver.date === undefined
      ? `Figures of ${figures.day(giver.date)} (giver).`
      : `Figures of ${figures.day(giver.date)} (giver) and ${figures.day(receiver.date)} (receiver).`,
    `The need is from ${SOURCE[need.source].en}${need.byWeekday ? ' by weekday' : ''}, confidence ${CONFIDENCE[need.confidence].en}.`,
    shouldJoin(facts) ? `It fills only ${loadOf(facts, figures)} of a light truck: consider joining loads.` : '',
  ]);
}

function loadOf({ loadShare }: SuggestionFacts, figures: Figures): string {
  return figures.percent(100 * loadShare);
}

function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function range({ cover }: { readonly cover?: CoverChange }, write: (before: number, after: number) => string): string {
  return cover ? write(cover.before, cover.after) : '';
}
