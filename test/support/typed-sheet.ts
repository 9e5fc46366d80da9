import type { Cell, MergedCells, Sheet, SheetRow } from '#domain/workbook/sheet.ts';

/** What a test types into a cell: a text, a number, nothing, or any other kind as it is. */
export type Typed = string | number | undefined | Cell;

/** A sheet of which each row is typed as a list; rows that are empty lists are left out, as files leave them out. */
export function typedSheet(
  name: string,
  rows: readonly (readonly Typed[])[],
  merged: readonly MergedCells[] = [],
): Sheet {
  return {
    name,
    merged,
    rows: rows.flatMap((cells, index): SheetRow[] => {
      const held = cells.flatMap((typed, column): [number, Cell][] => {
        const cell = cellOf(typed);
        return cell ? [[column + 1, cell]] : [];
      });
      return held.length === 0 ? [] : [{ row: index + 1, cells: new Map(held) }];
    }),
  };
}

function cellOf(typed: Typed): Cell | undefined {
  if (typed === undefined || typed === '') return undefined;
  if (typeof typed === 'string') return { kind: 'text', text: typed };
  return typeof typed === 'number' ? { kind: 'number', number: typed } : typed;
}
