import { present } from '#domain/present.ts';
import { canonicalise, canonicaliseReadable } from '#domain/reading/canonical.ts';
import { csvReader } from '#domain/reading/csv-records.ts';
import { type RecordFit, recordFit } from '#domain/reading/record-width.ts';
import { lineEndFrom } from '#domain/reading/text-lines.ts';
import { readQuantity } from '#domain/reading/written-quantity.ts';
import type { RowCode } from '#domain/report/judgement.ts';
import type { Explanation } from '#domain/wording/explanation.ts';
import type { RowWarning } from '#domain/workbook/workbook-row.ts';
import { type JsonFault, jsonFaultOf } from '#runtime/plain-json.ts';
import { type Column, columnOf, flagOf, priceTypeOf } from './report-columns.ts';

/** Most rows of one report or file: beyond, its work and memory would be anybody's to choose. */
export const MOST_ROWS = 100_000;

/** One row of a bulk file, not yet judged; `line` counts from 1, the header of a CSV being line 1. */
export interface FileRow {
  readonly line: number;
  readonly retailer?: string;
  readonly store: string;
  readonly date: string;
  readonly reportedAt?: string;
  /** What a CSV file calls the product, beside its code or in place of it. */
  readonly productName?: string;
  readonly raw: Readonly<Record<string, unknown>>;
  /** What the reading of a workbook warns of. */
  readonly warnings?: readonly RowWarning[];
}

export type UnreadableReason = 'not-an-object' | 'too-many-cells' | JsonFault;

/** Why a file as a whole cannot be used. */
export type UnusableFile =
  | { readonly error: 'too-many-rows' }
  | {
      readonly error: 'missing-columns';
      readonly missing: readonly RequiredColumn[];
      readonly separator: string;
      /** Every column there is, as it is written. */
      readonly found: readonly string[];
    }
  | { readonly error: 'repeated-columns'; readonly repeated: readonly RepeatedColumn[] };

/** A column that a header names more than once, and how. */
export interface RepeatedColumn {
  readonly column: string;
  readonly written: readonly string[];
}

export interface ReadFile {
  readonly rows: readonly FileRow[];
  readonly unreadable: readonly { readonly line: number; readonly reason: UnreadableReason }[];
  /** Lines of a store-day that are refused before they can be judged. */
  readonly refused?: readonly RefusedLine[];
}

export interface RefusedLine {
  readonly line: number;
  readonly store: string;
  readonly date: string;
  readonly reason: Explanation & { readonly code: RowCode; readonly member: string };
}

export type FileReading = ReadFile | UnusableFile;

/** Columns that nobody knows are told to the caller, but not each of a hundred thousand. */
const MOST_UNKNOWN_COLUMNS = 20;

/**
 * Reads the bulk CSV: a header row, then `store,date,product,price,…` in any order, separated by comma, semicolon or tab.
 * Numbers are taken only in plain form: "15.000" as a price stays a text, so that its row is refused with a hint.
 */
export function readCsv(text: string): FileReading {
  const rows: FileRow[] = [];
  const padded = new Set<number>();
  const unreadable: { line: number; reason: UnreadableReason }[] = [];
  const read: { header: Header | UnusableFile; isTooLong: boolean; hasUnpadded: boolean } = {
    header: { error: 'missing-columns', missing: REQUIRED, separator: ',', found: [] },
    isTooLong: false,
    hasUnpadded: false,
  };
  const reader = csvReader({
    header: (cells, separator) => {
      read.header = readHeader(cells, separator);
    },
    record: (cells, line) => {
      const { header } = read;
      if ('error' in header) return false;
      read.isTooLong = rows.length + unreadable.length >= MOST_ROWS;
      if (read.isTooLong) return false;
      const fit = header.fitOf(cells);
      if (fit === 'too-many') unreadable.push({ line, reason: 'too-many-cells' });
      else rows.push(rowOfCells(header, cells, line));
      if (fit === 'padded') padded.add(line);
      read.hasUnpadded ||= fit === 'unpadded';
      return true;
    },
  });
  reader.read(text, true);
  if (read.isTooLong) return { error: 'too-many-rows' };
  if ('error' in read.header) return read.header;
  if (!read.hasUnpadded || padded.size === 0) return { rows, unreadable };
  const shifted = [...padded].map((line) => ({ line, reason: 'too-many-cells' }) as const);
  return { rows: rows.filter(({ line }) => !padded.has(line)), unreadable: [...unreadable, ...shifted] };
}

