import { type LineEnd, lineEndFrom, linesOf } from './text-lines.ts';

/** Where a record begins, in a text of which more may come. */
export interface CsvRecordStart {
  readonly text: string;
  readonly start: number;
  /** The end of the line on which it begins. */
  readonly end: LineEnd;
  readonly separator: string;
  readonly isLast: boolean;
  /** True for a header, whose cells may hold line breaks. */
  readonly isHeader: boolean;
}

interface CsvRecord {
  readonly cells: readonly string[];
  /** Lines over which it runs, and where the next one begins. */
  readonly lines: number;
  readonly next: number;
}

/** Characters of a header over several lines: a quote that is closed further away was not meant to be one. */
const LONGEST_HEADER = 1 << 20;

/** The record that begins here, cell by cell; nothing where it may go on in what has not come yet. */
export function scanRecord({ text, start, end, separator, isLast, isHeader }: CsvRecordStart): CsvRecord | undefined {
  const cells: string[] = [];
  let lines = 1;
  let lineEnd = end;
  for (let at = start; ; at += separator.length) {
    const limit = isHeader ? start + LONGEST_HEADER : lineEnd.start;
    const quoted = quotedCell(text, at, separator, limit, isLast || !isHeader);
    if (quoted === 'unknown') return undefined;
    if (quoted && !hasSwallowedLines(quoted, separator)) {
      const { content } = quoted;
      at = quoted.after;
      if (at > lineEnd.start) {
        const closing = lineEndFrom(text, at, isLast);
        if (!closing) return undefined;
        lineEnd = closing;
        lines += linesOf(`${content}.`).length - 1;
      }
      cells.push(content.replaceAll('""', '"').trim());
    } else {
      const from = at;
      // No further than the line: looking on in the whole text takes forever where there is no separator left.
      while (at < lineEnd.start && text[at] !== separator) at++;
      cells.push(text.slice(from, at).trim());
    }
    if (at >= lineEnd.start) return { cells, lines, next: lineEnd.next };
  }
}

interface QuotedCell {
  /** What stands between its quotes. */
  readonly content: string;
  /** Where its separator, or its line's end, stands. */
  readonly after: number;
}

/** True for quotes that a stray one began: between them lie lines with columns of their own. */
function hasSwallowedLines({ content }: QuotedCell, separator: string): boolean {
  return /[\r\n]/.test(content) && content.includes(separator);
}

/**
 * The cell that begins here, if it stands in quotes that are closed before a limit and followed by nothing but blanks;
 * `unknown` where that lies in what has not come yet.
 */
function quotedCell(
  text: string,
  at: number,
  separator: string,
  limit: number,
  isLast: boolean,
): QuotedCell | 'unknown' | undefined {
  const open = behindBlanks(text, at, separator);
  if (text[open] !== '"') return undefined;
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && close <= limit && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0 && !isLast && text.length <= limit) return 'unknown';
  if (close < 0 || close > limit) return undefined;
  const after = close + 1 === text.length ? close + 1 : behindBlanks(text, close + 1, separator);
  const next = text[after];
  if (next === undefined && !isLast) return 'unknown';
  const isClosed = next === undefined || next === separator || next === '\n' || next === '\r';
  return isClosed ? { content: text.slice(open + 1, close), after } : undefined;
}

/** Blanks that are no line ends, and marks that copying leaves before a quote. */
const BLANK = /[^\S\r\n]|[\u200b-\u200f\u2060]/;

function behindBlanks(text: string, from: number, separator: string): number {
  let at = from;
  for (let next = text[at]; next !== undefined && next !== separator && BLANK.test(next); next = text[at]) at++;
  return at;
}
