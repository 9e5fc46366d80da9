import { FIGURES } from '../../figures.ts';
import type { LeftCause } from '../../matching/unmet-cause.ts';

const figures = FIGURES.vi;

/** So much of a good. */
interface Quantity {
  readonly milli: number;
  readonly unit: string;
}

export const searches = {
  /** Why a need stays unmet, as a part of a sentence. */
  causes: {
    'nobody-reachable': 'không có nguồn nào trong phạm vi cho phép',
    'supply-exhausted': 'các nguồn chỉ còn mức dự phòng',
    'capacity-reached': 'đường vận chuyển đã hết khả năng',
    'dearer-than-unmet': 'chi phí vận chuyển quá cao',
    'time-ran-out': 'chưa kịp tìm hết',
    'below-least-lot': 'lượng quá ít cho một chuyến',
    'below-least-gain': 'lượng hàng quá ít so với sức bán của bên nhận',
    declined: 'phương án đã bị từ chối',
    held: 'hàng đang tạm giữ vì an toàn thực phẩm',
    expired: 'số liệu của phương án đã quá cũ',
    'left-for-later': 'để lại cho lượt tìm sau',
  } satisfies Record<LeftCause, string>,

  nobodyShort: 'Không có điểm bán nào được xác định là đang thiếu hàng.',

  stillUnmet: ({ milli, unit }: Quantity) => `Còn thiếu ${figures.quantity(milli, unit)} chưa tìm được nguồn.`,

  why: (causes: readonly (Quantity & { readonly cause: string })[]) =>
    `Lý do: ${causes.map(({ cause, milli, unit }) => `${cause} (${figures.quantity(milli, unit)})`).join('; ')}.`,

  pending: (suppliers: number) =>
    `Báo cáo của ${suppliers} điểm cung ứng đã nhận và đang được xử lý; sau đó nguồn hàng sẽ được tìm lại.`,

  held: ({ milli, unit, places, documents }: Quantity & { places: number; documents: string }) =>
    `${figures.quantity(milli, unit)} tại ${places} nơi đang tạm giữ vì an toàn thực phẩm nên không được điều phối (${documents}).`,

  estimated: ({ places, sharedBy }: { places: number; sharedBy: number }) =>
    `Nhu cầu của ${places} địa bàn chưa có số liệu tồn kho được ước tính theo dân số${sharedBy > 1 ? `, định mức của cả nhóm chia đều cho ${sharedBy} mặt hàng` : ''}.`,

  notShown: (lines: number) => `Còn ${lines} phương án nhỏ hơn chưa nêu.`,

  stoppedByTime: (gapPercent: number) =>
    `Việc tìm kiếm dừng vì hết thời gian; phương án khác có thể rẻ hơn tối đa ${figures.percent(gapPercent)}.`,

  withoutStock: (stores: number) => `${stores} điểm bán không báo tồn kho.`,

  withoutDemand: (stores: number) => `${stores} điểm bán chưa có số liệu bán ra để tính nhu cầu.`,

  tooOld: (stores: number) => `${stores} điểm bán có số liệu đã quá cũ.`,
};