const REQUIRED = ['store', 'date', 'product', 'price'] as const;
/** Columns that say which product it is where its code has none. */
const NAMED_BY = ['name', 'article'] as const;
export type RequiredColumn = (typeof REQUIRED)[number];

interface Header {
  /** The columns that are kept of a row, under their own names or, where nobody knows them, as they are written. */
  readonly columns: readonly {
    readonly position: number;
    readonly name: string;
    readonly column: Column | undefined;
  }[];
  readonly fitOf: (cells: readonly string[]) => RecordFit;
  /** The unit that the header gives its prices, for rows that name none. */
  readonly unit: string | undefined;
}

function readHeader(cells: readonly string[], separator: string): Header | UnusableFile {
  const all = cells.map((written, position) => ({
    position,
    written: canonicalise(written),
    column: undefined,
    unit: undefined,
    ...columnOf(written),
  }));
  const byColumn = Map.groupBy(all, ({ column }) => column);
  const missing = REQUIRED.filter(
    (name) => !byColumn.has(name) && !(name === 'product' && NAMED_BY.some((other) => byColumn.has(other))),
  );
  if (missing.length > 0) {
    return { error: 'missing-columns', missing, separator, found: all.map(({ written }) => written) };
  }
  const repeated = [...byColumn].flatMap(([column, own]) =>
    column !== undefined && own.length > 1 ? [{ column, written: own.map(({ written }) => written) }] : [],
  );
  if (repeated.length > 0) return { error: 'repeated-columns', repeated };
  const unknown = (byColumn.get(undefined) ?? []).slice(0, MOST_UNKNOWN_COLUMNS);
  return {
    columns: [...all.filter(({ column }) => column !== undefined), ...unknown].map(({ position, written, column }) => {
      return { position, name: column ?? written, column };
    }),
    fitOf: recordFit(cells),
    unit: all.find(({ unit }) => unit !== undefined)?.unit,
  };
}

function rowOfCells({ columns, unit }: Header, cells: readonly string[], line: number): FileRow {
  let productName: string | undefined;
  const row: Record<string, unknown> = Object.create(null);
  for (const { position, name, column } of columns) {
    const written = cells[position];
    if (written === undefined || written === '') continue;
    const cell = canonicaliseReadable(written);
    if (cell === '') continue;
    if (column === 'name') productName = cell;
    else row[name] = column ? valueOfCell(column, cell) : cell;
  }
  if (unit !== undefined && row['unit'] === undefined) row['unit'] = unit;
  return present({ ...fileRow(row, line), productName });
}

function valueOfCell(column: Column, cell: string): unknown {
  switch (column) {
    case 'price':
      // Tables of numbers with gaps are often written as "15000.0".
      return /^-?\d{1,30}(\.0{1,2})?$/.test(cell) ? Number(cell) : cell;
    case 'stock':
    case 'sold':
    case 'incoming':
      return readQuantity(cell) ?? cell;
    case 'confirm':
    case 'withdraw':
      return flagOf(cell) ?? cell;
    case 'priceType':
      return priceTypeOf(cell) ?? cell;
    default:
      return cell;
  }
}

/** Reads newline-delimited JSON: one row with its store and date on each line. Lines that cannot be read are listed. */
export function readNdjson(text: string): FileReading {
  const rows: FileRow[] = [];
  const unreadable: { line: number; reason: UnreadableReason }[] = [];
  let line = 0;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; ) {
    const { start, next } = lineEndFrom(text, at, true) ?? { start: text.length, next: text.length };
    const written = text.slice(at, start).trim();
    at = next;
    line++;
    if (written === '') continue;
    if (rows.length + unreadable.length >= MOST_ROWS) return { error: 'too-many-rows' };
    const value = parseObject(written);
    const reason = value ? jsonFaultOf(written, value)?.fault : 'not-an-object';
    if (value && reason === undefined) rows.push(fileRow(value, line));
    else if (reason !== undefined) unreadable.push({ line, reason });
  }
  return { rows, unreadable };
}

/** What begins and ends as no object is not parsed: making an error of each line takes longer than reading the file. */
function parseObject(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function fileRow(record: Readonly<Record<string, unknown>>, line: number): FileRow {
  const { store, date, retailer, reportedAt, ...raw } = record;
  return present({
    line,
    store: textOf(store),
    date: textOf(date),
    retailer: isAbsent(retailer) ? undefined : textOf(retailer),
    reportedAt: isAbsent(reportedAt) ? undefined : textOf(reportedAt),
    raw,
  });
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** A member that should be a text; whatever else came is no valid store, date or instant. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return canonicaliseReadable(value);
  return typeof value === 'number' ? String(value) : '';
}
