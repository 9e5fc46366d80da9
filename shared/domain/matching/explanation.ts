import type { BusinessDay } from '../business-day.ts';
import { FIGURES, type Figures } from '../figures.ts';
import type { Bilingual, Product } from '../product.ts';
import type { Tier } from './match-settings.ts';
import type { Party } from './suggestion.ts';
import type { NoPart } from './surplus-and-need.ts';

/** The numbers of one suggestion, both sides as they are and as they would be after all suggestions made with it. */
export interface SuggestionFacts {
  readonly product: Pick<Product, 'unit'>;
  readonly quantityMilli: number;
  readonly from: Party;
  readonly to: Party;
  readonly fromPlace: Bilingual;
  readonly toPlace: Bilingual;
  readonly tier: Tier;
  readonly roadKm: number;
  readonly costDong: number;
  readonly giver: Side & { readonly supplier: boolean; readonly keepBackMilli: number };
  readonly receiver: Side;
}

export interface Side {
  readonly coverBefore: number | undefined;
  readonly coverAfter: number | undefined;
  readonly stockAfterMilli: number;
  /** Day of the report that the figures are from. */
  readonly date: BusinessDay;
}

/** Stable codes of why this pair was chosen, the kind of source first. */
export function reasonsOf({ tier, giver, receiver }: SuggestionFacts, day: BusinessDay): string[] {
  return [
    tier,
    'receiver-short',
    giver.supplier ? 'supplier-offer' : 'keep-back-kept',
    giver.date >= day && receiver.date >= day ? 'figures-of-the-day' : 'figures-some-days-old',
  ];
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

function explainInVietnamese(facts: SuggestionFacts, figures: Figures): string {
  const { from, to, giver, receiver } = facts;
  const quantity = (milli: number) => figures.quantity(milli, facts.product.unit.vi);
  const giverText = giver.supplier
    ? `Bên giao là nguồn cung, sau đó còn chào ${quantity(giver.stockAfterMilli)}.`
    : `Bên giao còn ${quantity(giver.stockAfterMilli)}${range(giver, (before, after) => ` (đủ bán từ ${figures.days(before)} còn ${figures.days(after)})`)}, vẫn giữ đủ mức dự phòng ${quantity(giver.keepBackMilli)}.`;
  return [
    `${from.storeName} (${facts.fromPlace.vi}) có thể điều phối ${quantity(facts.quantityMilli)} cho ${to.storeName} (${facts.toPlace.vi}): ${TIER_VI[facts.tier]}, cách khoảng ${figures.km(facts.roadKm)} đường bộ, chi phí vận chuyển ước tính ${figures.dong(facts.costDong)}.`,
    range(receiver, (before, after) => `Bên nhận đủ bán từ ${figures.days(before)} lên ${figures.days(after)}.`),
    giverText,
    `Số liệu bên giao ngày ${figures.day(giver.date)}, bên nhận ngày ${figures.day(receiver.date)}.`,
  ].join(' ');
}

function explainInEnglish(facts: SuggestionFacts, figures: Figures): string {
  const { from, to, giver, receiver } = facts;
  const quantity = (milli: number) => figures.quantity(milli, facts.product.unit.en);
  const giverText = giver.supplier
    ? `The giver is a supplier and still offers ${quantity(giver.stockAfterMilli)} afterwards.`
    : `The giver has ${quantity(giver.stockAfterMilli)} left${range(giver, (before, after) => ` (cover from ${figures.days(before)} to ${figures.days(after)})`)} and keeps its reserve of ${quantity(giver.keepBackMilli)}.`;
  return [
    `${from.storeName} (${facts.fromPlace.en}) could supply ${quantity(facts.quantityMilli)} to ${to.storeName} (${facts.toPlace.en}): ${TIER_EN[facts.tier]}, about ${figures.km(facts.roadKm)} by road, carriage about ${figures.dong(facts.costDong)}.`,
    range(
      receiver,
      (before, after) => `The receiver's cover rises from ${figures.days(before)} to ${figures.days(after)}.`,
    ),
    giverText,
    `Figures of ${figures.day(giver.date)} (giver) and ${figures.day(receiver.date)} (receiver).`,
  ].join(' ');
}

function range({ coverBefore, coverAfter }: Side, write: (before: number, after: number) => string): string {
  return coverBefore === undefined || coverAfter === undefined ? '' : write(coverBefore, coverAfter);
}

/** What was left out of the search, so that nobody takes silence for plenty. */
export interface SearchGaps {
  readonly product: Pick<Product, 'unit'>;
  readonly receivers: number;
  readonly unmetMilli: number;
  /** Stores of the place about which nothing could be said, by reason. */
  readonly unknown: Readonly<Partial<Record<NoPart, number>>>;
}

/** Why there is no suggestion, or less than is needed; none when every need is met from known figures. */
export function remarkOn({ product, receivers, unmetMilli, unknown }: SearchGaps): Bilingual | undefined {
  const vi: string[] = [];
  const en: string[] = [];
  const tell = (inVietnamese: string, inEnglish: string) => {
    vi.push(inVietnamese);
    en.push(inEnglish);
  };
  if (receivers === 0) {
    tell('Không có điểm bán nào được xác định là đang thiếu hàng.', 'No store is known to be short.');
  }
  if (unmetMilli > 0) {
    tell(
      `Còn thiếu ${FIGURES.vi.quantity(unmetMilli, product.unit.vi)} chưa tìm được nguồn.`,
      `${FIGURES.en.quantity(unmetMilli, product.unit.en)} are still without a source.`,
    );
  }
  const withoutStock = unknown['stock-unknown'] ?? 0;
  const withoutDemand = unknown['demand-unknown'] ?? 0;
  const tooOld = unknown['figures-too-old'] ?? 0;
  if (withoutStock > 0) {
    tell(`${withoutStock} điểm bán không báo tồn kho.`, `${withoutStock} store(s) reported no stock.`);
  }
  if (withoutDemand > 0) {
    tell(
      `${withoutDemand} điểm bán chưa có số liệu bán ra để tính nhu cầu.`,
      `${withoutDemand} store(s) have no sales figures to estimate demand from.`,
    );
  }
  if (tooOld > 0) {
    tell(`${tooOld} điểm bán có số liệu đã quá cũ.`, `The figures of ${tooOld} store(s) are too old.`);
  }
  return vi.length === 0 ? undefined : { vi: vi.join(' '), en: en.join(' ') };
}
