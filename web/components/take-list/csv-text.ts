import { businessDayOf, timeOfDayOf } from '#domain/business-day.ts';
import type { Language } from '#domain/language.ts';
import { cellsOf, type ListCell, type ListColumn } from './list-cells.ts';

/** Tells Excel that the file is UTF-8: without it "đ" is read as two letters. */
const BYTE_ORDER_MARK = '\ufeff';
/** What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asian keyboards. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const DECIMAL_POINT: Readonly<Record<Language, string>> = { vi: ',', en: '.' };

/** A list as CSV (RFC 4180) that spreadsheets open as it is, and in which no cell does anything. */
export function csvText<Row>(
  columns: readonly ListColumn<Row>[],
  rows: readonly Row[],
  language: Language = 'vi',
): string {
  const lines = [
    columns.map(({ heading }) => quoted(harmless(heading))),
    ...rows.map((row) => cellsOf(columns, row).map((cell) => quoted(written(cell, language)))),
  ];
  return `${BYTE_ORDER_MARK}${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

function written(cell: ListCell, language: Language): string {
  if (cell.kind === 'empty') return '';
  if (cell.kind === 'number') return String(cell.value).replace('.', DECIMAL_POINT[language]);
  if (cell.kind === 'text') return harmless(cell.value);
  if (cell.kind === 'day') return cell.value;
  const at = Date.parse(cell.value);
  return `${businessDayOf(at)} ${timeOfDayOf(at)}`;
}

/** A text that somebody typed must not become a formula on the machine of who reads it. */
function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
