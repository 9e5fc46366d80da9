import type { Language } from '#domain/language.ts';

/** One column of a list as it is taken away. */
export interface CsvColumn<Row> {
  /** In the reader's language. */
  readonly heading: string;
  readonly cell: (row: Row) => string | number | undefined;
}

/** Tells Excel that the file is UTF-8: without it "đ" is read as two letters. */
const BYTE_ORDER_MARK = '\ufeff';
/** What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asian keyboards. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const DECIMAL_POINT: Readonly<Record<Language, string>> = { vi: ',', en: '.' };

/** A list as CSV (RFC 4180) that spreadsheets open as it is, and in which no cell does anything. */
export function csvText<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
  language: Language = 'vi',
): string {
  const written = (value: string | number | undefined) =>
    quoted(typeof value === 'number' ? String(value).replace('.', DECIMAL_POINT[language]) : harmless(value ?? ''));
  const lines = [
    columns.map(({ heading }) => written(heading)),
    ...rows.map((row) => columns.map(({ cell }) => written(cell(row)))),
  ];
  return `${BYTE_ORDER_MARK}${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

/** A text that somebody typed must not become a formula on the machine of who reads it. */
function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
