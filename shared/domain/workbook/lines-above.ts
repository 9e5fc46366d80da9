import type { BusinessDay } from '../business-day.ts';
import { present } from '../present.ts';
import { canonicalise } from '../reading/canonical.ts';
import { readDate } from '../reading/written-date.ts';
import { foldVietnamese } from '../report/nearest-product.ts';
import { isNamed, type NamedDay, namedDay } from './named-day.ts';
import { pricesSaid, type SaidPrices } from './other-prices.ts';
import type { Cell, SheetRow } from './sheet.ts';

/** A store as a workbook may name it. */
export interface NamedStore {
  readonly id: string;
  readonly name: string;
}

/** Where something was said, and as what. */
interface Said {
  readonly row: number;
  readonly column: number;
  readonly written: string;
}

export interface SaidStore extends Said {
  /** The sender's store of this id or name; nothing for any other. */
  readonly store?: string;
}

export interface SaidDay extends Said {
  /** The day, where it is written as one. */
  readonly day?: BusinessDay;
  /** What it names of a day, where its form is not taken. */
  readonly named?: NamedDay;
}

/** What the lines above a table say of all its rows. */
export interface LinesAbove {
  readonly store?: SaidStore;
  readonly day?: SaidDay;
  /** Another store or day that a second label says: which of them is meant would be a guess. */
  readonly otherStore?: SaidStore;
  readonly otherDay?: SaidDay;
  /** True where they say that money is in thousands. */
  readonly isScaled?: true;
  /** What kind of prices they say that all are. */
  readonly prices?: SaidPrices;
}

