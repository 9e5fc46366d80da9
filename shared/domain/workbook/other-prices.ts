import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese } from '../report/nearest-product.ts';
import { withoutDay } from './named-day.ts';
import type { TableColumn, TableHeader } from './table-header.ts';

/** What a title, a section or a sheet's name says of the prices below it: whose kind or day they are, as it is written. */
export interface SaidPrices {
  readonly kind: PriceKind;
  readonly written: string;
}

type PriceKind = 'retail' | 'promo' | 'wholesale' | 'purchase' | 'another-day';

/** What may stand around the words of a kind: "II. BẢNG GIÁ BÁN BUÔN", "Loại giá: bán sỉ". */
const AROUND =
  /^(?:[ivx]{1,4}[.)]|\d{1,2}[.)]|[a-e][.)])?\s*(?:(?:loai gia|kieu gia|hinh thuc(?: ban)?|price type)\s*:?)?\s*(?:(?:bang|bao cao|bieu|danh sach|niem yet)\s+)*/;

const KINDS: readonly (readonly [PriceKind, RegExp])[] = [
  ['retail', /^(?:(?:don )?gia )?(?:ban )?le$|^gia ban$|^retail(?: prices?)?$/],
  ['wholesale', /^(?:(?:don )?gia )?(?:hang )?(?:ban )?(?:buon|si)$|^wholesale(?: prices?)?$/],
  ['promo', /^(?:(?:don )?gia )?(?:ban )?(?:hang )?(?:khuyen mai|km|uu dai)$|^promotion(?:al prices)?$/],
  ['purchase', /^(?:don )?gia (?:hang )?(?:nhap|mua|mua vao|von|nhap kho|nhap hang)$|^phieu nhap(?: kho| hang)?$/],
  [
    'another-day',
    /^(?:gia )?(?:ban )?(?:le )?(?:hom qua|hom truoc|ngay truoc|ky truoc|tuan truoc|thang truoc|du kien|ngay mai)$|^gia cu$|^(?:yesterday|previous) prices?$/,
  ],
];

/**
 * The kind of prices that a text names, and nothing else: "BẢNG GIÁ BÁN BUÔN", "Phiếu nhập kho", "Giá hôm qua". A text that
 * goes on ("Hàng nhập khẩu", "Giá bán lẻ và bán buôn") names none.
 */
export function pricesSaid(text: string): SaidPrices | undefined {
  const written = canonicalise(text.slice(0, 200));
  const plain = foldVietnamese(written).replace(AROUND, '');
  for (const words of [plain, withoutDay(plain)]) {
    const bare = words.replace(/[\s:.()*-]+/g, ' ').trim();
    const [kind] = KINDS.find(([, pattern]) => pattern.test(bare)) ?? [];
    if (kind !== undefined) return { kind, written };
  }
  return undefined;
}

/**
 * True where what stands around a table makes its column something else than a price of its own kind and day. A column that
 * says its kind itself, or stands beside one of the kind that is said, keeps it; no column makes yesterday's prices today's.
 */
export function areOtherPrices({ kind }: SaidPrices, column: TableColumn, { columns }: TableHeader): boolean {
  if (kind === 'another-day') return column.day === undefined;
  if (kind === 'retail' || column.meaning !== 'retail' || /\ble\b|retail/.test(foldVietnamese(column.header)))
    return false;
  return !columns.some(({ meaning }) => meaning === kind || meaning === 'priceType');
}
