import { present } from '../present.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese } from '../report/nearest-product.ts';
import { type LinesAbove, type NamedStore, readLinesAbove } from './lines-above.ts';
import { namedDay, withoutDay } from './named-day.ts';
import type { SheetRow } from './sheet.ts';

/** Cells of a row that heads the rows below it. */
const MOST_CELLS = 3;

/**
 * What a row within a table says of the rows below it: "Cửa hàng: Sen Vàng Tây Hồ", a store's name by itself, or a day.
 * Nothing for rows of goods, of which one cell is a number, and for notes.
 */
export function sectionOf(row: SheetRow, stores: readonly NamedStore[]): Partial<LinesAbove> {
  if (row.cells.size > MOST_CELLS) return {};
  for (const cell of row.cells.values()) if (cell.kind !== 'text' && cell.kind !== 'date') return {};
  const labelled = readLinesAbove([row], stores, 'between');
  const [[column, cell] = [], other] = [...row.cells];
  if (column === undefined || cell?.kind !== 'text' || other !== undefined) return labelled;
  const text = canonicalise(cell.text.slice(0, 200));
  const store = exactStore(text, stores);
  const said = { row: row.row, column, written: text };
  return present({
    ...labelled,
    store: labelled.store ?? (store === undefined ? undefined : { ...said, store }),
    day: labelled.day ?? (isDayAlone(text) ? readLinesAbove([row], stores, 'top').day : undefined),
  });
}

/** The store that a text names and nothing else, but for a number before it and what such places are called. */
export function exactStore(written: string, stores: readonly NamedStore[]): string | undefined {
  const plain = foldVietnamese(canonicalise(written)).replace(/^(?:[ivx]{1,4}|\d{1,2}|[a-e])[.)]\s*/, '');
  const bare = plain.replace(/^(?:diem ban|cua hang|store|shop)\s*:?\s*/, '');
  const named = stores.filter(({ id, name }) => {
    const own = foldVietnamese(canonicalise(name));
    return [plain, bare].some((text) => text === own || text === id.toLowerCase());
  });
  return named.length === 1 ? named[0]?.id : undefined;
}

/** True for a day and no more than what it is called by: "Ngày 29/11/2026", "Bảng giá ngày 29/11". */
function isDayAlone(text: string): boolean {
  if (!namedDay(text)) return false;
  return /^(?:bang|bao cao|bieu)?\s*(?:gia)?\s*(?:ban le)?\s*$/.test(
    withoutDay(text)
      .replace(/[\s:.()]+/g, ' ')
      .trim(),
  );
}
