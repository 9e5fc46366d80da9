import { CsvError, parse } from 'csv-parse/sync';
import { present } from '#domain/present.ts';
import { ROW_MEMBERS } from '#domain/report/judgement.ts';

/** One row of a bulk file, not yet judged; `line` counts from 1, the header of a CSV being line 1. */
export interface FileRow {
  readonly line: number;
  readonly retailer?: string;
  readonly store: string;
  readonly date: string;
  readonly reportedAt?: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

export type UnreadableReason = 'not-an-object' | 'too-many-cells';

export type FileReading =
  | {
      readonly rows: readonly FileRow[];
      readonly unreadable: readonly { readonly line: number; readonly reason: UnreadableReason }[];
    }
  | { readonly error: 'missing-columns' | 'repeated-columns'; readonly columns: readonly string[] };

const NAMES = ['retailer', 'store', 'date', 'reportedAt', ...ROW_MEMBERS];
/** Columns by their folded names, so that "Price Type" and "price_type" are `priceType`. */
const COLUMNS: ReadonlyMap<string, string> = new Map(NAMES.map((name) => [name.toLowerCase(), name]));
const REQUIRED = ['store', 'date', 'product', 'price'];
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'x', 'có'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'không'].map((word) => [word, false] as const),
]);

/**
 * Reads the bulk CSV: a header row, then `store,date,product,price,…`, separated by comma, semicolon or tab.
 * Numbers are taken only in plain form: "15.000" as a price stays a text, so that its row is refused with a hint.
 */
export function readCsv(text: string): FileReading {
  const [header, ...records] = recordsOf(text.replace(/^\uFEFF/, ''));
  const columns = (header?.cells ?? []).map(columnOf);
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0) return { error: 'missing-columns', columns: missing };
  const repeated = NAMES.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name));
  if (repeated.length > 0) return { error: 'repeated-columns', columns: repeated };
  const rows: FileRow[] = [];
  const unreadable: { line: number; reason: UnreadableReason }[] = [];
  for (const { line, cells } of records) {
    if (cells.slice(columns.length).some((cell) => cell !== '')) unreadable.push({ line, reason: 'too-many-cells' });
    else if (cells.some((cell) => cell !== '')) rows.push(fileRow(rowOfCells(columns, cells), line));
  }
  return { rows, unreadable };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string): CsvRecord[] {
  // Excel writes and reads a first line that names the separator.
  const named = /^"?sep=(.)"?\r?\n/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const delimiter = named?.[1] ?? delimiterOf(body);
  const linesBefore = named ? 1 : 0;
  const numbered = (records: CsvRecord[]) => records.map(({ line, cells }) => ({ line: line + linesBefore, cells }));
  try {
    return numbered(parsedRecords(body, delimiter, '"'));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // One stray quote must not swallow the lines below it: every line is then read by itself.
    const records = parsedRecords(body, delimiter, null);
    return numbered(records.map(({ line, cells }) => ({ line, cells: cells.map(unquoted) })));
  }
}

function parsedRecords(text: string, delimiter: string, quote: string | null): CsvRecord[] {
  const records = parse(text, {
    delimiter,
    quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/)).slice(0, 10_000);
  return [',', ';', '\t'].reduce((best, next) => (header.split(next).length > header.split(best).length ? next : best));
}

function unquoted(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

function columnOf(header: string): string {
  const plain = header.replace(/[\p{Cf}\p{Cc}]/gu, '').trim();
  return COLUMNS.get(plain.toLowerCase().replace(/[\s_-]/g, '')) ?? plain;
}

function rowOfCells(columns: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const row: Record<string, unknown> = Object.create(null);
  for (const [index, column] of columns.entries()) {
    const cell = cells[index];
    if (cell !== undefined && cell !== '') row[column] = valueOfCell(column, cell);
  }
  return row;
}

function valueOfCell(column: string, cell: string): unknown {
  switch (column) {
    case 'price':
      // Tables of numbers with gaps are often written as "15000.0".
      return /^-?\d+(\.0{1,2})?$/.test(cell) ? Number(cell) : cell;
    case 'stock':
    case 'sold':
    case 'incoming':
      return quantityOf(cell);
    case 'confirm':
    case 'withdraw':
      return FLAGS.get(cell.toLowerCase().normalize('NFC')) ?? cell;
    default:
      return cell;
  }
}

/** "120.5" and "120,5" are plain; "1,120" might be either and stays a text. */
function quantityOf(cell: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(cell)) return Number(cell);
  return /^-?\d+,(\d{1,2}|\d{4,})$/.test(cell) ? Number(cell.replace(',', '.')) : cell;
}

/** Reads newline-delimited JSON: one row with its store and date on each line. Lines that cannot be read are listed. */
export function readNdjson(text: string): FileReading {
  const rows: FileRow[] = [];
  const unreadable: { line: number; reason: UnreadableReason }[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue;
    const value = parseJson(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      rows.push(fileRow(value as Record<string, unknown>, index + 1));
    } else unreadable.push({ line: index + 1, reason: 'not-an-object' });
  }
  return { rows, unreadable };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
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
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}
