import { type BusinessDay, fromDayNumber, isBusinessDay, toDayNumber } from '#domain/business-day.ts';
import type { Cell } from '#domain/workbook/sheet.ts';
import type { NumberFormat } from './number-formats.ts';

/** What the cells of one workbook share. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
}

/** A cell as its XML says it. */
export interface WrittenCell {
  readonly type: string;
  readonly style: number;
  readonly hasFormula: boolean;
  /** What stands in `v`; nothing where there is no such element. */
  readonly value: string | undefined;
  /** What stands in `is`. */
  readonly inline: string | undefined;
}

/** The cell that its XML means; nothing for an empty one. */
export function readCell(written: WrittenCell, context: CellContext): Cell | undefined {
  const { type, value, inline, hasFormula } = written;
  if (type === 'inlineStr') return textCell(inline ?? value ?? '');
  if (value === undefined || (value === '' && type !== 'str')) return hasFormula ? { kind: 'uncomputed' } : undefined;
  switch (type) {
    case 's':
      return sharedText(context.strings[Number(value)]);
    case 'str':
      return textCell(value);
    case 'b':
      return { kind: 'boolean', is: value === '1' || value === 'true' };
    case 'e':
      return { kind: 'error', error: value };
    case 'd':
      return dateByText(value);
    default:
      return numberCell(value, context.formats[written.style] ?? PLAIN, context.from1904);
  }
}

const PLAIN: NumberFormat = { shownAs: 'number' };

/** A text that the workbook does not have was something: it is told, and never taken for an empty cell. */
function sharedText(text: string | undefined): Cell | undefined {
  return text === undefined ? { kind: 'error', error: '#REF!' } : textCell(text);
}

function textCell(written: string): Cell | undefined {
  const text = unescaped(written);
  return text.trim() === '' ? undefined : { kind: 'text', text };
}

/** Characters that XML cannot hold are written as `_x000D_`. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function numberCell(value: string, { shownAs, beside }: NumberFormat, from1904: boolean): Cell {
  const number = Number(value);
  // What is no number in a cell of numbers is what it is: a text.
  if (!Number.isFinite(number) || value.trim() === '') return { kind: 'text', text: value };
  switch (shownAs) {
    case 'percentage':
      return { kind: 'number', number, isPercentage: true };
    case 'date':
    case 'date-time':
      return dateCell(number, from1904);
    case 'time':
      return { kind: 'time' };
    default:
      return beside === undefined ? { kind: 'number', number } : { kind: 'number', number, beside };
  }
}

const [DAY_ZERO, DAY_ZERO_1904] = [toDayNumber('1899-12-30'), toDayNumber('1904-01-01')];
/** Up to 9999-12-31; before March 1900 Excel counts a day that never was. */
const [FIRST_SERIAL, LAST_SERIAL] = [61, 2_958_465];

function dateCell(serial: number, from1904: boolean): Cell {
  const whole = Math.floor(serial);
  const day = fromDayNumber((from1904 ? DAY_ZERO_1904 : DAY_ZERO) + whole);
  const isDay = from1904 ? whole >= 0 && whole <= LAST_SERIAL - 1462 : whole >= FIRST_SERIAL && whole <= LAST_SERIAL;
  return { kind: 'date', ...(isDay ? { day } : {}), ...(serial === whole ? {} : { hasTime: true }) };
}

/** A date of a strict workbook: "2026-11-30", or an instant without its offset. */
function dateByText(value: string): Cell {
  const [, date = '', time] = /^(\d{4}-\d{2}-\d{2})(?:T(.*))?$/.exec(value) ?? [];
  if (!isBusinessDay(date)) return { kind: 'text', text: value };
  const hasTime = time !== undefined && !/^00:00(:00(\.0+)?)?Z?$/.test(time);
  return { kind: 'date', day: date satisfies BusinessDay, ...(hasTime ? { hasTime: true } : {}) };
}
