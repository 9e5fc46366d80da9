import { nearestProducts } from './nearest-product.ts';
import type { Bilingual, Product } from './product.ts';
import { PRICE_TYPES, type PriceType, type ReportRow, toMilli } from './report.ts';
import type { Channel } from './store.ts';

export const ROW_CODES = [
  'not-an-object',
  'unknown-product',
  'price-missing',
  'price-not-integer',
  'price-out-of-band',
  'unknown-price-type',
  'quantity-not-a-number',
  'negative-stock',
  'unit-mismatch',
  'invalid-gtin',
  'wrong-channel',
  'duplicate-row',
  'withdraw-needs-patch',
] as const;
export type RowCode = (typeof ROW_CODES)[number];

/** Why a row was refused, in the caller's terms. `member` names the part of the row that is wrong. */
export interface RowRefusal {
  readonly code: RowCode;
  readonly member: string;
  readonly detail: Bilingual;
  readonly hint: Bilingual;
}

/** A row that takes rows of the kept report out. */
export interface Withdrawal {
  readonly product: string;
  readonly gtin?: string;
  readonly priceType?: PriceType;
}

export type RowVerdict =
  | { readonly kind: 'row'; readonly row: ReportRow }
  | { readonly kind: 'withdrawal'; readonly withdrawal: Withdrawal }
  | { readonly kind: 'refused'; readonly refusal: RowRefusal };

export interface JudgeContext {
  readonly products: ReadonlyMap<string, Product>;
  readonly channel: Channel;
  /** True in patch mode, where rows may withdraw others. */
  readonly patch: boolean;
}

/** More than any store of the city holds; keeps sums of thousandths exact. */
const MOST_QUANTITY = 1e9;
const QUANTITIES = ['stock', 'sold', 'incoming'] as const;

/** Judges one row as it came, without its neighbours: a row to keep, a withdrawal, or a refusal that says what to do. */
export function judgeRow(raw: unknown, context: JudgeContext): RowVerdict {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refused(NOT_AN_OBJECT);
  const row = raw as Record<string, unknown>;
  const product = typeof row['product'] === 'string' ? context.products.get(row['product']) : undefined;
  if (!product) return refused(unknownProduct(row['product'], context.products));
  const priceType = row['priceType'] ?? 'retail';
  if (!isPriceType(priceType)) return refused(UNKNOWN_PRICE_TYPE);
  const gtin = row['gtin'];
  if (gtin !== undefined && gtin !== null && !(typeof gtin === 'string' && /^(\d{8}|\d{12,14})$/.test(gtin))) {
    return refused(INVALID_GTIN);
  }
  const named = { product: product.id, ...(typeof gtin === 'string' ? { gtin } : {}) };
  if (row['withdraw'] === true) {
    if (!context.patch) return refused(WITHDRAW_NEEDS_PATCH);
    const narrowed = row['priceType'] === undefined ? {} : { priceType };
    return { kind: 'withdrawal', withdrawal: { ...named, ...narrowed } };
  }
  const refusal = priceRefusal(row['price'], product) ?? quantityRefusal(row) ?? contextRefusal(row, product, context);
  if (refusal) return refused(refusal);
  return {
    kind: 'row',
    row: {
      ...named,
      priceType,
      price: row['price'] as number,
      ...(typeof row['stock'] === 'number' ? { stockMilli: toMilli(row['stock']) } : {}),
      ...(typeof row['sold'] === 'number' ? { soldMilli: toMilli(row['sold']) } : {}),
      ...(typeof row['incoming'] === 'number' ? { incomingMilli: toMilli(row['incoming']) } : {}),
      ...(row['confirm'] === true ? { confirmed: true } : {}),
    },
  };
}

export const DUPLICATE_ROW: RowRefusal = {
  code: 'duplicate-row',
  member: 'product',
  detail: {
    vi: 'Mặt hàng, mã vạch và loại giá này đã có ở một dòng phía trên.',
    en: 'This product, gtin and price type already stand in a row above.',
  },
  hint: { vi: 'Chỉ gửi một dòng cho mỗi mặt hàng, mã vạch và loại giá.', en: 'Send one row for each of them.' },
};

