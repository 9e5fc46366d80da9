import { scanRecord } from './csv-record.ts';
import { endOfLastLine, lineEndFrom, linesOf } from './text-lines.ts';

/** Whoever reads a CSV file: told of its header first, then of each record; lines without a value are passed over. */
export interface CsvTaker {
  /** Takes the header's cells and what separates them. */
  readonly header: (cells: readonly string[], separator: string) => void;
  /** Takes a record's cells, trimmed, and the number of its line; false ends the reading. */
  readonly record: (cells: readonly string[], line: number) => boolean;
}

export interface CsvReader {
  /** Reads on. The parts may be cut anywhere; the last one ends the file. Raises `LineTooLong`. */
  readonly read: (text: string, isLast: boolean) => void;
  /** The number of the line on which this text would end if it came next. */
  readonly lineAfter: (text: string) => number;
  /** Lines that were read. */
  readonly linesRead: () => number;
  /** True behind the header where the next text begins with a line. */
  readonly isBetweenRecords: () => boolean;
  /** Counts a line that another reader has taken; asked for between records. */
  readonly passLine: () => void;
}

/** Raised for a line that is longer than any line of a table, so that memory stays bounded. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

const LONGEST_LINE = 1 << 22;

interface Reading {
  readonly taker: CsvTaker;
  /** What was read of a line, or of a header, that is not at its end yet. */
  rest: string;
  /** Lines that were read. */
  line: number;
  separator: string | undefined;
  isBehindHeader: boolean;
  isOver: boolean;
}

/**
 * Reads CSV by RFC 4180 in time that grows with its length, whatever it holds, and the same in whatever parts it comes.
 * Each line may end in its own way. Columns are separated by what the header has most often of comma, semicolon and tab,
 * or by what Excel's line `sep=;` above it names.
 *
 * A quote that is opened and not closed on its line is a letter like any other: one stray quote must not swallow the
 * lines below it, whatever column it stands in. Nothing that is reported has several lines, so each line is a record of
 * its own. Only the header may hold line breaks, in cells without separators.
 */
export function csvReader(taker: CsvTaker): CsvReader {
  const reading: Reading = {
    taker,
    rest: '',
    line: 0,
    separator: undefined,
    isBehindHeader: false,
    isOver: false,
  };
  return {
    read: (text, isLast) => {
      if (!reading.isOver) readPart(reading, reading.rest === '' ? text : reading.rest + text, isLast);
    },
    lineAfter: (text) => reading.line + Math.max(1, linesOf(reading.rest + text).length),
    linesRead: () => reading.line,
    isBetweenRecords: () => reading.isBehindHeader && !reading.isOver && reading.rest === '',
    passLine: () => {
      reading.line++;
    },
  };
}

function readPart(reading: Reading, part: string, isLast: boolean): void {
  const text = reading.separator === undefined ? part.slice(findSeparator(reading, part, isLast)) : part;
  const { separator } = reading;
  let end = 0;
  if (separator !== undefined) {
    const read = text.includes('"') ? readRecords : readPlainLines;
    end = read(reading, text, isLast, separator);
  }
  reading.rest = text.slice(end);
  if (reading.rest.length > LONGEST_LINE && !reading.isOver) {
    throw new LineTooLong(`line ${reading.line + 1} has over ${LONGEST_LINE} characters`);
  }
}

/** Passes over what stands above the header, as far as that has come; returns where the reading goes on. */
function findSeparator(reading: Reading, text: string, isLast: boolean): number {
  let at = reading.line === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  while (reading.separator === undefined) {
    const end = lineEndFrom(text, at, isLast);
    if (!end || at === text.length) return at;
    const first = text.slice(at, end.start);
    const named = first.length < 20 ? /^\s*"?sep=([^\w"\s]|\t)"?\s*$/i.exec(first)?.[1] : undefined;
    reading.separator = named ?? (first.trim() === '' ? undefined : separatorOf(first.slice(0, 10_000)));
    if (reading.separator !== undefined && named === undefined) return at;
    reading.line++;
    at = end.next;
  }
  return at;
}

/** The separator that the header has most often outside of quotes. */
function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (separator: string) => bare.split(separator).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Lines without quotes are split as they are, in a quarter of the time that it takes to go through their cells. */
function readPlainLines(reading: Reading, text: string, isLast: boolean, separator: string): number {
  const end = isLast ? text.length : endOfLastLine(text);
  for (const line of linesOf(text.slice(0, end))) {
    takeLine(reading, line, separator);
    if (reading.isOver) break;
  }
  return end;
}

function readRecords(reading: Reading, text: string, isLast: boolean, separator: string): number {
  let at = 0;
  let quote = text.indexOf('"');
  while (at < text.length && !reading.isOver) {
    if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
    const end = lineEndFrom(text, at, isLast);
    if (!end) return at;
    if (quote < 0 || quote >= end.start) {
      takeLine(reading, text.slice(at, end.start), separator);
      at = end.next;
    } else {
      const record = scanRecord({ text, start: at, end, separator, isLast, isHeader: !reading.isBehindHeader });
      if (!record) return at;
      reading.line += record.lines;
      take(reading, record.cells, separator);
      at = record.next;
    }
  }
  return at;
}

function takeLine(reading: Reading, line: string, separator: string): void {
  reading.line++;
  if (line.trim() === '') return;
  const cells = line.split(separator);
  for (let cell = 0; cell < cells.length; cell++) cells[cell] = (cells[cell] as string).trim();
  take(reading, cells, separator);
}

function take(reading: Reading, cells: readonly string[], separator: string): void {
  if (cells[0] === '' && cells.every((cell) => cell === '')) return;
  const { taker } = reading;
  if (reading.isBehindHeader) reading.isOver = !taker.record(cells, reading.line);
  else {
    reading.isBehindHeader = true;
    taker.header(cells, separator);
  }
}
