import type { BusinessDay } from '../business-day.ts';
import type { ColumnMeaning } from './header-words.ts';
import { isNamed } from './named-day.ts';
import type { TableColumn, TableHeader } from './table-header.ts';

/** The columns of a meaning that hold what is asked of a day. */
export type ColumnsOfDay = readonly TableColumn[] | 'of-other-days';

/**
 * Of the columns that mean the same those that name the day; where none does, all of them, unless each names another
 * day. Which of several then holds is seen by their cells: they must say the same.
 */
export function columnsOfDay(header: TableHeader, meaning: ColumnMeaning, day: BusinessDay | undefined): ColumnsOfDay {
  const all = columnsOf(header, meaning);
  const dated = all.filter((column) => column.day !== undefined);
  if (dated.length === 0) return all;
  const ofDay = day === undefined ? [] : dated.filter((column) => column.day && isNamed(column.day, day));
  if (ofDay.length > 0) return ofDay;
  return dated.length === all.length ? 'of-other-days' : all;
}

const BY_MEANING = new WeakMap<TableHeader, ReadonlyMap<ColumnMeaning | undefined, readonly TableColumn[]>>();
const NONE: readonly TableColumn[] = [];

/** A header's columns of one meaning, from left to right; each of twenty thousand rows asks for them. */
export function columnsOf(header: TableHeader, meaning: ColumnMeaning): readonly TableColumn[] {
  let byMeaning = BY_MEANING.get(header);
  if (!byMeaning) {
    byMeaning = Map.groupBy(header.columns, (column) => column.meaning);
    BY_MEANING.set(header, byMeaning);
  }
  return byMeaning.get(meaning) ?? NONE;
}
