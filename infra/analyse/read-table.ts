import { CsvError } from 'csv-parse';
import { eachRecord } from './csv-records.ts';

/** A record's cells, one for each of the wanted columns. */
type Cells<Columns extends readonly string[]> = { readonly [Position in keyof Columns]: string };

/** Raised when a file cannot be used; its message names the file and the line, and says what to do. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
}

/**
 * Reads a CSV file record by record, in bounded memory. Columns that are not asked for are passed over; the
 * optional ones of `columns` may be missing, and their cells are empty.
 *
 * @param take gets a record's cells in the order of `columns`, and its line, the header being 1.
 */
export async function readTable<const Columns extends readonly string[]>(
  file: string,
  columns: Columns,
  optional: readonly Columns[number][],
  take: (cells: Cells<Columns>, line: number) => void,
): Promise<void> {
  const required = columns.filter((column) => !optional.includes(column));
  let positions: readonly number[] | undefined;
  try {
    await eachRecord(file, (record, line) => {
      if (!positions) positions = positionsIn(file, record, columns, required);
      else take(positions.map((position) => record[position] ?? '') as unknown as Cells<Columns>, line);
    });
  } catch (error) {
    if (!isOfTheFile(error)) throw error;
    throw new UnusableFile(`${file}: ${error.message}`, { cause: error });
  }
  if (!positions) throw new UnusableFile(`${file} is empty; its first line must name ${required.join(', ')}`);
}

/** True for what the parser or the file system says of a file, and not for a mistake of the program. */
function isOfTheFile(error: unknown): error is Error {
  return error instanceof CsvError || (error instanceof Error && 'syscall' in error);
}

/** Where each wanted column stands, -1 for an optional one that is missing. */
function positionsIn(
  file: string,
  header: readonly string[],
  columns: readonly string[],
  required: readonly string[],
): readonly number[] {
  const names = header.map((name) => name.toLowerCase());
  const missing = required.find((column) => !names.includes(column));
  if (missing !== undefined) {
    throw new UnusableFile(`${file}, line 1: has no column "${missing}"; it must name ${required.join(', ')}`);
  }
  return columns.map((column) => names.indexOf(column));
}