const STORE_LABEL = /^(?:(?:ma|ten|id) )?(?:diem ban(?: hang)?|cua hang|store|shop)(?: (?:id|code|name))?$/;
const DAY_LABEL = /^(?:ngay(?: (?:bao cao|ban|gia|thang|ap dung))?|date|report date|business date|gia ngay)$/;
/** When a form was made or printed is not the day of its prices. */
const OTHER_DAY = /(?:^|\s)(?:ngay (?:lap|in|ky|nhan|gui|xuat|tao|cap nhat)|printed|created|tu ngay|den ngay)|,\s*ngay/;
const SCALED =
  /(?:dvt|don vi(?: tinh)?|unit|tinh bang|tien)\s*:?\s*\(?\s*(?:nghin|ngan|trieu|1[.,]?000)\s*(?:d|dong|vnd)?\b|^\(?\s*(?:nghin|ngan|trieu|1[.,]000)\s*(?:d|dong|vnd)\s*\)?$/;

/**
 * Reads what stands above a table: its store, its day, and whether its money is in thousands. Between two tables only
 * what has a label is taken: notes of rows speak of days, too.
 */
export function readLinesAbove(
  lines: readonly SheetRow[],
  stores: readonly NamedStore[],
  where: 'top' | 'between',
): LinesAbove {
  let store: SaidStore | undefined;
  let title: SaidStore | undefined;
  let day: SaidDay | undefined;
  let otherStore: SaidStore | undefined;
  let otherDay: SaidDay | undefined;
  let isScaled = false;
  let prices: SaidPrices | undefined;
  for (const { row, cells } of lines) {
    const ordered = [...cells].sort(([a], [b]) => a - b);
    prices = pricesSaidBy(ordered.map(([, cell]) => cell)) ?? prices;
    for (const [index, [column, cell]] of ordered.entries()) {
      const text = cell.kind === 'text' ? canonicalise(cell.text.slice(0, 300)) : '';
      const { label, rest } = labelled(text);
      const beside = rest === '' ? ordered.slice(index + 1, index + 4) : [[column, textCell(rest)] as const];
      if (STORE_LABEL.test(label)) {
        const said = storeSaid(row, beside, stores);
        if (store?.store !== undefined && said?.store !== undefined && said.store !== store.store) otherStore ??= said;
        store ??= said;
      } else if (DAY_LABEL.test(label)) {
        const said = daySaid(row, beside);
        if (day?.day !== undefined && said?.day !== undefined && said.day !== day.day) otherDay ??= said;
        day ??= said;
      }
      const folded = foldVietnamese(text);
      isScaled ||= SCALED.test(folded);
      if (where === 'between') continue;
      if (text !== '') title ??= titleOf(row, column, text, stores);
      if (day === undefined && /\b(?:ngay|date)\b/.test(folded) && !OTHER_DAY.test(folded)) {
        day = dayInTitle(row, column, text);
      }
    }
  }
  return present({ store: store ?? title, otherStore, day, otherDay, isScaled: isScaled || undefined, prices });
}

/** Of a title, or a label and what stands beside it: what stands over single columns is no title of all. */
function pricesSaidBy(cells: readonly Cell[]): SaidPrices | undefined {
  if (cells.length > 2) return undefined;
  const texts = cells.map((cell) => (cell.kind === 'text' ? cell.text : ''));
  return pricesSaid(texts.join(' '));
}

/** A label and what stands behind its colon: "Điểm bán: sen-vang-1". */
function labelled(text: string): { label: string; rest: string } {
  const [, before = text, rest = ''] = /^([^:：]{1,40})[:：](.*)$/.exec(text) ?? [];
  return {
    label: foldVietnamese(before)
      .replace(/^[^a-z]+/, '')
      .replace(/\s+/g, ' ')
      .trim(),
    rest: rest.trim(),
  };
}

function textCell(text: string): Cell {
  return { kind: 'text', text };
}

function storeSaid(
  row: number,
  beside: readonly (readonly [number, Cell])[],
  stores: readonly NamedStore[],
): SaidStore | undefined {
  const texts = beside.map(([column, cell]) => ({ column, written: writtenIn(cell) })).filter(({ written }) => written);
  for (const { column, written } of texts) {
    const store = storeNamed(written, stores);
    if (store !== undefined) return { row, column, written, store };
  }
  const [first] = texts;
  return first && { row, ...first };
}

/** The store of an id, or of a name that one store alone has; also "id – name" and "name (id)". */
export function storeNamed(written: string, stores: readonly NamedStore[]): string | undefined {
  const plain = foldVietnamese(canonicalise(written));
  const byId = stores.find(({ id }) => id.toLowerCase() === plain);
  if (byId) return byId.id;
  const named = stores.filter(({ name }) => foldVietnamese(canonicalise(name)) === plain);
  if (named.length > 0) return named.length === 1 ? named[0]?.id : undefined;
  const words = new Set(plain.split(/[\s()–,;|]+/));
  const within = stores.filter(({ id }) => words.has(id.toLowerCase()));
  return within.length === 1 ? within[0]?.id : undefined;
}

/** A title that is one store's name or id, without a label. */
function titleOf(row: number, column: number, text: string, stores: readonly NamedStore[]): SaidStore | undefined {
  const store = storeNamed(text, stores);
  return store === undefined ? undefined : { row, column, written: text, store };
}

function daySaid(row: number, beside: readonly (readonly [number, Cell])[]): SaidDay | undefined {
  for (const [column, cell] of beside) {
    if (cell.kind === 'date') return present({ row, column, written: cell.day ?? '', day: cell.day });
    const written = writtenIn(cell);
    if (written !== '') return dayOf(row, column, written);
  }
  return undefined;
}

function dayInTitle(row: number, column: number, text: string): SaidDay | undefined {
  return namedDay(text) ? dayOf(row, column, text) : undefined;
}

function dayOf(row: number, column: number, written: string): SaidDay {
  const { day, meant } = readDate(written);
  if (day !== undefined) return { row, column, written, day };
  const named = namedDay(meant ?? written);
  const inWords = named ? wholeDay(written, named) : undefined;
  return present({ row, column, written, day: inWords, named });
}

/** "Ngày 30 tháng 11 năm 2026" and "giá ngày 30/11/2026" say a day; one without its whole year does not. */
function wholeDay(written: string, { day, month, year }: NamedDay): BusinessDay | undefined {
  if (year === undefined || month === undefined || !written.includes(String(year))) return undefined;
  const two = (number: number) => String(number).padStart(2, '0');
  return /\p{L}/u.test(written) ? `${year}-${two(month)}-${two(day)}` : undefined;
}

/** A cell's words, as somebody could have typed them. */
export function writtenIn(cell: Cell | undefined): string {
  if (cell?.kind === 'text') return canonicalise(cell.text.slice(0, 200));
  if (cell?.kind === 'number') return String(cell.number);
  return cell?.kind === 'date' ? (cell.day ?? '') : '';
}

/** True unless what is said can be no other day's name. */
export function agrees({ day, named }: SaidDay, wanted: BusinessDay): boolean {
  if (day !== undefined) return day === wanted;
  return named === undefined || isNamed(named, wanted);
}
