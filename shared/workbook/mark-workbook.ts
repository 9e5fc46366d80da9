import { strFromU8, strToU8, zipSync } from 'fflate';
import { type MarkColumns, markSheet } from './mark-sheet.ts';
import { addMarkStyle } from './mark-styles.ts';
import { type Parts, unpack } from './unpack.ts';
import { findParts } from './workbook-parts.ts';

/** What is said of one row of a sheet. */
export interface RowMark {
  readonly sheet: string;
  readonly row: number;
  readonly error: string;
  readonly hint: string;
}

export interface Marks {
  readonly columns: MarkColumns;
  /** The row of each sheet's header, by the sheet's name: such sheets get the two columns. */
  readonly headerRows: ReadonlyMap<string, number>;
  readonly rows: readonly RowMark[];
}

/**
 * Gives somebody's workbook two columns that say what is wrong in which row, and how to mend it. All else stays as it
 * is, to the letter; columns of these names that it has from before are used again. Raises `UnreadableWorkbook`.
 */
export async function markWorkbook(bytes: Uint8Array, marks: Marks): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await unpack(bytes);
  const { sheets, styles } = await findParts(parts);
  const files: Record<string, Uint8Array> = {};
  for (const name of parts.names) if (!name.endsWith('/')) files[name] = await wholePart(parts, name);
  const styled = styles === undefined ? undefined : addMarkStyle(textOf(files[styles]));
  if (styled && styles !== undefined) files[styles] = strToU8(styled.xml);
  const byRow = Map.groupBy(marks.rows, ({ sheet }) => sheet);
  for (const { name, part } of sheets) {
    const headerRow = marks.headerRows.get(name);
    const file = files[part];
    if (headerRow === undefined || file === undefined) continue;
    const rows = new Map((byRow.get(name) ?? []).map((mark) => [mark.row, mark]));
    files[part] = strToU8(markSheet(textOf(file), { headerRow, rows, columns: marks.columns, style: styled?.index }));
  }
  return zipSync(files, { level: 4 });
}

function textOf(file: Uint8Array | undefined): string {
  return strFromU8(file ?? new Uint8Array());
}

async function wholePart(parts: Parts, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of parts.pieces(name)) pieces.push(piece);
  return Buffer.concat(pieces);
}
