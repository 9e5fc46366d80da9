import { FIGURES, type FigureLanguage } from '../figures.ts';
import type { Bilingual, Product } from '../product.ts';
import type { RowCode, RowRefusal } from '../report/judgement.ts';
import { nearestProducts } from '../report/nearest-product.ts';

/** A refusal in words: what is wrong, and what to do. */
export interface Explanation {
  readonly detail: Bilingual;
  readonly hint: Bilingual;
}

/** Puts a refusal into words. It is called for the refusals that are shown, not for each that is found. */
export function explainRefusal(refusal: RowRefusal, products: ReadonlyMap<string, Product>): Explanation {
  const { code, member, written, product } = refusal;
  if (code === 'unknown-product') return unknownProduct(written, products);
  if (code === 'price-not-integer') return priceNotInteger(written);
  if (code === 'invalid-gtin') return invalidGtin(written);
  if (code === 'quantity-not-a-number') return notANumber(member, written);
  if (code === 'price-out-of-band' && product) return outOfBand(Number(written), product);
  if (code === 'unit-mismatch' && product) return unitMismatch(written, product);
  if (code === 'negative-stock') {
    return {
      detail: { vi: `"${member}" không được âm.`, en: `"${member}" must not be negative.` },
      hint: { vi: 'Hết hàng thì gửi 0.', en: 'Send 0 when nothing is left.' },
    };
  }
  if (code === 'not-a-boolean') {
    return {
      detail: { vi: `"${member}" phải là true hoặc false.`, en: `"${member}" must be true or false.` },
      hint: { vi: `Viết "${member}": true, không có dấu nháy.`, en: `Write "${member}": true, without quotes.` },
    };
  }
  return WORDS[code as keyof typeof WORDS];
}

type Fixed = Exclude<
  RowCode,
  | 'unknown-product'
  | 'price-not-integer'
  | 'price-out-of-band'
  | 'invalid-gtin'
  | 'quantity-not-a-number'
  | 'negative-stock'
  | 'not-a-boolean'
  | 'unit-mismatch'
>;

const WORDS: Readonly<Record<Fixed, Explanation>> = {
  'not-an-object': {
    detail: { vi: 'Dòng này không phải một đối tượng.', en: 'This row is not an object.' },
    hint: {
      vi: 'Gửi mỗi dòng dạng { "product": …, "price": … }.',
      en: 'Send each row as { "product": …, "price": … }.',
    },
  },
  'unknown-price-type': {
    detail: { vi: 'Loại giá không có trong danh mục.', en: 'There is no such price type.' },
    hint: { vi: 'Dùng retail, promo hoặc wholesale.', en: 'Use retail, promo or wholesale.' },
  },
  'price-missing': {
    detail: { vi: 'Thiếu giá.', en: 'The price is missing.' },
    hint: {
      vi: 'Không có giá thì bỏ dòng này: không báo giá 0.',
      en: 'Without a price leave the row out: never report 0.',
    },
  },
  'wrong-channel': {
    detail: {
      vi: 'Mặt hàng kinh doanh có điều kiện này không bán ở loại hình cửa hàng này.',
      en: 'This conditional good is not sold by stores of this channel.',
    },
    hint: {
      vi: 'Kiểm tra mã mặt hàng hoặc loại hình của điểm bán.',
      en: "Check the product code or the store's channel.",
    },
  },
  'duplicate-row': {
    detail: {
      vi: 'Mặt hàng, mã vạch và loại giá này đã có ở một dòng phía trên.',
      en: 'This product, gtin and price type already stand in a row above.',
    },
    hint: {
      vi: 'Chỉ gửi một dòng cho mỗi mặt hàng, mã vạch và loại giá.',
      en: 'Send one row for each product, gtin and price type.',
    },
  },
  'withdraw-needs-patch': {
    detail: { vi: 'Chỉ rút được dòng khi gửi với ?mode=patch.', en: 'Rows can be withdrawn with ?mode=patch only.' },
    hint: {
      vi: 'Báo cáo đầy đủ thay thế cả ngày: chỉ cần bỏ dòng đó ra.',
      en: 'A full report replaces the day: simply leave the row out.',
    },
  },
};

function unknownProduct(written: unknown, products: ReadonlyMap<string, Product>): Explanation {
  const code = typeof written === 'number' ? String(written) : written;
  const near = typeof code === 'string' ? nearestProducts(code, products.values()) : [];
  const list = (language: FigureLanguage) =>
    near.map(({ id, name, unit }) => `${id} ${name[language]} (${unit[language]})`).join('; ');
  return {
    detail: {
      vi: `Mã mặt hàng ${shown(written)} không có trong danh mục.`,
      en: `The product code ${shown(written)} is not in the catalogue.`,
    },
    hint:
      near.length > 0
        ? {
            vi: `Có phải: ${list('vi')}? Mã là chuỗi, giữ nguyên số 0 ở đầu.`,
            en: `Did you mean: ${list('en')}? A code is a string and keeps its leading zero.`,
          }
        : {
            vi: 'Mã là chuỗi như "01.0004"; xem danh mục tại /v1/products.',
            en: 'A code is a string such as "01.0004"; see /v1/products.',
          },
  };
}

