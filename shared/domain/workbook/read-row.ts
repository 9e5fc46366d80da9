import { type BusinessDay, isBusinessDay } from '../business-day.ts';
import { present } from '../present.ts';
import type { Product } from '../product.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese, sameUnit } from '../report/nearest-product.ts';
import { isPrice, isUnit } from './column-of-header.ts';
import { columnsOf, columnsOfDay } from './columns-of-day.ts';
import { writtenIn } from './lines-above.ts';
import { meantPrice } from './meant-price.ts';
import { namedDay } from './named-day.ts';
import { areOtherPrices } from './other-prices.ts';
import { packOf } from './pack-in-name.ts';
import type { GoodOfRow, NamingCells, ProductOfRow } from './product-of-row.ts';
import { quantitiesOf, type ToldQuantity } from './quantities-of-row.ts';
import { differing, type Fault, firstCell, type Located, shownCell, shownText } from './row-cells.ts';
import type { TableColumn, TableHeader } from './table-header.ts';
import type { TableRow } from './table-rows.ts';
import { type ArticleOfUnits, faultOfUnit, unitAgainstArticle } from './unit-of-article.ts';
import {
  type CellFault,
  ProblemOfWorkbook,
  type RefusedCell,
  type RowWarning,
  type WorkbookRow,
} from './workbook-row.ts';
import { looksLikePrice, readPrice, saysNothing, type WrittenPrice } from './written-price.ts';
import { flagWritten, priceTypeWritten } from './written-words.ts';

/** What one row of a sheet brings: rows of a report, or a cell that refuses it; nothing of what is no row. */
export interface RowReading {
  readonly rows: readonly WorkbookRow[];
  readonly refused: readonly RefusedCell[];
}

interface RowContext {
  readonly sheet: string;
  readonly store: string;
  /** The day as it is written. */
  readonly date: string;
  readonly find: (cells: NamingCells) => ProductOfRow;
  /** True where no type of price is written that may be that of the row above. */
  readonly isTypeMissing: boolean;
}

const NOTHING: RowReading = { rows: [], refused: [] };
const PRICES = ['retail', 'promo', 'wholesale'] as const;

/** A price of the row that says something, and its column. */
interface PriceHere {
  readonly meaning: (typeof PRICES)[number];
  readonly column: TableColumn;
  readonly read: Exclude<WrittenPrice, { kind: 'none' }>;
}

/**
 * Reads one row: its good, its prices, its quantities. A retail and a promotional price are two rows of a report, the
 * first of which has the quantities. A bad price does not forbid the other; what is wrong with the good, its unit or a
 * quantity refuses the whole row.
 */
export function readRow(row: TableRow, context: RowContext): RowReading {
  const { header } = row;
  const code = firstCell(row, 'product');
  const name = firstCell(row, 'name');
  const article = firstCell(row, 'article');
  const found = context.find({ code: code?.cell, name: name?.cell, article: article?.cell });
  if (found.kind !== 'product' && isTotal(row)) return NOTHING;
  const prices = pricesOf(row, context);
  if ('fault' in prices) {
    if (found.kind !== 'product' && isNoRow(prices.among)) return NOTHING;
    return refusedAt(row, context, prices.column, 'price', prices.fault);
  }
  if (prices.length === 0) return NOTHING;
  if (found.kind !== 'product') {
    return isNoRow(prices) ? NOTHING : refusedGood(row, context, found, { code, name, article, header });
  }
  return rowsOf(row, context, { found, prices, at: { code, name, article } });
}

/** The cells that name a row's good. */
type NamedAt = { readonly [Cell in keyof NamingCells]: Located | undefined };

interface KnownRow {
  readonly found: GoodOfRow;
  readonly prices: readonly PriceHere[];
  readonly at: NamedAt;
}

