import { FIGURES } from '../../figures.ts';
import type { Doubt } from '../../history/doubt.ts';

const figures = FIGURES.vi;

/** A figure for an article that was rounded when it was turned into one for the catalogue's unit. */
export interface RoundedArticle {
  readonly article: string;
  readonly factor: number;
  readonly unit: string;
  readonly member: string;
  readonly written: number;
  readonly kept: number;
}

export const warnings = {
  /** What a price that is held back looks like. */
  doubts: {
    'slipped-digits':
      'Giá gấp hoặc kém khoảng 10, 100 hay 1.000 lần các báo cáo trước của điểm bán: có thể thừa, thiếu chữ số 0 hoặc ghi theo nghìn đồng.',
    'far-from-usual': 'Giá cách xa các báo cáo trước của điểm bán.',
    'other-unit': 'Giá đúng gấp đôi hoặc bằng nửa báo cáo trước: có thể ghi theo đơn vị khác (nửa cân, đôi, cặp).',
    'copied-price':
      'Giá trùng với giá một mặt hàng khác trong cùng báo cáo và lệch so với các báo cáo trước: có thể chép nhầm dòng.',
    'shifted-rows':
      'Từ một nửa số giá của báo cáo trở lên lệch hẳn so với các báo cáo trước: có thể lệch dòng hoặc nhầm tệp.',
  } satisfies Record<Doubt, string>,

  heldBack: 'Tạm giữ, chưa tính vào thống kê. Nếu đúng, gửi lại dòng này với "confirm": true.',

  wrongCheckDigit: 'Chữ số kiểm tra của mã vạch không khớp: có thể đã gõ nhầm. Dòng vẫn được giữ.',

  nothingWithdrawn: 'Báo cáo đã lưu không có dòng nào như vậy để rút.',

  /** `member`: as it was sent, in quotes. */
  unknownMember: (member: string) => `Không dùng đến ${member}: hệ thống không biết trường này. Kiểm tra cách viết.`,

  articleRounded: ({ article, factor, unit, member, written, kept }: RoundedArticle) =>
    member === 'price'
      ? `Mã riêng ${article}: giá ${figures.dong(written)} cho ${figures.exact(factor)} ${unit} được làm tròn thành ${figures.dong(kept)} cho 1 ${unit}.`
      : `Mã riêng ${article}: "${member}" ${figures.exact(written)} × ${figures.exact(factor)} ${unit} được làm tròn thành ${figures.exact(kept)} ${unit}.`,

  rowsDropped: (count: number) =>
    `${count} dòng của báo cáo trước không còn trong báo cáo này. Nếu chỉ muốn sửa vài dòng, dùng ?mode=patch.`,

  /** A row of a workbook whose code and name are two goods'. */
  nameDiffers: ({ code, own, named }: { code: string; own: string; named: string }) =>
    `Đã lấy theo mã ${code} (${own}), nhưng tên ghi ở dòng này là của ${named}. Kiểm tra lại mã.`,

  convertedQuantity: ({ unit, kilograms }: { unit: string; kilograms: number }) =>
    `Số lượng tính theo ${unit} đã được đổi thành ${figures.exact(kilograms)} kg.`,
};
