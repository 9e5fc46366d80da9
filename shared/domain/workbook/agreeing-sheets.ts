import type { BusinessDay } from '../business-day.ts';
import { findHeader } from './find-table.ts';
import { type NamedStore, readLinesAbove } from './lines-above.ts';
import { isNamed, namedDay, namedDayNumber } from './named-day.ts';
import type { Sheet } from './sheet.ts';
import type { Asked } from './whose-and-when.ts';
import { ProblemOfWorkbook, type RefusedCell, type WorkbookRow } from './workbook-row.ts';

/** What one sheet says. */
export interface SheetReading {
  readonly sheet: Sheet;
  readonly rows: readonly (WorkbookRow & { readonly isOwnDay: boolean })[];
  readonly refused: readonly RefusedCell[];
}

/**
 * The sheets that are read. Of sheets whose names are days, and which say no day of their own, only that of the day
 * asked for is: the others are another day's.
 */
export function chosenSheets(
  sheets: readonly Sheet[],
  { date }: Asked,
  stores: readonly NamedStore[],
): readonly Sheet[] {
  if (date === undefined) return sheets;
  const named = sheets.filter((sheet) => namedDay(sheet.name) !== undefined && !saysItsDay(sheet, stores));
  const ofOtherDays = named.filter(({ name }) => !isOfDay(name, date));
  if (named.length > 0 && ofOtherDays.length === named.length && named.length === sheets.length) {
    throw new ProblemOfWorkbook({ problem: 'sheets-disagree', sheets: named.map(({ name }) => name), day: date });
  }
  return sheets.filter((sheet) => !ofOtherDays.includes(sheet));
}

function saysItsDay(sheet: Sheet, stores: readonly NamedStore[]): boolean {
  const header = findHeader(sheet);
  if (!header) return false;
  if (header.columns.some(({ meaning, day }) => meaning === 'date' || day !== undefined)) return true;
  const above = sheet.rows.filter(({ row }) => row < header.firstRow);
  return readLinesAbove(above, stores, 'top').day !== undefined;
}

function isOfDay(name: string, date: BusinessDay): boolean {
  const named = namedDay(name) ?? namedDayNumber(name);
  return named !== undefined && isNamed(named, date);
}

/**
 * Leaves of sheets that tell different prices of one store-day, and have no day of their own, the one that is called by
 * it. Sheets that share out the goods of a store stay together.
 */
export function requireOneTelling(read: readonly SheetReading[]): readonly SheetReading[] {
  const conflict = findConflict(read);
  if (!conflict) return read;
  const { sheets, date } = conflict;
  const named = sheets.filter((name) => isOfDay(name, date));
  if (named.length !== 1) throw new ProblemOfWorkbook({ problem: 'sheets-disagree', sheets, day: date });
  return requireOneTelling(read.filter(({ sheet }) => !sheets.includes(sheet.name) || sheet.name === named[0]));
}

/** The first store-day of which sheets tell different prices, with all of its sheets. */
function findConflict(read: readonly SheetReading[]): { sheets: string[]; date: BusinessDay } | undefined {
  const told = new Map<string, { sheet: string; price: unknown }>();
  for (const { rows } of read) {
    for (const { sheet, raw, store, date, isOwnDay } of rows) {
      if (isOwnDay) continue;
      const key = JSON.stringify([store, date, raw['product'], raw['article'], raw['priceType'], raw['gtin']]);
      const before = told.get(key);
      if (before && before.sheet !== sheet && before.price !== raw['price']) {
        return { sheets: sheetsOf(read, store, date), date };
      }
      told.set(key, { sheet, price: raw['price'] });
    }
  }
  return undefined;
}

function sheetsOf(read: readonly SheetReading[], store: string, date: string): string[] {
  return read
    .filter(({ rows }) => rows.some((row) => !row.isOwnDay && row.store === store && row.date === date))
    .map(({ sheet }) => sheet.name);
}
