import type { BusinessDay } from '../../business-day.ts';
import { FIGURES } from '../../figures.ts';
import type { QuantityReadings } from '../../reading/written-quantity.ts';
import type { RowCode } from '../../report/judgement.ts';

const figures = FIGURES.vi;

/** A refusal in words: what is wrong, and what to do. */
interface Refusal {
  readonly detail: string;
  readonly hint: string;
}

/** A member of a row, and its value as it was sent: short, on one line, quoted if it was a text. */
interface Written {
  readonly member: string;
  readonly written: string;
}

/** A text that is taken for no date; the day that it means, and another that it may mean just as well. */
interface WrittenDay {
  readonly written: string;
  readonly meant?: BusinessDay;
  readonly either?: BusinessDay;
}

/** What a price may be, VND for one unit, and which one may have been meant. */
interface Band {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly isTooLow: boolean;
  /** Prices within the band, and by which factor the written one is off. */
  readonly guesses: readonly { readonly price: number; readonly factor: number }[];
}

/** What the price of a retailer's own article was turned into, and what that may be. */
interface PriceOfArticle {
  readonly article: string;
  readonly factor: number;
  readonly kept: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** Codes whose words depend on nothing but the code. */
export type FixedRowCode = Exclude<
  RowCode,
  | 'unknown-member'
  | 'unknown-product'
  | 'unknown-article'
  | 'price-not-integer'
  | 'price-out-of-band'
  | 'invalid-gtin'
  | 'quantity-not-a-number'
  | 'negative-stock'
  | 'not-a-boolean'
  | 'unit-mismatch'
>;

export const refusals = {
  /** Rows, by the code of what is wrong. */
  rows: {
    'not-an-object': {
      detail: 'Dòng này không phải một đối tượng.',
      hint: 'Gửi mỗi dòng dạng { "product": …, "price": … }.',
    },
    'unknown-price-type': {
      detail: 'Loại giá không có trong danh mục.',
      hint: 'Dùng retail, promo hoặc wholesale.',
    },
    'unknown-entry': {
      detail: 'Cách nhập không có trong danh mục.',
      hint: 'Dùng typed, confirmed hoặc carried, hoặc bỏ trường này.',
    },
    'price-missing': {
      detail: 'Thiếu giá.',
      hint: 'Không có giá thì bỏ dòng này: không báo giá 0.',
    },
    'wrong-channel': {
      detail: 'Mặt hàng kinh doanh có điều kiện này không bán ở loại hình cửa hàng này.',
      hint: 'Kiểm tra mã mặt hàng hoặc loại hình của điểm bán.',
    },
    'duplicate-row': {
      detail: 'Mặt hàng, mã vạch và loại giá này đã có ở một dòng phía trên.',
      hint: 'Chỉ gửi một dòng cho mỗi mặt hàng, mã vạch và loại giá. Nhiều mã riêng của một mặt hàng: ghi mã vạch cho từng mã.',
    },
    'article-of-other-product': {
      detail: 'Mã riêng của dòng này đã gắn với mặt hàng khác với mã hàng của dòng.',
      hint: 'Chỉ ghi một trong hai, hoặc sửa mã riêng ở /v1/me/articles.',
    },
    'article-or-unit': {
      detail: 'Mã riêng này gồm nhiều đơn vị tính, nên không rõ giá là của mã riêng hay của một đơn vị.',
      hint: 'Chỉ ghi mã riêng (giá của cả mã riêng) hoặc chỉ ghi mã hàng (giá của một đơn vị tính).',
    },
    'withdraw-needs-patch': {
      detail: 'Chỉ rút được dòng khi gửi với ?mode=patch.',
      hint: 'Báo cáo đầy đủ thay thế cả ngày: chỉ cần bỏ dòng đó ra.',
    },
  } satisfies Record<FixedRowCode, Refusal>,

  /** `likely`: the member that was most likely meant; `isBesideRows`: it is one of the report, not of a row. */
  unknownMember: ({
    written,
    isBesideRows,
    likely,
  }: {
    written: string;
    isBesideRows: boolean;
    likely: string | undefined;
  }): Refusal => ({
    detail: `Dòng báo cáo không có trường ${written}.`,
    hint: isBesideRows
      ? `${written} đứng một lần, cạnh "rows": bỏ ra khỏi dòng. Để gửi nhiều điểm bán hoặc nhiều ngày, dùng NDJSON hoặc CSV.`
      : likely === undefined
        ? 'Bỏ trường này, hoặc sửa lại theo tên trường ở /openapi.json.'
        : `Có phải ý là "${likely}"? Sửa lại tên, hoặc bỏ trường này.`,
  }),

  negativeStock: ({ member }: Pick<Written, 'member'>): Refusal => ({
    detail: `"${member}" không được âm.`,
    hint: 'Hết hàng thì gửi 0.',
  }),

  notABoolean: ({ member, written }: Written): Refusal => ({
    detail: `"${member}" phải là true hoặc false; đã nhận ${written}.`,
    hint: `Trong JSON viết "${member}": true, không có dấu nháy; trong ô CSV viết có, x hoặc true, hoặc để trống.`,
  }),

  notANumber: ({ member, written, asDecimal, asThousands }: Written & QuantityReadings): Refusal => ({
    detail: `"${member}" phải là số; đã nhận ${written}.`,
    hint:
      asDecimal !== undefined && asThousands !== undefined
        ? `Có thể là ${asDecimal} hoặc ${asThousands}: hệ thống không đoán. Viết ${asDecimal} (dấu chấm thập phân) hoặc ${asThousands} (không ngăn cách hàng nghìn).`
        : asDecimal !== undefined || asThousands !== undefined
          ? `Có phải ý là ${asDecimal ?? asThousands}? Dùng dấu chấm thập phân và không ngăn cách hàng nghìn.`
          : 'Dùng dấu chấm thập phân và không ngăn cách hàng nghìn, ví dụ 1120.5.',
  }),

  /** `near`: goods that may have been meant, as a list; empty where none is near. */
  tooFine: ({ member, written }: Written): Refusal => ({
    detail: `"${member}" có quá ba chữ số thập phân; đã nhận ${written}.`,
    hint: 'Hãy làm tròn đến ba chữ số thập phân.',
  }),

  /** `near`: goods that it may be, as a list; empty where none is near. */
  unknownArticle: ({ written, near }: { written: string; near: string }): Refusal => ({
    detail: `Mã riêng ${written} chưa gắn với mặt hàng nào trong danh mục.`,
    hint:
      near === ''
        ? 'Gắn mã riêng với mặt hàng ở /v1/me/articles, hoặc bỏ dòng này nếu mặt hàng không được theo dõi.'
        : `Có phải: ${near}? Gắn mã riêng với mặt hàng ở /v1/me/articles rồi gửi lại.`,
  }),

  /** A price that an article's was turned into. */
  outOfBandByArticle: ({ article, factor, kept, min, max, unit }: PriceOfArticle): Refusal => ({
    detail: `Giá quy đổi ${figures.price(kept, unit)} nằm ngoài khoảng có thể của mặt hàng (${figures.number(min)}–${figures.price(max, unit)}).`,
    hint: `Mã riêng ${article} được tính là ${figures.exact(factor)} ${unit}: kiểm tra giá và hệ số ở /v1/me/articles.`,
  }),

  priceNotInteger: ({ written, meant }: { written: string; meant: number | undefined }): Refusal => ({
    detail: `Giá phải là số nguyên đồng, không dấu chấm, không phải chuỗi; đã nhận ${written}.`,
    hint: meant === undefined ? 'Ví dụ: "price": 145000.' : `Có phải ý là "price": ${meant}?`,
  }),

  outOfBand({ min, max, unit, isTooLow, guesses }: Band): Refusal {
    const list = guesses.map(({ price, factor }) => `${figures.dong(price)} (x${factor})`).join(' hay ');
    const tooFar = isTooLow
      ? `Giá quá thấp: có phải ${list}? Giá tính bằng đồng, không phải nghìn đồng.`
      : `Giá quá cao: có phải ${list}?`;
    return {
      detail: `Giá nằm ngoài khoảng có thể của mặt hàng (${figures.number(min)}–${figures.price(max, unit)}).`,
      hint: guesses.length > 0 ? tooFar : `Kiểm tra số chữ số; giá tính cho ${unit}.`,
    };
  },

  invalidGtin: ({ written, isRounded }: { written: string; isRounded: boolean }): Refusal => ({
    detail: `Mã vạch phải là chuỗi 8, 12, 13 hoặc 14 chữ số; đã nhận ${written}.`,
    hint: isRounded
      ? 'Bảng tính đã làm tròn mã vạch: hãy định dạng cột này là văn bản rồi xuất lại tệp.'
      : 'Viết mã vạch trong dấu nháy, giữ số 0 ở đầu, hoặc bỏ trống.',
  }),

  unitMismatch: ({ unit, written }: { unit: string; written: string }): Refusal => ({
    detail: `Đơn vị của mặt hàng là ${unit}, không phải ${written}.`,
    hint: `Báo giá và số lượng theo ${unit}. Không quy đổi bó hoặc mớ ra kg nếu chưa cân.`,
  }),

  invalidDate: ({ written, meant, either }: WrittenDay): Refusal => ({
    detail: `Ngày ${written} không hợp lệ.`,
    hint:
      meant === undefined
        ? 'Dùng dạng 2026-11-23 hoặc 23/11/2026.'
        : either === undefined
          ? `Viết ${meant}.`
          : `Tệp có ngày viết tháng trước, nên đây có thể là ${meant} hoặc ${either}. Viết dạng năm-tháng-ngày.`,
  }),

  /** Lines of a file that are refused before their rows are judged. */
  lines: {
    'not-an-object': {
      detail: 'Không đọc được dòng này.',
      hint: 'Mỗi dòng là một đối tượng JSON.',
    },
    'too-many-cells': {
      detail: 'Dòng này có nhiều ô hơn dòng tiêu đề, nên các ô có thể bị lệch.',
      hint: 'Viết số không có dấu ngăn cách hàng nghìn; đặt "3,5" và chữ có dấu ngăn cách cột trong dấu nháy kép.',
    },
    'repeated-member': {
      detail: 'Dòng này có hai lần cùng một thành phần: không rõ giá trị nào là đúng.',
      hint: 'Viết mỗi thành phần một lần.',
    },
    'half-character': {
      detail: 'Dòng này có nửa ký tự (\\ud800 đến \\udfff đứng một mình).',
      hint: 'Hãy lưu tệp ở dạng UTF-8.',
    },
    'prototype-member': {
      detail: 'Dòng này có thành phần "__proto__", không có trong cấu trúc nào.',
      hint: 'Hãy bỏ thành phần này.',
    },
    'invalid-reported-at': {
      detail: 'Thời điểm báo cáo không hợp lệ.',
      hint: 'Dùng dạng 2026-11-23T06:12:00+07:00.',
    },
    'unknown-store': {
      detail: 'Không có điểm bán này trong các điểm bán của đơn vị.',
      hint: 'Xem danh sách điểm bán tại /v1/me.',
    },
    'store-of-nobody': {
      detail: 'Không có điểm bán nào có mã này.',
      hint: 'Xem các điểm bán của từng đơn vị tại /v1/retailers.',
    },
    'store-of-several': {
      detail: 'Nhiều đơn vị có điểm bán mang mã này.',
      hint: 'Thêm cột retailer với mã của đơn vị; xem /v1/retailers.',
    },
  } satisfies Record<string, Refusal>,

  /** Whole days of a store. */
  days: {
    'future-date': 'Ngày báo cáo ở tương lai (tính theo giờ Việt Nam).',
    'future-reported-at': '"reportedAt" đi trước đồng hồ hệ thống quá 5 phút. Kiểm tra đồng hồ và múi giờ (+07:00).',
    'too-old': 'Ngày này cách đây hơn 10 năm. Kiểm tra lại năm.',
    'rows-refused': 'Có dòng sai nên không nhận dòng nào (mode=strict).',
    'no-valid-rows': 'Không có dòng nào hợp lệ; dữ liệu đã có được giữ nguyên.',
    'nothing-kept': 'Không dòng nào của tệp được nhận; dữ liệu đã có được giữ nguyên. Xem "rejected".',
    'no-report': 'Chưa có báo cáo của ngày này để sửa. Hãy gửi báo cáo đầy đủ trước.',
    'report-too-large': 'Báo cáo quá lớn để lưu trong một ngày của một điểm bán. Hãy giảm số dòng.',
    'changed-meanwhile':
      'Báo cáo của ngày này đã được gửi từ nơi khác trong lúc đang nhập; báo cáo này chưa được ghi. Xem báo cáo đang lưu rồi gửi lại.',
    superseded: 'Đã có báo cáo mới hơn của ngày này; báo cáo này không được ghi đè.',
    'same-time':
      'Đã có một báo cáo khác cùng thời điểm ("reportedAt"); báo cáo này không được ghi đè. Hãy gửi lại với "reportedAt" muộn hơn, hoặc bỏ trường này.',
    busy: 'Báo cáo của ngày này đang được sửa từ nhiều nơi cùng lúc. Hãy gửi lại sau vài giây.',
  },

  /** A full report that would take most of a day's rows out. */
  wouldDrop: ({ dropped, kept, names }: { dropped: number; kept: number; names: string }) =>
    `Báo cáo này thay thế cả ngày và sẽ làm mất ${dropped} trong ${kept} dòng đã có: ${names}. Nếu đúng ý, gửi lại với ?confirmDrop=true; nếu chỉ sửa vài dòng, dùng ?mode=patch.`,

  closedDay: (correctionDays: number) => `Ngày này đã khóa sổ: chỉ nhận báo cáo trong ${correctionDays} ngày gần nhất.`,
};
