import { CsvError, parse } from 'csv-parse/sync';

/** One row of a bulk file, not yet judged; `line` counts from 1, the header being line 1. */
export interface FileRow {
  readonly line: number;
  readonly retailer?: string;
  readonly store: string;
  readonly date: string;
  readonly reportedAt?: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

export type FileReading =
  | { readonly rows: readonly FileRow[]; readonly unreadable: readonly { line: number; reason: string }[] }
  | { readonly error: string };

const QUANTITIES = new Set(['stock', 'sold', 'incoming']);
const FLAGS = new Set(['confirm', 'withdraw']);
const REQUIRED = ['store', 'date', 'product', 'price'];

/**
 * Reads the bulk CSV: a header row, then `store,date,product,price,…`, separated by comma, semicolon or tab.
 * Numbers are taken only in plain form: "15.000" stays a text, so that its row is refused with a hint.
 */
export function readCsv(text: string): FileReading {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', ';', '\t'].reduce((best, next) =>
    header.split(next).length > header.split(best).length ? next : best,
  );
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      trim: true,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    const first = records[0];
    const missing = first ? REQUIRED.filter((name) => !(name in first.record)) : REQUIRED;
    if (missing.length > 0) return { error: `missing columns: ${missing.join(', ')}` };
    return { rows: records.map(({ record, info }) => fileRow(fromText(record), info.lines)), unreadable: [] };
  } catch (error) {
    if (error instanceof CsvError) return { error: error.message };
    throw error;
  }
}

/** Reads newline-delimited JSON: one row with its store and date on each line. Lines that cannot be read are listed. */
export function readNdjson(text: string): FileReading {
  const rows: FileRow[] = [];
  const unreadable: { line: number; reason: string }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const value = parseJson(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      rows.push(fileRow(value as Record<string, unknown>, index + 1));
    } else unreadable.push({ line: index + 1, reason: 'not a JSON object' });
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
  const { store, date, retailer, reportedAt, reportedat, ...raw } = record;
  const instant = reportedAt ?? reportedat;
  return {
    line,
    store: String(store ?? ''),
    date: String(date ?? ''),
    ...(typeof retailer === 'string' ? { retailer } : {}),
    ...(typeof instant === 'string' && instant !== '' ? { reportedAt: instant } : {}),
    raw,
  };
}

function fromText(record: Readonly<Record<string, string>>): Record<string, unknown> {
  const entries = Object.entries(record).flatMap(([name, text]): [string, unknown][] => {
    if (text === '' || text === undefined) return [];
    if (name === 'price') return [[name, /^-?\d+$/.test(text) ? Number(text) : text]];
    if (QUANTITIES.has(name)) return [[name, /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text]];
    if (FLAGS.has(name)) return [[name, /^(true|1|yes|x)$/i.test(text)]];
    return [[name === 'pricetype' ? 'priceType' : name, text]];
  });
  return Object.fromEntries(entries);
}
