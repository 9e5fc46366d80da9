import type { Cell, MergedCells, SheetRow } from '#domain/workbook/sheet.ts';
import { type CellContext, readCell } from './read-cells.ts';
import { readXml } from './read-xml.ts';
import type { Parts } from './unpack.ts';
import { UnreadableWorkbook } from './unreadable-workbook.ts';

/** How much of one workbook is taken: rows that hold something, rows that are declared at all, and cells. */
export interface Room {
  rows: number;
  declared: number;
  cells: number;
}

/** Rows of titles, notes and signatures stand beside those that are read. */
export function roomFor(mostRows: number): Room {
  return { rows: mostRows + 500, declared: 200_000, cells: 1_000_000 };
}

const MOST_MERGED = 20_000;
const LAST_COLUMN = 16_384;
/** Longer texts than a cell can hold. */
const LONGEST_TEXT = 32_767;

/** The rows of a sheet that hold something. Cells and rows may leave out where they are: then they follow each other. */
export async function readSheet(
  parts: Parts,
  part: string,
  context: CellContext,
  room: Room,
): Promise<{ rows: SheetRow[]; merged: MergedCells[] }> {
  const rows: SheetRow[] = [];
  const merged: MergedCells[] = [];
  let row = 0;
  let column = 0;
  let cells = new Map<number, Cell>();
  let cell: { type: string; style: number; hasFormula: boolean; value?: string; inline?: string } | undefined;
  let into: 'value' | 'inline' | undefined;
  let isPhonetic = false;
  await readXml(parts, part, {
    open: (name, attributes) => {
      if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1;
        cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), hasFormula: false };
      } else if (name === 'row') {
        row = rowNumber(attributes['r']) ?? row + 1;
        column = 0;
        cells = new Map();
        if (--room.declared < 0) throw new UnreadableWorkbook('too-many-rows', 'declares too many rows');
      } else if (name === 'mergeCell') {
        const range = rangeOf(attributes['ref']);
        if (range && merged.length < MOST_MERGED) merged.push(range);
      } else if (cell) {
        if (name === 'f') cell.hasFormula = true;
        if (name === 'rPh') isPhonetic = true;
        if (name === 'v') [into, cell.value] = ['value', cell.value ?? ''];
        if (name === 't' && !isPhonetic) [into, cell.inline] = ['inline', cell.inline ?? ''];
      }
    },
    text: (text) => {
      if (cell && into && (cell[into]?.length ?? 0) <= LONGEST_TEXT) cell[into] += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') into = undefined;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'c' && cell) {
        const { value, inline } = cell;
        const read = readCell({ ...cell, value, inline }, context);
        cell = undefined;
        if (read === undefined || column > LAST_COLUMN) return;
        if (--room.cells < 0) throw new UnreadableWorkbook('too-large', 'holds too many cells');
        cells.set(column, read);
      } else if (name === 'row' && cells.size > 0) {
        if (--room.rows < 0) throw new UnreadableWorkbook('too-many-rows', 'holds too many rows');
        rows.push({ row, cells });
      }
    },
  });
  return { rows: rows.sort((a, b) => a.row - b.row), merged };
}

/** The column of a reference, counted from 1; nothing where there is none. */
export function columnOf(reference: string | undefined): number | undefined {
  const letters = /^\$?([A-Za-z]{1,3})/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function rowNumber(written: string | undefined): number | undefined {
  const row = Number(written);
  return Number.isInteger(row) && row > 0 ? row : undefined;
}

function rangeOf(written = ''): MergedCells | undefined {
  const [, fromRow, toRow] = /^\$?[A-Za-z]+\$?(\d+):\$?[A-Za-z]+\$?(\d+)$/.exec(written) ?? [];
  const [from, to] = written.split(':').map(columnOf);
  if (fromRow === undefined || toRow === undefined || from === undefined || to === undefined) return undefined;
  return { fromRow: Number(fromRow), toRow: Number(toRow), fromColumn: from, toColumn: to };
}
