import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** A line of a table: its cells by the wanted columns' names, and its number in the file, the header being 1. */
export interface TableLine<Column extends string> {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** Raised when a file cannot be used; its message names the file and the line, and says what to do. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
}

/** Reads a CSV file line by line, in bounded memory. Columns that are not asked for are passed over; optional ones may be missing. */
export async function* readTable<Column extends string>(
  file: string,
  required: readonly Column[],
  optional: readonly Column[] = [],
): AsyncGenerator<TableLine<Column>> {
  const rows = createReadStream(file).pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }),
  );
  let positions: ReadonlyMap<Column, number> | undefined;
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!positions) {
        positions = positionsIn(file, record, required, optional);
        continue;
      }
      const cells: Partial<Record<Column, string>> = {};
      for (const [column, position] of positions) cells[column] = record[position] ?? '';
      yield { line: info.lines, cells: cells as Record<Column, string> };
    }
  } catch (error) {
    if (error instanceof UnusableFile) throw error;
    throw new UnusableFile(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!positions) throw new UnusableFile(`${file} is empty; its first line must name ${required.join(', ')}`);
}

function positionsIn<Column extends string>(
  file: string,
  header: readonly string[],
  required: readonly Column[],
  optional: readonly Column[],
): ReadonlyMap<Column, number> {
  const names = header.map((name) => name.toLowerCase());
  const positions = new Map<Column, number>();
  for (const column of [...required, ...optional]) {
    const at = names.indexOf(column);
    if (at >= 0) positions.set(column, at);
    else if (required.includes(column)) {
      throw new UnusableFile(`${file}, line 1: has no column "${column}"; it must name ${required.join(', ')}`);
    }
  }
  return positions;
}
