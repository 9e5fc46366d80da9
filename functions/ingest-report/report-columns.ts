import { present } from '#domain/present.ts';
import { canonicalise } from '#domain/reading/canonical.ts';
import { foldVietnamese } from '#domain/report/nearest-product.ts';
import type { PriceType } from '#domain/report/report.ts';
import { ROW_MEMBERS } from '#domain/report/row-members.ts';

/** Members of a row that a CSV file has as columns; `name` is that of the product, where its code is not at hand. */
const MEMBERS = ['retailer', 'store', 'date', 'reportedAt', ...ROW_MEMBERS] as const;
export type Column = (typeof MEMBERS)[number];

/** How Vietnamese tables head the columns, folded: without diacritics, blanks and marks. */
const VIETNAMESE: { readonly [Name in Column]: readonly string[] } = {
  retailer: ['donvibaocao', 'madonvi', 'nhabanle', 'nhacungcap', 'doanhnghiep'],
  store: ['cuahang', 'macuahang', 'diemban', 'madiemban'],
  date: ['ngay', 'ngaybaocao', 'ngayban'],
  reportedAt: ['thoidiem', 'thoidiembaocao', 'giobaocao'],
  name: ['tenhang', 'tenhanghoa', 'tenmathang', 'tensanpham', 'mathang', 'hanghoa', 'sanpham'],
  product: ['mahang', 'mahanghoa', 'mamathang', 'masanpham', 'mahh', 'masp'],
  article: ['mahangrieng', 'marieng', 'manoibo', 'mahangnoibo', 'masieuthi', 'sku', 'plu', 'itemcode', 'articlecode'],
  gtin: ['mavach', 'barcode', 'ean'],
  price: ['gia', 'giaban', 'giabanle', 'dongia'],
  priceType: ['loaigia', 'kieugia'],
  stock: ['tonkho', 'ton', 'tonkhohientai', 'tonhientai', 'soluongton', 'slton', 'luongton'],
  sold: ['daban', 'luongban', 'soluongban', 'slban', 'soluongdaban', 'banra', 'banduoc'],
  incoming: ['sapve', 'hangsapve', 'dangve', 'hangdangve'],
  unit: ['donvi', 'donvitinh', 'dvt', 'dv'],
  confirm: ['xacnhan'],
  entered: ['cachnhap'],
  withdraw: ['rut', 'rutlai', 'rutdong'],
};

const COLUMNS: ReadonlyMap<string, Column> = new Map(
  MEMBERS.flatMap((name) => [name.toLowerCase(), ...VIETNAMESE[name]].map((written) => [written, name] as const)),
);

/** A column as a header names it. */
export interface NamedColumn {
  readonly column?: Column;
  /** The unit for which the header says that its prices are. */
  readonly unit?: string;
}

/**
 * The column that a header names: in English or Vietnamese, in any case, with or without diacritics. Headers are known
 * whole: what stands behind a word ("Tồn kho (tấn)", "Giá (nghìn đồng)") changes what the figures mean. Behind a price
 * đồng may stand, and for which unit ("Giá bán (đ/kg)"): of goods in another unit such a price is none.
 */
export function columnOf(header: string): NamedColumn {
  const plain = canonicalise(header.slice(0, 200).replace(/\s+/g, ' '));
  const column = COLUMNS.get(bareOf(plain));
  if (column) return { column };
  const [, before = '', perUnit] = DONG.exec(plain) ?? [];
  if (COLUMNS.get(bareOf(before)) !== 'price') return {};
  return present({ column: 'price', unit: perUnit?.slice(1).trim() });
}

const DONG = /^(.+?)\s*\(\s*(?:đ|đồng|d|dong|vnđ|vnd|₫)\s*(\/[^/()]{1,40})?\)$/iu;

function bareOf(header: string): string {
  return foldVietnamese(header).replace(/[\s_.-]/g, '');
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'x', 'co'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'khong'].map((word) => [word, false] as const),
]);

/** A flag as people write it in a cell; nothing for any other word. */
export function flagOf(cell: string): boolean | undefined {
  return FLAGS.get(foldVietnamese(cell));
}

const PRICE_TYPES: ReadonlyMap<string, PriceType> = new Map([
  ...['retail', 'banle', 'giabanle', 'le'].map((word) => [word, 'retail'] as const),
  ...['promo', 'khuyenmai', 'giakhuyenmai', 'km'].map((word) => [word, 'promo'] as const),
  ...['wholesale', 'banbuon', 'giabanbuon', 'buon', 'bansi', 'giasi', 'si'].map((word) => [word, 'wholesale'] as const),
]);

/** A price type as people write it in a cell; nothing for any other word. */
export function priceTypeOf(cell: string): PriceType | undefined {
  return PRICE_TYPES.get(foldVietnamese(cell).replace(/\s/g, ''));
}
