import type { BusinessDay } from '../business-day.ts';
import { readDate } from '../reading/written-date.ts';
import { agrees, type LinesAbove, type NamedStore, storeNamed, writtenIn } from './lines-above.ts';
import { isNamed, namedDay } from './named-day.ts';
import { type Cell, cellName } from './sheet.ts';
import { ProblemOfWorkbook } from './workbook-row.ts';

/** The store and day that the request names for all that its workbook holds. */
export interface Asked {
  readonly store?: string;
  readonly date?: BusinessDay;
}

/** Whose row it is and of which day, as far as that is said. */
export interface WhoseAndWhen {
  readonly store: string;
  /** The day as it is written; a day where it is one. */
  readonly date: string;
  /** True where the sheet itself says the day. */
  readonly isOwnDay: boolean;
}

interface Saying {
  readonly sheet: string;
  /** The sender's store that the sheet is called by. */
  readonly sheetStore: string | undefined;
  readonly row: number;
  readonly lines: LinesAbove;
  readonly store: { readonly column: number; readonly cell: Cell } | undefined;
  readonly date: { readonly column: number; readonly cell: Cell } | undefined;
}

/**
 * Whose a row is and of which day: by its own cells, else by the lines above its table, else by the request. Where the
 * workbook and the request disagree, nothing of it is taken: which of them is right would be a guess.
 */
export function whoseAndWhen(saying: Saying, asked: Asked, stores: readonly NamedStore[]): WhoseAndWhen {
  const store = whoseOf(saying, asked, stores);
  return { store, ...whenOf(saying, asked) };
}

function whoseOf(
  { sheet, sheetStore, row, lines, store: own }: Saying,
  asked: Asked,
  stores: readonly NamedStore[],
): string {
  const above = lines.store;
  const { otherStore } = lines;
  if (above?.store !== undefined && otherStore) {
    disagreeingStore(cellName(sheet, otherStore.row, otherStore.column), otherStore.written, above.store);
  }
  if (above && asked.store !== undefined && above.store !== asked.store) {
    disagreeingStore(cellName(sheet, above.row, above.column), above.written, asked.store);
  }
  if (own) {
    const written = writtenIn(own.cell);
    const store = storeNamed(written, stores) ?? written;
    const wanted = asked.store ?? above?.store;
    if (wanted !== undefined && store !== wanted) disagreeingStore(cellName(sheet, row, own.column), written, wanted);
    return store;
  }
  if (!above && sheetStore !== undefined) {
    if (asked.store !== undefined && asked.store !== sheetStore) disagreeingStore(sheet, sheet, asked.store);
    return sheetStore;
  }
  const store = asked.store ?? above?.store;
  if (store !== undefined) return store;
  throw new ProblemOfWorkbook({ problem: 'no-store', sheet, ...(above ? { written: above.written } : {}) });
}

function disagreeingStore(cell: string, written: string, asked: string): never {
  throw new ProblemOfWorkbook({ problem: 'stores-disagree', cell, written, asked });
}

function whenOf({ sheet, row, lines, date: own }: Saying, asked: Asked): Omit<WhoseAndWhen, 'store'> {
  const above = lines.day;
  const { otherDay } = lines;
  if (above?.day !== undefined && otherDay) {
    disagreeingDay(cellName(sheet, otherDay.row, otherDay.column), otherDay.written, above.day);
  }
  if (above && asked.date !== undefined && !agrees(above, asked.date)) {
    disagreeingDay(cellName(sheet, above.row, above.column), above.written, asked.date);
  }
  const wanted = asked.date ?? above?.day;
  if (own) {
    const written = writtenIn(own.cell);
    const { day = dayOfCell(own.cell), meant } = readDate(written);
    if (wanted !== undefined && day !== undefined && day !== wanted) {
      disagreeingDay(cellName(sheet, row, own.column), written, wanted);
    }
    if (wanted !== undefined && day === undefined && agreesInPart(written, meant, wanted)) {
      return { date: wanted, isOwnDay: true };
    }
    return { date: day ?? written, isOwnDay: true };
  }
  if (wanted !== undefined) return { date: wanted, isOwnDay: above !== undefined };
  throw new ProblemOfWorkbook({ problem: 'no-day', sheet, ...(above ? { written: above.written } : {}) });
}

/** True for "30/11" or Excel's number where the day that is wanted has just this name. */
function agreesInPart(written: string, meant: BusinessDay | undefined, wanted: BusinessDay): boolean {
  if (meant !== undefined) return meant === wanted;
  const named = namedDay(written);
  return named !== undefined && isNamed(named, wanted);
}

function dayOfCell(cell: Cell): BusinessDay | undefined {
  return cell.kind === 'date' ? cell.day : undefined;
}

function disagreeingDay(cell: string, written: string, asked: BusinessDay): never {
  throw new ProblemOfWorkbook({ problem: 'days-disagree', cell, written, asked });
}
