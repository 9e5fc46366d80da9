import { readFile } from 'node:fs/promises';
import { canonicalise } from '#domain/reading/canonical.ts';
import { type CsvTaker, LineTooLong } from '#domain/reading/csv-records.ts';
import { type RecordFit, recordFit } from '#domain/reading/record-width.ts';
import { textOf } from '#runtime/utf8.ts';
import { eachRecord, WrongEncoding } from './csv-records.ts';
import type { PlainLine } from './line-cells.ts';

/** A record's cells, one for each of the wanted columns. */
type Cells<Columns extends readonly string[]> = { readonly [Position in keyof Columns]: string };

/** Raised when a file cannot be used; its message names the file and the line, and says what to do. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
}

/** How the lines of a table are laid out, for one who reads them by bytes. */
export interface TableLayout {
  /** Where each wanted column stands, -1 for an optional one that is missing. */
  readonly positions: readonly number[];
  /** Columns of the header. */
  readonly width: number;
  /** The byte between two cells. */
  readonly separator: number;
}

/** Whoever reads a table. */
export interface TableTaker<Columns extends readonly string[]> {
  /** Gets a record's cells in the order of the columns, and its line, the header being 1. */
  readonly record: (cells: Cells<Columns>, line: number) => void;
  /** Gets the lines that have more cells than the header has columns: which cell belongs where cannot be known. */
  readonly tooManyCells: (line: number) => void;
  /** What takes plain lines of this layout by their bytes, each exactly as `record` would. */
  readonly plainLine?: (layout: TableLayout) => PlainLine;
}

/**
 * Reads a CSV file record by record, in bounded memory. Columns that are not asked for are passed over; the
 * optional ones of `columns` may be missing, and their cells are empty.
 */
export async function readTable<const Columns extends readonly string[]>(
  file: string,
  columns: Columns,
  optional: readonly Columns[number][],
  taker: TableTaker<Columns>,
): Promise<void> {
  const required = columns.filter((column) => !optional.includes(column));
  let positions: readonly number[] | undefined;
  let plainLine: PlainLine | undefined;
  const habit = paddingHabit(file);
  let fitOf: ReturnType<typeof recordFit> = () => 'fits';
  try {
    const records: CsvTaker = {
      header: (cells, separator) => {
        positions = positionsIn(file, { cells, separator }, columns, required);
        fitOf = recordFit(cells);
        // Under a header that ends in cells without a name the lines differ, and each is looked into.
        const isPlain = cells.at(-1) !== '' && separator.charCodeAt(0) < 0x80;
        if (isPlain) {
          plainLine = taker.plainLine?.({ positions, width: cells.length, separator: separator.charCodeAt(0) });
        }
      },
      record: (cells, line) => {
        const fit = fitOf(cells);
        habit(fit, line);
        if (fit === 'too-many') taker.tooManyCells(line);
        else if (positions) {
          taker.record(positions.map((position) => cells[position] ?? '') as unknown as Cells<Columns>, line);
        }
        return true;
      },
    };
    await eachRecord(file, records, () => plainLine);
  } catch (error) {
    if (!isOfTheFile(error)) throw error;
    throw new UnusableFile(`${file}${'syscall' in error ? ':' : ','} ${error.message}`, { cause: error });
  }
  if (!positions) throw new UnusableFile(`${file} is empty; its first line must name ${required.join(', ')}`);
}

/** Raises `UnusableFile` where some records end in empty cells as the header does, and others do not. */
function paddingHabit(file: string): (fit: RecordFit, line: number) => void {
  const first = new Map<RecordFit, number>();
  return (fit, line) => {
    if (fit === 'fits' || first.has(fit)) return;
    first.set(fit, line);
    const [padded, unpadded] = [first.get('padded'), first.get('unpadded')];
    if (padded === undefined || unpadded === undefined) return;
    throw new UnusableFile(
      `${file}, line ${padded}: ends with a separator as the header does, but line ${unpadded} does not, so its cells may be shifted. Take the separators from the end of all lines`,
    );
  };
}

/** The text of a file. Raises `UnusableFile` where it cannot be read or is not UTF-8. */
export async function readText(file: string): Promise<string> {
  try {
    const text = textOf(await readFile(file));
    if (text !== undefined) return text;
  } catch (error) {
    throw new UnusableFile(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UnusableFile(`${file} is not UTF-8. Save it as UTF-8`);
}

/** True for what the reader or the file system says of a file, and not for a mistake of the program. */
function isOfTheFile(error: unknown): error is Error {
  return (
    error instanceof WrongEncoding || error instanceof LineTooLong || (error instanceof Error && 'syscall' in error)
  );
}

const MOST_NAMED = 200;

/** Where each wanted column stands, -1 for an optional one that is missing. */
function positionsIn(
  file: string,
  header: { readonly cells: readonly string[]; readonly separator: string },
  columns: readonly string[],
  required: readonly string[],
): readonly number[] {
  const names = header.cells.map((name) => canonicalise(name).toLowerCase());
  const missing = required.find((column) => !names.includes(column));
  if (missing !== undefined) {
    const separator = header.separator === '\t' ? 'a tab' : `"${header.separator}"`;
    const there = names.slice(0, MOST_NAMED).map((name) => JSON.stringify(name.slice(0, 60)));
    throw new UnusableFile(
      `${file}, line 1: has no column "${missing}"; it must name ${required.join(', ')}. Read with ${separator} between columns, it has ${there.join(', ')}`,
    );
  }
  const repeated = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (repeated !== undefined) {
    throw new UnusableFile(`${file}, line 1: has the column "${repeated}" more than once`);
  }
  return columns.map((column) => names.indexOf(column));
}
