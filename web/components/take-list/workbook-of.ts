import { businessDayOf, timeOfDayOf } from '#domain/business-day.ts';
import { type CellToWrite, writeWorkbook } from '#workbook/write-workbook.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';
import { cellsOf, type ListCell, type ListColumn } from './list-cells.ts';

const HEAD = { isBold: true, isWrapped: true } as const;
/** Columns are as wide as what stands in them, within reason. */
const [NARROWEST, WIDEST] = [8, 48];
const LOOKED_AT = 200;

/** A list as a workbook of one sheet: numbers are numbers, days are dates, codes and phone numbers are texts. */
export function workbookOf<Row>(name: string, columns: readonly ListColumn<Row>[], rows: readonly Row[]): Blob {
  const cells = rows.map((row) => cellsOf(columns, row));
  const widths = columns.map(({ heading }, index) => {
    const lengths = cells.slice(0, LOOKED_AT).map((row) => lengthOf(row[index]));
    return Math.min(WIDEST, Math.max(NARROWEST, heading.length, ...lengths) + 2);
  });
  const head = columns.map(({ heading }): CellToWrite => ({ ...HEAD, value: heading }));
  const sheet = { name, rows: [head, ...cells.map((row) => row.map(written))], widths, frozenRows: 1 };
  return new Blob([writeWorkbook([sheet])], { type: XLSX_TYPE });
}

function written(cell: ListCell): CellToWrite | undefined {
  switch (cell.kind) {
    case 'empty':
      return undefined;
    case 'number':
      return { value: cell.value, shownAs: Number.isInteger(cell.value) ? 'whole' : 'decimal' };
    case 'day':
      return { value: { day: cell.value }, shownAs: 'date' };
    case 'instant': {
      const at = Date.parse(cell.value);
      return { value: `${businessDayOf(at)} ${timeOfDayOf(at)}` };
    }
    default:
      return { value: cell.value, shownAs: 'text' };
  }
}

function lengthOf(cell: ListCell | undefined): number {
  return cell === undefined || cell.kind === 'empty' ? 0 : Math.min(WIDEST, String(cell.value).length);
}