function rowsOf(row: TableRow, context: RowContext, { found, prices, at }: KnownRow): RowReading {
  const { product, namedOther } = found;
  const article = articleOfUnits(row, found);
  const [carrier] = prices as readonly [PriceHere, ...PriceHere[]];
  const typeAt = context.isTypeMissing ? columnsOf(row.header, 'priceType')[0]?.column : undefined;
  if (typeAt !== undefined) return refusedAt(row, context, typeAt, 'priceType', { fault: 'no-price-type' });
  const pack = packOf(row, found);
  if (pack) return refusedAt(row, context, pack.column, 'price', { fault: 'other-unit', unit: pack.unit, product });
  const quantities = quantitiesOf(row, product, article, dayOf(context));
  if ('fault' in quantities) return refusedAt(row, context, quantities.column, quantities.member, quantities.fault);
  const rows: WorkbookRow[] = [];
  const refused: RefusedCell[] = [];
  for (const price of prices) {
    const fault = priceFault(price, row);
    if (fault) {
      refused.push(refusedCell(row, context, price.column.column, 'price', fault));
      continue;
    }
    if (row.shared.has(price.column.column)) {
      refused.push(refusedCell(row, context, price.column.column, 'price', { fault: 'merged' }));
      continue;
    }
    const unit = unitOf(row, price, product, article);
    if (unit?.fault) {
      refused.push(refusedCell(row, context, unit.column, 'price', unit.fault));
      break;
    }
    const isCarrier = price === carrier;
    const { raw, columns } = rawRow(row, { ...found.naming }, price, isCarrier ? quantities.told : []);
    nameGood(columns, at);
    if (unit) {
      raw['unit'] = unit.unit;
      columns.set('unit', unit.column);
    }
    const warnings: RowWarning[] = [
      ...(namedOther ? [{ code: 'name-differs', product, named: namedOther } as const] : []),
      ...(isCarrier ? quantities.warnings : []),
    ];
    rows.push({ ...placeOf(row, context), store: context.store, date: context.date, raw, columns, warnings });
    // Another unit refuses all that the row says.
    if (unit && isUnitOf(unit.unit, product) === (article !== undefined)) break;
  }
  return { rows, refused };
}

function placeOf({ row }: TableRow, { sheet }: RowContext) {
  return { sheet, row };
}

/** The row as it is judged, with the column of each member. */
function rawRow(row: TableRow, raw: Record<string, unknown>, price: PriceHere, quantities: readonly ToldQuantity[]) {
  const columns = new Map<string, number>([['price', price.column.column]]);
  const { read, meaning } = price;
  raw['price'] = read.kind === 'price' ? read.price : undefined;
  const type = meaning === 'retail' ? firstCell(row, 'priceType') : undefined;
  if (type) {
    const written = writtenIn(type.cell);
    raw['priceType'] = priceTypeWritten(written) ?? written;
    columns.set('priceType', type.column.column);
  } else raw['priceType'] = meaning;
  for (const { member, value, at } of quantities) {
    raw[member] = value;
    columns.set(member, at);
  }
  for (const member of ['gtin', 'confirm', 'withdraw'] as const) {
    const found = firstCell(row, member);
    const written = writtenIn(found?.cell);
    if (!found || saysNothingOf(member, written)) continue;
    raw[member] = member === 'gtin' ? written : (flagWritten(written) ?? written);
    columns.set(member, found.column.column);
  }
  noteStrangers(row, raw);
  return { raw, columns };
}

/** The cells by which a refusal of the good is told. */
function nameGood(columns: Map<string, number>, { code, name, article }: NamedAt): void {
  columns.set('product', (code ?? article ?? name)?.column.column ?? 1);
  if (article) columns.set('article', article.column.column);
}

function articleOfUnits(row: TableRow, { own, product }: GoodOfRow): ArticleOfUnits | undefined {
  const factor = own?.factor ?? 1;
  return own && factor !== 1 ? { own, factor, product, unit: ownUnit(row)?.unit } : undefined;
}

/** What the row says that the good is counted by; of several units the one that is not the product's. */
function ownUnit(row: TableRow, product?: Product): { readonly unit: string; readonly column: number } | undefined {
  const told = row.header.columns.flatMap(({ column, meaning, header }) => {
    const isAnother = meaning === undefined && product !== undefined && UNIT_OF_SOMETHING.test(foldVietnamese(header));
    const unit = meaning === 'unit' || isAnother ? writtenIn(row.cells.get(column)) : '';
    const isTold = meaning === 'unit' ? !saysNothing(unit) : isUnit(foldVietnamese(unit));
    return isTold ? [{ unit, column }] : [];
  });
  return told.find(({ unit }) => product && !isUnitOf(unit, product)) ?? told[0];
}

