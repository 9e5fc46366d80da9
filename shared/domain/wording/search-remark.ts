import { FIGURES, type Figures } from '../figures.ts';
import type { Held } from '../matching/participants.ts';
import type { UnmetCause } from '../matching/supply-plan.ts';
import type { NoPart } from '../matching/surplus-and-need.ts';
import type { Bilingual, Product } from '../product.ts';

/** What was left out of the search, so that nobody takes silence for plenty. */
interface SearchGaps {
  readonly product: Pick<Product, 'unit'>;
  readonly receivers: number;
  /** Receivers that are places with an estimated need, and over how many goods of a group the norm was divided. */
  readonly estimated: number;
  readonly sharedBy: number;
  readonly unmet: readonly { readonly quantityMilli: number; readonly cause: UnmetCause }[];
  /** Lines that were found beyond those that are suggested. */
  readonly notShown: number;
  readonly gapPercent: number;
  /** Stores of the place about which nothing could be said, by reason. */
  readonly unknown: Readonly<Partial<Record<NoPart, number>>>;
  /** What would be there if it were not held. */
  readonly held: readonly Held[];
}

/** Why a need stays unmet, as a part of a sentence. */
export const CAUSE_WORDS: Readonly<Record<UnmetCause, Bilingual>> = {
  'nobody-reachable': {
    vi: 'không có nguồn nào trong phạm vi cho phép',
    en: 'nobody within reach has any',
  },
  'supply-exhausted': { vi: 'các nguồn chỉ còn mức dự phòng', en: 'the sources have only their reserves left' },
  'capacity-reached': { vi: 'đường vận chuyển đã hết khả năng', en: 'the ways carry no more' },
  'dearer-than-unmet': { vi: 'chi phí vận chuyển quá cao', en: 'carriage would cost too much' },
  'time-ran-out': { vi: 'chưa kịp tìm hết', en: 'time ran out' },
  'below-least-lot': { vi: 'lượng quá ít cho một chuyến', en: 'too little for a trip' },
};

export const UNMET_CAUSES = Object.keys(CAUSE_WORDS) as UnmetCause[];

/** Why there is no suggestion, or less than is needed; none when every need is met from known figures. */
export function remarkOn(gaps: SearchGaps): Bilingual | undefined {
  const { product, receivers, unmet, unknown } = gaps;
  const vi: string[] = [];
  const en: string[] = [];
  const tell = (inVietnamese: string, inEnglish: string) => {
    vi.push(inVietnamese);
    en.push(inEnglish);
  };
  if (receivers === 0) {
    tell('Không có điểm bán nào được xác định là đang thiếu hàng.', 'No store is known to be short.');
  }
  const unmetMilli = unmet.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
  if (unmetMilli > 0) {
    tell(
      `Còn thiếu ${FIGURES.vi.quantity(unmetMilli, product.unit.vi)} chưa tìm được nguồn.`,
      `${FIGURES.en.quantity(unmetMilli, product.unit.en)} are still without a source.`,
    );
    tell(`Lý do: ${causesIn('vi', gaps, FIGURES.vi)}.`, `Why: ${causesIn('en', gaps, FIGURES.en)}.`);
  }
  if (gaps.held.length > 0) {
    const heldMilli = gaps.held.reduce((sum, { stockMilli }) => sum + stockMilli, 0);
    const documents = [...new Set(gaps.held.map(({ hold }) => hold.document))].sort().join('; ');
    tell(
      `${FIGURES.vi.quantity(heldMilli, product.unit.vi)} tại ${gaps.held.length} nơi đang tạm giữ vì an toàn thực phẩm nên không được điều phối (${documents}).`,
      `${FIGURES.en.quantity(heldMilli, product.unit.en)} at ${gaps.held.length} place(s) are held for food safety and must not move (${documents}).`,
    );
  }
  if (gaps.estimated > 0) {
    const [groupVi, groupEn] =
      gaps.sharedBy > 1
        ? [
            `, định mức của cả nhóm chia đều cho ${gaps.sharedBy} mặt hàng`,
            `, the norm of the group shared evenly by ${gaps.sharedBy} goods`,
          ]
        : ['', ''];
    tell(
      `Nhu cầu của ${gaps.estimated} địa bàn chưa có số liệu tồn kho được ước tính theo dân số${groupVi}.`,
      `The need of ${gaps.estimated} place(s) without stock figures is estimated from the population${groupEn}.`,
    );
  }
  if (gaps.notShown > 0) {
    tell(`Còn ${gaps.notShown} phương án nhỏ hơn chưa nêu.`, `${gaps.notShown} smaller line(s) are not shown.`);
  }
  if (gaps.gapPercent > 0) {
    tell(
      `Việc tìm kiếm dừng vì hết thời gian; phương án khác có thể rẻ hơn tối đa ${FIGURES.vi.percent(gaps.gapPercent)}.`,
      `The search was stopped by time: another plan could be cheaper by ${FIGURES.en.percent(gaps.gapPercent)} at most.`,
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

function causesIn(language: 'vi' | 'en', { unmet, product }: SearchGaps, figures: Figures): string {
  const byCause = Map.groupBy(unmet, ({ cause }) => cause);
  return UNMET_CAUSES.flatMap((cause) => {
    const milli = (byCause.get(cause) ?? []).reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
    return milli > 0 ? [`${CAUSE_WORDS[cause][language]} (${figures.quantity(milli, product.unit[language])})`] : [];
  }).join('; ');
}
