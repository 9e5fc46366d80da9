import { present } from '../present.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese } from '../report/nearest-product.ts';
import { type ColumnMeaning, EMPTY_ADDITIONS, MEANING_OF_WORDS, UNIT_WORDS } from './header-words.ts';
import { type NamedDay, namedDay, withoutDay } from './named-day.ts';

/** What a header says of its column. */
export interface HeadedColumn {
  /** Nothing where the header is not known whole: then its figures may mean anything. */
  readonly meaning?: ColumnMeaning;
  /** The unit for which its figures are. */
  readonly unit?: string;
  /** True where prices are in thousands or millions of đồng. */
  readonly isScaled?: true;
  /** The day whose figures they are. */
  readonly day?: NamedDay;
}

const PRICES: ReadonlySet<ColumnMeaning | undefined> = new Set<ColumnMeaning>(['retail', 'promo', 'wholesale']);
const QUANTITIES: ReadonlySet<ColumnMeaning | undefined> = new Set<ColumnMeaning>(['stock', 'sold', 'incoming']);

export function isPrice(meaning: ColumnMeaning | undefined): meaning is 'retail' | 'promo' | 'wholesale' {
  return PRICES.has(meaning);
}

export function isQuantity(meaning: ColumnMeaning | undefined): meaning is 'stock' | 'sold' | 'incoming' {
  return QUANTITIES.has(meaning);
}

/**
 * The column that a header names, in Vietnamese or English, with or without diacritics, line breaks, units and days. What
 * stands behind its words is known as well ("(đ/kg)", "(tấn)", "(nghìn đồng)"), or the column is not used.
 */
export function columnOfHeader(written: string): HeadedColumn {
  const text = canonicalise(written.slice(0, 300).replace(/\s+/g, ' '));
  const whole = MEANING_OF_WORDS.get(bare(text));
  if (whole) return { meaning: whole };
  const { words, additions } = withoutAdditions(text);
  const day = namedDay(words);
  const spoken = bare(day ? withoutDay(words) : words);
  const meaning = day && spoken === '' ? 'retail' : meaningOf(spoken, words);
  if (meaning === undefined || meaning === 'aside') return present({ meaning });
  return withAdditions(present({ meaning, day }), additions);
}

/** Numbers, stars and colons around a header's words, and what stands in brackets or behind a dash. */
function withoutAdditions(text: string): { words: string; additions: string[] } {
  const additions: string[] = [];
  const open = text
    .replace(/^\s*\(\d{1,2}\)/, '')
    .replace(/[([{]([^)\]}]*)[)\]}]/g, (_, inner: string) => {
      additions.push(inner);
      return ' ';
    })
    .replace(/^\s*(?:\d{1,2}[.)]|[ivx]{1,4}[.)]|[a-k]\))\s*/i, '')
    .replace(/[*:\s]+$/, '')
    .trim();
  const behind = sameInBoth(open) === undefined ? BEHIND_WORDS.exec(open) : undefined;
  if (!behind?.groups) return { words: open, additions };
  const { words = '', addition = '' } = behind.groups;
  return { words, additions: [...additions, addition] };
}

/** Money, thousands or a unit behind a header's words without brackets: "Giá bán đ/kg", "Giá bán - VNĐ", "Giá/kg". */
const BEHIND_WORDS =
  /^(?<words>.*?[^\s\-–,:/])(?:\s*[-–,:]\s*|\s+|(?=\/))(?<addition>(?:(?:nghìn|ngàn|nghin|ngan|triệu|trieu|1[.,]?000)\s*)?(?:đ|₫|đồng|dong|vnđ|vnd)(?:\s*\/.+)?|(?:nghìn|ngàn|nghin|ngan)\s*(?:đ|₫|đồng|dong|vnđ|vnd)(?:\s*\/.+)?|(?<!\d)\/\s*(?:\d+\s*)?\p{L}[^/]*)$/iu;

function meaningOf(spoken: string, words: string): ColumnMeaning | undefined {
  const known =
    MEANING_OF_WORDS.get(spoken) ?? MEANING_OF_WORDS.get(spoken.replace(/(?:homnay|trongngay|hientai|ngay)$/, ''));
  if (known) return known;
  return sameInBoth(words);
}

/** What "Mã hàng / Code" means: both words say the same. */
function sameInBoth(words: string): ColumnMeaning | undefined {
  const both = words.split('/').map((word) => MEANING_OF_WORDS.get(bare(word)));
  return both.length > 1 && both.every((each) => each === both[0]) ? both[0] : undefined;
}

function withAdditions(column: HeadedColumn, additions: readonly string[]): HeadedColumn {
  let read = column;
  for (const written of additions) {
    const addition = additionOf(written.trim());
    if (addition === undefined) return {};
    const isMoney = addition.isMoney || addition.isScaled;
    if (isMoney && !isPrice(column.meaning)) return isQuantity(column.meaning) ? {} : read;
    if (addition.unit !== undefined && !isPrice(column.meaning) && !isQuantity(column.meaning)) continue;
    read = present({
      ...read,
      unit: addition.unit ?? read.unit,
      isScaled: addition.isScaled ?? read.isScaled,
      day: addition.day ?? read.day,
    });
  }
  return read;
}

interface Addition extends Omit<HeadedColumn, 'meaning'> {
  readonly isMoney?: true;
}

/** What an addition says; nothing where it is not known. */
function additionOf(written: string): Addition | undefined {
  // Columns are numbered in brackets: "(5)", or by how they are reckoned: "(5)=(3)x(4)".
  if (/^\d{1,2}$/.test(written)) return {};
  const plain = bare(written.replace(/^(?:đvt|đơn vị(?: tính)?|unit)\s*:?\s*/iu, ''));
  if (EMPTY_ADDITIONS.has(plain)) return /^(?:d|dong|vnd|₫|vietnamdong|tiendong)$/.test(plain) ? { isMoney: true } : {};
  const folded = foldVietnamese(written.replace(/^(?:đvt|đơn vị(?: tính)?|unit)\s*:?\s*/iu, ''));
  const [, scale, money, unit] = MONEY.exec(folded) ?? [];
  if (scale !== undefined) return { isScaled: true };
  if (money !== undefined || unit !== undefined) {
    const per = (unit ?? '').replace(/^1 ?(?=\D)/, '').trim();
    return per === '' || EMPTY_ADDITIONS.has(bare(per)) ? { isMoney: true } : { isMoney: true, unit: per };
  }
  if (isUnit(folded)) return { unit: written };
  const day = namedDay(written);
  return day ? { day } : undefined;
}

const MONEY =
  /^(?:(x ?1[.,]?000|1[.,]?000|nghin|ngan|trieu|k|tr|x ?nghin|thousands?(?: of)?)\s*)?(d|dong|vnd|₫)?\s*(?:(?:\/|tren|cho|mot|per)\s*(.+))?$/;

/** True for a unit, also one with a number: "kg", "500 g", "vỉ 6", "bình 12 kg". */
export function isUnit(folded: string): boolean {
  const words = folded.split(/[\s/]+|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/).filter(Boolean);
  return (
    words.length > 0 && words.length <= 4 && words.every(isUnitOrNumber) && words.some((word) => UNIT_WORDS.has(word))
  );
}

function isUnitOrNumber(word: string): boolean {
  return UNIT_WORDS.has(word) || /^\d+(?:[.,]\d+)?$/.test(word);
}

/** Without diacritics, blanks and marks. */
function bare(text: string): string {
  return foldVietnamese(text).replace(/[\s_.\-–'’"]/g, '');
}
