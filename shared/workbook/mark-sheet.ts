import { cellReference } from './cell-reference.ts';
import { columnOf } from './read-sheet.ts';
import { escapedXml } from './xml-text.ts';

/** How the two columns are headed. */
export interface MarkColumns {
  readonly error: string;
  readonly hint: string;
}

export interface SheetMarks {
  readonly headerRow: number;
  readonly rows: ReadonlyMap<number, { readonly error: string; readonly hint: string }>;
  readonly columns: MarkColumns;
  /** The style of what is added. */
  readonly style: number | undefined;
}

interface RowElement {
  readonly row: number;
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
  /** The opening tag, without its end. */
  readonly opening: string;
  readonly cells: readonly { readonly column: number; readonly xml: string }[];
  /** What stands behind the cells. */
  readonly rest: string;
}

const ROW = /<([\w.-]+:)?row((?:\s[^<>]*?)?)(?:\/>|>([\s\S]*?)<\/\1row>)/g;
const CELL = /<([\w.-]+:)?c((?:\s[^<>]*?)?)(?:\/>|>([\s\S]*?)<\/\1c>)/g;

/** The sheet's XML with two more columns; every other letter of it stays. */
export function markSheet(xml: string, marks: SheetMarks): string {
  const rows = rowsOf(xml);
  const at = columnsFor(xml, rows, marks);
  const pieces: string[] = [];
  let done = 0;
  for (const element of rows) {
    const texts = element.row === marks.headerRow ? marks.columns : marks.rows.get(element.row);
    const isStale = element.cells.some(({ column }) => column === at.error || column === at.hint);
    if (!texts && !isStale) continue;
    pieces.push(xml.slice(done, element.start), markedRow(element, at, texts, marks.style));
    done = element.end;
  }
  pieces.push(xml.slice(done));
  return withWidths(withoutDimension(pieces.join('')), at.error, at.hint);
}

interface MarkPlaces {
  readonly error: number;
  readonly hint: number;
}

function rowsOf(xml: string): RowElement[] {
  let row = 0;
  return [...xml.matchAll(ROW)].map((match) => {
    const [whole, prefix = '', attributes = '', inside = ''] = match;
    row = Number(attributeOf(attributes, 'r') ?? row + 1);
    let column = 0;
    let end = 0;
    const cells = [...inside.matchAll(CELL)].map((cell) => {
      column = columnOf(attributeOf(cell[2] ?? '', 'r')) ?? column + 1;
      end = cell.index + cell[0].length;
      return { column, xml: cell[0] };
    });
    const opening = `<${prefix}row${attributes}`;
    return {
      row,
      start: match.index,
      end: match.index + whole.length,
      prefix,
      opening,
      cells,
      rest: inside.slice(end),
    };
  });
}

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];
}

/** The first two columns that nothing stands in; those of an earlier time, where the header has them. */
function columnsFor(xml: string, rows: readonly RowElement[], { headerRow, columns }: SheetMarks): MarkPlaces {
  const header = rows.find(({ row }) => row === headerRow)?.cells ?? [];
  const headed = (words: string) => header.find((cell) => cell.xml.includes(`>${escapedXml(words)}<`))?.column;
  const [error, hint] = [headed(columns.error), headed(columns.hint)];
  if (error !== undefined && hint !== undefined && error !== hint) return { error, hint };
  let last = 0;
  for (const { cells } of rows) for (const { column } of cells) last = Math.max(last, column);
  for (const [, reference] of xml.matchAll(/<(?:[\w.-]+:)?mergeCell\s[^>]*ref="[^":]*:([A-Z]+)\d+"/g)) {
    last = Math.max(last, columnOf(reference) ?? 0);
  }
  const free = Math.min(last, LAST_COLUMN - 2);
  return { error: free + 1, hint: free + 2 };
}

const LAST_COLUMN = 16_384;

function markedRow(
  { row, prefix, opening, cells, rest }: RowElement,
  at: MarkPlaces,
  texts: { readonly error: string; readonly hint: string } | undefined,
  style: number | undefined,
): string {
  const own = cells.filter(({ column }) => column !== at.error && column !== at.hint);
  const look = style === undefined ? '' : ` s="${style}"`;
  const cell = (column: number, text: string) => ({
    column,
    xml: `<${prefix}c r="${cellReference(row, column)}"${look} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapedXml(text)}</${prefix}t></${prefix}is></${prefix}c>`,
  });
  const added = texts ? [cell(at.error, texts.error), cell(at.hint, texts.hint)] : [];
  const all = [...own, ...added].sort((a, b) => a.column - b.column).map((each) => each.xml);
  // A row may say which of its columns are filled; said wrongly, some programs repair the file.
  return `${opening.replace(/\sspans="[^"]*"/, '')}>${all.join('')}${rest}</${prefix}row>`;
}

/** The range that a sheet says it fills is no longer right, and need not be said. */
function withoutDimension(xml: string): string {
  return xml.replace(/<((?:[\w.-]+:)?)dimension\s[^>]*(?:\/>|>\s*<\/\1dimension>)/, '');
}

/** Sentences need wide columns; where the sheet sets widths for these already, they stay. */
function withWidths(xml: string, error: number, hint: number): string {
  const widths = [...xml.matchAll(/<(?:[\w.-]+:)?col\s[^>]*?max="(\d+)"/g)].map(([, last]) => Number(last));
  if (hint !== error + 1 || Math.max(0, ...widths) >= error) return xml;
  const col = (prefix: string) => `<${prefix}col min="${error}" max="${hint}" width="48" customWidth="1"/>`;
  if (widths.length > 0) return xml.replace(/<\/((?:[\w.-]+:)?)cols>/, (end, prefix: string) => `${col(prefix)}${end}`);
  return xml.replace(
    /<((?:[\w.-]+:)?)sheetData[\s>]/,
    (start, prefix: string) => `<${prefix}cols>${col(prefix)}</${prefix}cols>${start}`,
  );
}