function priceNotInteger(written: unknown): Explanation {
  const meant = typeof written === 'string' ? meantPrice(written) : undefined;
  return {
    detail: {
      vi: `Giá phải là số nguyên đồng, không dấu chấm, không phải chuỗi; đã nhận ${shown(written)}.`,
      en: `A price is an integer in VND, not a string and without separators; ${shown(written)} came.`,
    },
    hint:
      meant === undefined
        ? { vi: 'Ví dụ: "price": 145000.', en: 'For example "price": 145000.' }
        : { vi: `Có phải ý là "price": ${meant}?`, en: `Did you mean "price": ${meant}?` },
  };
}

/** The price that a text most likely means ("15.000", "15,000 đ", "15k"), VND; none if that would be a guess. */
export function meantPrice(text: string): number | undefined {
  const plain = text
    .slice(0, 40)
    .toLowerCase()
    .replace(/(vnđ|vnd|đồng|đ|₫)(\/.*)?$/u, '')
    .replace(/\s/g, '');
  const thousands = /^(\d{1,4})(k|nghìn|ngàn)$/u.exec(plain)?.[1];
  if (thousands !== undefined) return Number(thousands) * 1000;
  if (!/^\d{1,12}$/.test(plain) && !/^\d{1,3}([.,]\d{3}){1,3}$/.test(plain) && !/^\d{1,12}[.,]0{1,2}$/.test(plain)) {
    return undefined;
  }
  return Number(plain.replace(/[.,]0{1,2}$/, '').replace(/[.,]/g, ''));
}

/** Slips that are common enough to name: thousands typed as units, and a digit too many or too few. */
const SLIPS = [1000, 100, 10];

function outOfBand(price: number, { band, unit }: Product): Explanation {
  const fits = (value: number) => Number.isInteger(value) && value >= band.min && value <= band.max;
  const tooSmall = SLIPS.filter((factor) => fits(price * factor));
  const tooLarge = SLIPS.toReversed().filter((factor) => fits(price / factor));
  const guesses = (factors: readonly number[], meant: (factor: number) => number) => (language: FigureLanguage) =>
    factors
      .map((factor) => `${FIGURES[language].dong(meant(factor))} (x${factor})`)
      .join(language === 'vi' ? ' hay ' : ' or ');
  const low = guesses(tooSmall, (factor) => price * factor);
  const high = guesses(tooLarge, (factor) => price / factor);
  const range = (language: FigureLanguage) =>
    `${FIGURES[language].number(band.min)}–${FIGURES[language].price(band.max, unit[language])}`;
  return {
    detail: {
      vi: `Giá nằm ngoài khoảng có thể của mặt hàng (${range('vi')}).`,
      en: `The price lies outside what the product can cost (${range('en')}).`,
    },
    hint:
      tooSmall.length > 0
        ? {
            vi: `Giá quá thấp: có phải ${low('vi')}? Giá tính bằng đồng, không phải nghìn đồng.`,
            en: `Too low: did you mean ${low('en')}? Prices are in VND, not in thousands.`,
          }
        : tooLarge.length > 0
          ? { vi: `Giá quá cao: có phải ${high('vi')}?`, en: `Too high: did you mean ${high('en')}?` }
          : {
              vi: `Kiểm tra số chữ số; giá tính cho ${unit.vi}.`,
              en: `Check the number of digits; the price is for ${unit.en}.`,
            },
  };
}

function invalidGtin(written: unknown): Explanation {
  const rounded = typeof written === 'string' && /^\d(?:[.,]\d+)?e\+?\d+$/i.test(written);
  return {
    detail: {
      vi: `Mã vạch phải là chuỗi 8, 12, 13 hoặc 14 chữ số; đã nhận ${shown(written)}.`,
      en: `A gtin is a string of 8, 12, 13 or 14 digits; ${shown(written)} came.`,
    },
    hint: rounded
      ? {
          vi: 'Bảng tính đã làm tròn mã vạch: hãy định dạng cột này là văn bản rồi xuất lại tệp.',
          en: 'The spreadsheet has rounded it: format the column as text and export the file again.',
        }
      : {
          vi: 'Viết mã vạch trong dấu nháy, giữ số 0 ở đầu, hoặc bỏ trống.',
          en: 'Write it in quotes with its leading zeros, or leave it out.',
        },
  };
}

function notANumber(member: string, written: unknown): Explanation {
  return {
    detail: {
      vi: `"${member}" phải là số; đã nhận ${shown(written)}.`,
      en: `"${member}" must be a number; ${shown(written)} came.`,
    },
    hint: {
      vi: 'Dùng dấu chấm thập phân và không ngăn cách hàng nghìn, ví dụ 1120.5.',
      en: 'Use a decimal point and no thousands separator, for example 1120.5.',
    },
  };
}

function unitMismatch(written: unknown, { unit }: Product): Explanation {
  return {
    detail: {
      vi: `Đơn vị của mặt hàng là ${unit.vi}, không phải ${shown(written)}.`,
      en: `The product's unit is ${unit.en}, not ${shown(written)}.`,
    },
    hint: {
      vi: `Báo giá và số lượng theo ${unit.vi}. Không quy đổi bó hoặc mớ ra kg nếu chưa cân.`,
      en: `Give price and quantities per ${unit.en}. Never convert a bunch to kg without weighing it.`,
    },
  };
}

/** A value as sent, short and on one line; control and direction marks would garble the text around them. */
function shown(value: unknown): string {
  if (value === undefined) return '(—)';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  const text = String(value);
  const visible = text.slice(0, 40).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�');
  const cut = text.length > 40 ? `${visible}…` : visible;
  return typeof value === 'string' ? `"${cut}"` : cut;
}