function refused(refusal: RowRefusal): RowVerdict {
  return { kind: 'refused', refusal };
}

function isPriceType(value: unknown): value is PriceType {
  return (PRICE_TYPES as readonly unknown[]).includes(value);
}

function priceRefusal(price: unknown, product: Product): RowRefusal | undefined {
  if (price === undefined || price === null || price === '') return PRICE_MISSING;
  if (typeof price !== 'number' || !Number.isSafeInteger(price)) return priceNotInteger(price);
  const { min, max } = product.band;
  return price >= min && price <= max ? undefined : outOfBand(price, product);
}

function quantityRefusal(row: Record<string, unknown>): RowRefusal | undefined {
  for (const member of QUANTITIES) {
    const value = row[member];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number' || !Number.isFinite(value) || value > MOST_QUANTITY) return notANumber(member);
    if (value < 0) return negative(member);
  }
  return undefined;
}

function contextRefusal(row: Record<string, unknown>, product: Product, context: JudgeContext): RowRefusal | undefined {
  const unit = row['unit'];
  if (unit !== undefined && unit !== product.unit.vi && unit !== product.unit.en) return unitMismatch(product);
  if (product.channels && !product.channels.includes(context.channel)) return WRONG_CHANNEL;
  return undefined;
}

const NOT_AN_OBJECT: RowRefusal = {
  code: 'not-an-object',
  member: '',
  detail: { vi: 'Dòng này không phải một đối tượng.', en: 'This row is not an object.' },
  hint: {
    vi: 'Gửi mỗi dòng dạng { "product": …, "price": … }.',
    en: 'Send each row as { "product": …, "price": … }.',
  },
};

const UNKNOWN_PRICE_TYPE: RowRefusal = {
  code: 'unknown-price-type',
  member: 'priceType',
  detail: { vi: 'Loại giá không có trong danh mục.', en: 'There is no such price type.' },
  hint: { vi: 'Dùng retail, promo hoặc wholesale.', en: 'Use retail, promo or wholesale.' },
};

const INVALID_GTIN: RowRefusal = {
  code: 'invalid-gtin',
  member: 'gtin',
  detail: {
    vi: 'Mã vạch phải là chuỗi 8, 12, 13 hoặc 14 chữ số.',
    en: 'A gtin is a string of 8, 12, 13 or 14 digits.',
  },
  hint: { vi: 'Kiểm tra mã vạch hoặc bỏ trống.', en: 'Check the gtin or leave it out.' },
};

const WITHDRAW_NEEDS_PATCH: RowRefusal = {
  code: 'withdraw-needs-patch',
  member: 'withdraw',
  detail: { vi: 'Chỉ rút được dòng khi gửi với ?mode=patch.', en: 'Rows can be withdrawn with ?mode=patch only.' },
  hint: {
    vi: 'Báo cáo đầy đủ thay thế cả ngày: chỉ cần bỏ dòng đó ra.',
    en: 'A full report replaces the day: simply leave the row out.',
  },
};

const PRICE_MISSING: RowRefusal = {
  code: 'price-missing',
  member: 'price',
  detail: { vi: 'Thiếu giá.', en: 'The price is missing.' },
  hint: {
    vi: 'Không có giá thì bỏ dòng này: không báo giá 0.',
    en: 'Without a price leave the row out: never report 0.',
  },
};

const WRONG_CHANNEL: RowRefusal = {
  code: 'wrong-channel',
  member: 'product',
  detail: {
    vi: 'Mặt hàng kinh doanh có điều kiện này không bán ở loại hình cửa hàng này.',
    en: 'This conditional good is not sold by stores of this channel.',
  },
  hint: {
    vi: 'Kiểm tra mã mặt hàng hoặc loại hình của điểm bán.',
    en: "Check the product code or the store's channel.",
  },
};