/** "ĐVT tồn" beside "ĐVT": in what a figure of the row is counted. */
const UNIT_OF_SOMETHING = /^(?:dvt|don vi(?: tinh)?|unit)\b/;

interface ToldUnit {
  readonly unit: string;
  readonly column: number;
  readonly fault?: CellFault;
}

/** The unit by which a price is judged: one that is not the good's before one that is. */
function unitOf(
  row: TableRow,
  { read, column }: PriceHere,
  product: Product,
  article: ArticleOfUnits | undefined,
): ToldUnit | undefined {
  const own = ownUnit(row, article ? undefined : product);
  const price = read.kind === 'price' ? read.unit : undefined;
  const at = (unit: string) => ({ unit, column: own?.unit === unit ? own.column : column.column });
  if (article) {
    const against = unitAgainstArticle({ price, header: column.unit }, article);
    if (!against) return own;
    return against.isUnits
      ? { ...at(against.unit), unit: product.unit.vi }
      : { ...at(against.unit), fault: faultOfUnit(against.unit, article) };
  }
  const unit =
    [own?.unit, price, column.unit].find((each) => each !== undefined && !isUnitOf(each, product)) ?? own?.unit;
  return unit === undefined ? undefined : at(unit);
}

/** An "x" beside "Xác nhận" is a yes. */
function saysNothingOf(member: 'gtin' | 'confirm' | 'withdraw', written: string): boolean {
  return member === 'gtin' ? saysNothing(written) : written === '' || written === '-';
}

/** Columns that nobody knows are told to the sender, as those of CSV are. */
function noteStrangers({ header, cells }: TableRow, raw: Record<string, unknown>): void {
  for (const { column, meaning, header: written } of header.columns.slice(0, MOST_COLUMNS)) {
    if (meaning === undefined && cells.has(column)) raw[canonicalise(written.replace(/\s+/g, ' ')).slice(0, 40)] = '';
  }
}

const MOST_COLUMNS = 60;

function isUnitOf(unit: unknown, product: Product): boolean {
  if (unit === undefined) return true;
  return sameUnit(typeof unit === 'string' ? unit.replace(/^1 ?(?=\D)/, '') : unit, product.unit);
}

/** What a price column says that is no price of whole đồng at all, by its header or by the kind of its cell. */
function priceFault({ read, column }: PriceHere, { lines, header }: TableRow): CellFault | undefined {
  if (read.kind === 'no-number') return { fault: 'no-number', is: read.cell.kind, written: shownCell(read.cell) };
  const { prices } = lines;
  if (prices && areOtherPrices(prices, column, header)) return { fault: 'other-prices', said: prices.written };
  const isScaled = column.isScaled ?? lines.isScaled ?? false;
  if (read.kind === 'no-price') {
    const meant = meantPrice(isScaled && typeof read.written === 'number' ? read.written * 1000 : read.written);
    return present({ fault: 'no-price' as const, written: shownText(read.written), meant });
  }
  if (!isScaled) return undefined;
  const meant = read.price < 1_000_000 ? read.price * 1000 : undefined;
  return present({ fault: 'scaled' as const, written: String(read.price), meant });
}

/** The prices of a row that say something; of columns that mean the same all must say the same. */
function pricesOf(
  row: TableRow,
  { sheet, date }: RowContext,
): readonly PriceHere[] | (Fault & { readonly among: readonly PriceHere[] }) {
  const prices: PriceHere[] = [];
  const day = dayOf({ date });
  let isOfOtherDays = false;
  for (const meaning of PRICES) {
    const columns = columnsOfDay(row.header, meaning, day);
    if (columns === 'of-other-days') {
      isOfOtherDays = true;
      continue;
    }
    const all = columns.map((column) => ({ meaning, column, read: readPrice(row.cells.get(column.column)) }));
    const told = all.flatMap(({ read, ...at }) => (read.kind === 'none' ? [] : [{ ...at, read }]));
    const [first] = told;
    // A column that is filled in elsewhere and not here may be the one that counts.
    const other = all.find(({ column, read }) => !isSame(read, first?.read) && row.isUsed(column.column));
    if (first && other) return { ...differing(other.column, first.column), among: told };
    if (first) prices.push(first);
  }
  if (isOfOtherDays && prices.length === 0 && day !== undefined) noColumnOfDay(sheet, day, row.header);
  return prices;
}

