import type { BusinessDay } from '../../business-day.ts';
import { FIGURES } from '../../figures.ts';
import type { QuantityReadings } from '../../reading/written-quantity.ts';
import type { Cell } from '../../workbook/sheet.ts';

const figures = FIGURES.vi;

interface Refusal {
  readonly detail: string;
  readonly hint: string;
}

/** A list of sheets or columns, in quotes. */
type List = string;

export const workbooks = {
  /** The columns that are added to a workbook which is sent back. */
  columns: { error: 'Lỗi', hint: 'Cách sửa' },

  /** The workbook that stores fill in; a reader of workbooks knows these words again. */
  template: {
    store: 'Điểm bán',
    day: 'Ngày',
    headers: [
      ...['Mã hàng', 'Tên hàng', 'Đơn vị', 'Giá hôm trước', 'Giá bán lẻ', 'Giá khuyến mại'],
      ...['Tồn kho', 'Đã bán', 'Sắp về', 'Ghi chú'],
    ],
    /** Titles of at most 32 letters. */
    price: {
      title: 'Giá bằng đồng',
      hint: 'Số nguyên đồng cho một đơn vị, ví dụ 145000. Không có giá thì để trống.',
      refusal: 'Giá phải là số nguyên đồng, ví dụ 145000 (không phải 145 hay 145k).',
    },
    quantity: {
      title: 'Số lượng',
      hint: 'Theo đơn vị của mặt hàng, ví dụ 120,5. Hết hàng ghi 0; không rõ thì để trống.',
      refusal: 'Số lượng phải là số không âm.',
    },
  },

  /** `cell`: "E8"; `written`: as it stands there, in quotes if it is a text. */
  noPrice: ({ cell, written, meant }: { cell: string; written: string; meant: number | undefined }): Refusal => ({
    detail: `Ô ${cell} ghi ${written}: không phải giá bằng số nguyên đồng.`,
    hint:
      meant === undefined ? 'Gõ giá đủ bằng đồng, ví dụ 145000.' : `Có phải ý là ${figures.dong(meant)}? Gõ ${meant}.`,
  }),

  scaled: ({ cell, written, meant }: { cell: string; written: string; meant: number | undefined }): Refusal => ({
    detail: `Ô ${cell} ghi ${written}, mà bảng ghi giá theo nghìn hoặc triệu đồng: hệ thống không đoán.`,
    hint:
      meant === undefined
        ? 'Ghi giá đủ bằng đồng và sửa tiêu đề thành "(đ)".'
        : `Có phải ý là ${figures.dong(meant)}? Gõ ${meant} và sửa tiêu đề thành "(đ)".`,
  }),

  noQuantity: ({
    cell,
    written,
    asDecimal,
    asThousands,
  }: { cell: string; written: string } & QuantityReadings): Refusal => ({
    detail: `Ô ${cell} ghi ${written}: không rõ là số lượng nào.`,
    hint:
      asDecimal !== undefined && asThousands !== undefined && asDecimal !== asThousands
        ? `Có thể là ${figures.exact(asDecimal)} hoặc ${figures.exact(asThousands)}: gõ lại thành số, không gõ dấu ngăn cách hàng nghìn.`
        : 'Gõ số lượng thành số, không âm, tối đa ba chữ số thập phân; không rõ thì để trống.',
  }),

  /** By what stands in the cell in place of a number. */
  noNumber: {
    uncomputed: 'có công thức chưa được tính',
    error: 'có lỗi của bảng tính',
    number: 'là tỷ lệ phần trăm',
    date: 'là ngày tháng',
    time: 'là giờ hoặc khoảng thời gian',
    boolean: 'là giá trị đúng/sai',
  } satisfies Record<Exclude<Cell['kind'], 'text'>, string>,
  noNumberIn: ({ cell, is, written }: { cell: string; is: string; written: string }): Refusal => ({
    detail: `Ô ${cell} ${is}${written === '' ? '' : ` (${written})`}.`,
    hint: 'Gõ thẳng con số vào ô, định dạng ô là số (Number), rồi lưu lại tệp.',
  }),

  otherUnit: ({ cell, unit, own }: { cell: string; unit: string; own: string }): Refusal => ({
    detail: `Số lượng ở ô ${cell} tính theo ${unit}; đơn vị của mặt hàng là ${own}.`,
    hint: `Ghi số lượng theo ${own}.`,
  }),

  unitOfArticle: ({
    cell,
    unit,
    article,
    factor,
    own,
  }: {
    cell: string;
    unit: string;
    article: string;
    factor: number;
    own: string;
  }): Refusal => ({
    detail: `Ô ${cell} tính theo ${unit}, còn mã riêng ${article} là ${figures.exact(factor)} ${own}: không rõ là bao nhiêu.`,
    hint: `Ghi giá và số lượng theo một mã riêng (${figures.exact(factor)} ${own}), hoặc dùng mã hàng chung và ghi theo ${own}.`,
  }),

  severalArticles: ({ cell, written, articles }: { cell: string; written: string; articles: List }): Refusal => ({
    detail: `Ô ${cell} là số ${written}: có thể là mã riêng ${articles}, hệ thống không đoán.`,
    hint: 'Định dạng cột mã riêng là văn bản (Text) và ghi đủ các số 0 ở đầu.',
  }),

  columnsDiffer: ({ cell, headers }: { cell: string; headers: List }): Refusal => ({
    detail: `Hai cột cùng nghĩa (${headers}) ghi khác nhau ở dòng này (ô ${cell}).`,
    hint: 'Chỉ giữ một cột, hoặc ghi ngày vào tiêu đề của từng cột.',
  }),

  otherPrices: ({ cell, said }: { cell: string; said: string }): Refusal => ({
    detail: `Ô ${cell} nằm dưới ${said}: có thể không phải giá bán lẻ của ngày báo cáo, hệ thống không đoán.`,
    hint: 'Nếu đúng là giá bán lẻ, ghi tiêu đề cột là "Giá bán lẻ" và sửa dòng hoặc tên trang tính đó; nếu không, bỏ các dòng này.',
  }),

  merged: ({ cell }: { cell: string }): Refusal => ({
    detail: `Ô ${cell} được gộp cho nhiều mặt hàng: không rõ là của từng mặt hàng hay của tất cả.`,
    hint: 'Bỏ gộp ô và ghi cho từng mặt hàng.',
  }),

  noPriceType: ({ cell }: { cell: string }): Refusal => ({
    detail: `Ô ${cell} không ghi loại giá, mà dòng trên không phải giá bán lẻ.`,
    hint: 'Ghi loại giá ở từng dòng: bán lẻ, khuyến mại hoặc bán buôn.',
  }),

  noGood: ({ cell }: { cell: string }): Refusal => ({
    detail: `Dòng này có giá nhưng không có mã và tên hàng (ô ${cell}).`,
    hint: 'Ghi mã hàng như 01.0004, hoặc xóa giá nếu đây không phải một mặt hàng.',
  }),

  /** Why nothing of a workbook is taken. */
  problems: {
    noTable: ({ sheets, unknown }: { sheets: List; unknown: List }) =>
      `Không thấy bảng nào có cột mã hoặc tên hàng và cột giá trong 30 dòng đầu của ${sheets}.${unknown === '' ? '' : ` Các tiêu đề đã thấy: ${unknown}.`} Dùng mẫu ở /v1/template.xlsx, hoặc đặt tiêu đề như "Mã hàng", "Tên hàng", "Giá bán lẻ (đ)".`,
    storesDisagree: ({ cell, written, asked }: { cell: string; written: string; asked: string }) =>
      `Ô ${cell} ghi điểm bán ${written}, nhưng nơi khác ghi ${asked}. Không nhận dòng nào: hãy sửa một trong hai.`,
    daysDisagree: ({ cell, written, asked }: { cell: string; written: string; asked: BusinessDay }) =>
      `Ô ${cell} ghi ngày ${written}, nhưng nơi khác ghi ${figures.day(asked)}. Không nhận dòng nào: hãy sửa một trong hai.`,
    noStore: ({ sheet, written }: { sheet: string; written: string | undefined }) =>
      written === undefined
        ? `Trang ${sheet} không cho biết điểm bán. Ghi "Điểm bán" và mã điểm bán phía trên bảng, hoặc gửi với ?store=mã.`
        : `Trang ${sheet} ghi điểm bán ${written}, không phải điểm bán nào của đơn vị. Xem mã điểm bán tại /v1/me.`,
    noDay: ({ sheet, written }: { sheet: string; written: string | undefined }) =>
      written === undefined
        ? `Trang ${sheet} không cho biết ngày. Ghi "Ngày" và ngày phía trên bảng, hoặc gửi với ?date=2026-11-30.`
        : `Trang ${sheet} ghi ngày ${written}, chưa đủ rõ. Ghi đủ ngày, tháng, năm (30/11/2026), hoặc gửi với ?date=2026-11-30.`,
    noColumnOfDay: ({ sheet, day, headers }: { sheet: string; day: BusinessDay; headers: List }) =>
      `Trang ${sheet} có các cột giá ${headers}, không có cột của ngày ${figures.day(day)}.`,
    sheetsDisagree: ({ sheets, day }: { sheets: List; day: BusinessDay }) =>
      `Các trang ${sheets} ghi giá khác nhau và không trang nào cho biết là của ngày ${figures.day(day)}. Ghi "Ngày" phía trên từng bảng, hoặc đặt tên trang theo ngày.`,
  },
};