function unknownProduct(written: unknown, products: ReadonlyMap<string, Product>): RowRefusal {
  const near = typeof written === 'string' ? nearestProducts(written, products.values()) : [];
  const list = (language: 'vi' | 'en') => near.map(({ id, name }) => `${id} ${name[language]}`).join('; ');
  return {
    code: 'unknown-product',
    member: 'product',
    detail: { vi: 'Mã mặt hàng không có trong danh mục.', en: 'The product code is not in the catalogue.' },
    hint:
      near.length > 0
        ? { vi: `Có phải: ${list('vi')}?`, en: `Did you mean: ${list('en')}?` }
        : {
            vi: 'Mã là chuỗi như "01.0004"; xem danh mục tại /v1/products.',
            en: 'A code is a string such as "01.0004"; see /v1/products.',
          },
  };
}

function priceNotInteger(price: unknown): RowRefusal {
  const digits = typeof price === 'string' ? price.replace(/[^\d]/g, '') : '';
  const meant = /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
  return {
    code: 'price-not-integer',
    member: 'price',
    detail: {
      vi: 'Giá phải là số nguyên đồng, không dấu chấm, không phải chuỗi.',
      en: 'A price is an integer in VND, not a string and without separators.',
    },
    hint:
      meant === undefined
        ? { vi: 'Ví dụ: "price": 145000.', en: 'For example "price": 145000.' }
        : { vi: `Có phải ý là "price": ${meant}?`, en: `Did you mean "price": ${meant}?` },
  };
}

/** Slips that are common enough to name: a digit too many or too few, and thousands typed as units. */
const SLIPS = [10, 100, 1000];

function outOfBand(price: number, { band, unit }: Product): RowRefusal {
  const fits = (value: number) => Number.isInteger(value) && value >= band.min && value <= band.max;
  const tooLarge = SLIPS.find((factor) => fits(price / factor));
  const tooSmall = SLIPS.find((factor) => fits(price * factor));
  const range = (language: 'vi' | 'en') => {
    const format = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-US');
    return `${format.format(band.min)}–${format.format(band.max)} đ/${unit[language]}`;
  };
  const hint = tooLarge
    ? {
        vi: `Giá gấp ${tooLarge} lần mức hợp lý (x${tooLarge}): có phải ${price / tooLarge}?`,
        en: `${tooLarge} times too high (x${tooLarge}): did you mean ${price / tooLarge}?`,
      }
    : tooSmall
      ? {
          vi: `Giá nhỏ hơn ${tooSmall} lần (x${tooSmall}): có phải ${price * tooSmall}?`,
          en: `${tooSmall} times too low (x${tooSmall}): did you mean ${price * tooSmall}?`,
        }
      : { vi: 'Kiểm tra đơn vị tính và số chữ số.', en: 'Check the unit and the number of digits.' };
  return {
    code: 'price-out-of-band',
    member: 'price',
    detail: {
      vi: `Giá nằm ngoài khoảng có thể của mặt hàng (${range('vi')}).`,
      en: `The price lies outside what the product can cost (${range('en')}).`,
    },
    hint,
  };
}

function notANumber(member: string): RowRefusal {
  return {
    code: 'quantity-not-a-number',
    member,
    detail: { vi: `"${member}" phải là số.`, en: `"${member}" must be a number.` },
    hint: { vi: 'Dùng dấu chấm thập phân, ví dụ 120.5.', en: 'Use a decimal point, for example 120.5.' },
  };
}

function negative(member: string): RowRefusal {
  return {
    code: 'negative-stock',
    member,
    detail: { vi: `"${member}" không được âm.`, en: `"${member}" must not be negative.` },
    hint: { vi: 'Hết hàng thì gửi 0.', en: 'Send 0 when nothing is left.' },
  };
}

function unitMismatch({ unit }: Product): RowRefusal {
  return {
    code: 'unit-mismatch',
    member: 'unit',
    detail: { vi: `Đơn vị của mặt hàng là ${unit.vi}.`, en: `The product's unit is ${unit.en}.` },
    hint: { vi: `Quy đổi giá về ${unit.vi}.`, en: `Give the price per ${unit.en}.` },
  };
}