function isSame(a: WrittenPrice, b: WrittenPrice | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function dayOf({ date }: Pick<RowContext, 'date'>): BusinessDay | undefined {
  return isBusinessDay(date) ? date : undefined;
}

function noColumnOfDay(sheet: string, day: BusinessDay, { columns }: TableHeader): never {
  const headers = columns.filter((column) => column.day !== undefined).map(({ header }) => header);
  throw new ProblemOfWorkbook({ problem: 'no-column-of-day', sheet, day, headers });
}

const TOTAL = /^(?:tong|cong|total|sum|subtotal|grand total|trung binh|binh quan|average|tb)(?:\b|$)/;

/** True for a row of sums: it says so before its figures, where goods have their names. */
function isTotal({ cells, header }: TableRow): boolean {
  const figures = header.columns.find(({ meaning, column }) => isPrice(meaning) && cells.has(column))?.column;
  for (const [column, cell] of cells) {
    if (figures !== undefined && column > figures) continue;
    if (cell.kind === 'text' && TOTAL.test(foldVietnamese(canonicalise(cell.text.slice(0, 200))))) return true;
  }
  return false;
}

/** Notes and signatures: what names no good and has no price as people write one. */
function isNoRow(prices: readonly PriceHere[]): boolean {
  return prices.every(({ read }) => {
    if (read.kind !== 'no-price' || typeof read.written !== 'string') return false;
    return !looksLikePrice(read.written) || namedDay(read.written) !== undefined;
  });
}

function refusedGood(
  row: TableRow,
  context: RowContext,
  found: Exclude<ProductOfRow, { kind: 'product' }>,
  at: NamedAt & { readonly header: TableHeader },
): RowReading {
  const { code, name, article, header } = at;
  const naming = header.columns.find(({ meaning }) => meaning === 'product' || meaning === 'name');
  const column = (code ?? article ?? name)?.column.column ?? naming?.column ?? 1;
  const articleAt = article?.column.column ?? column;
  if (found.kind === 'none') return refusedAt(row, context, column, 'product', { fault: 'no-good' });
  if (found.kind === 'no-code') {
    const fault = { fault: 'no-number', is: found.cell.kind, written: shownCell(found.cell) } as const;
    return refusedAt(row, context, found.by === 'article' ? articleAt : column, found.by, fault);
  }
  if (found.kind === 'several') {
    const articles = found.among.map((own) => own.article);
    const fault = { fault: 'several-articles', written: found.written, articles } as const;
    return refusedAt(row, context, articleAt, 'article', fault);
  }
  // Judged as it is written: the refusal names the goods that come nearest.
  const raw = found.by === 'article' ? unknownArticle(row, found.written, name) : { product: found.written };
  const columns = new Map([
    ['product', column],
    ['article', articleAt],
  ]);
  const { store, date } = context;
  return { rows: [{ ...placeOf(row, context), store, date, raw, columns, warnings: [] }], refused: [] };
}

/** With what the row calls the good: whoever says what it is sees that. */
function unknownArticle(row: TableRow, article: string, name: Located | undefined) {
  const called = writtenIn(name?.cell);
  return present<Record<string, unknown>>({
    article,
    name: called === '' ? undefined : called,
    unit: ownUnit(row)?.unit,
  });
}

function refusedAt(...cell: Parameters<typeof refusedCell>): RowReading {
  return { rows: [], refused: [refusedCell(...cell)] };
}

function refusedCell(
  { row }: TableRow,
  { sheet, store, date }: RowContext,
  column: number,
  member: RefusedCell['member'],
  fault: CellFault,
): RefusedCell {
  return { sheet, row, column, store, date, member, fault };
}
