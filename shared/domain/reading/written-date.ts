import { type BusinessDay, businessDayOf, fromDayNumber, isBusinessDay, toDayNumber } from '../business-day.ts';
import { parseInstant } from '../instant.ts';

/** What a text says of a day. */
export interface WrittenDate {
  /** The day that it is taken for. */
  readonly day?: BusinessDay;
  /** A day that it is not taken for, to be told to whoever wrote it: in this form it would be. */
  readonly meant?: BusinessDay;
  /** What it would be with its month first, where that is another day: trusted in no file that has such dates. */
  readonly monthFirst?: BusinessDay;
}

/**
 * Reads a date as people and Excel write it: in ISO, with its year first ("2026/1/5"), or as Vietnam does with its day
 * first ("30/11/2026", "5-1-2026"), and behind it midnight or no time. It is never taken with its month first. Other
 * forms are no dates here, but what they mean is told where that is plain.
 */
export function readDate(text: string): WrittenDate {
  if (isBusinessDay(text)) return { day: text };
  if (text.length > 40) return {};
  const [, date = text, time] = WITH_TIME.exec(text) ?? [];
  const isWhole = time === undefined || MIDNIGHT.test(time);
  const yearFirst = YEAR_FIRST.exec(date);
  if (yearFirst) {
    const instant = parseInstant(text);
    if (instant !== undefined) return { meant: businessDayOf(instant) };
    return takenIf(isWhole, dayOf(yearFirst[1], yearFirst[3], yearFirst[4]));
  }
  const [, first, , second, year = ''] = DAY_FIRST.exec(date) ?? [];
  if (year === '') return takenIf(false, meantByDigits(date));
  // Of a year of two digits even the century would be a guess.
  const whole = year.length === 2 ? `20${year}` : year;
  const day = dayOf(whole, second, first);
  const monthFirst = dayOf(whole, first, second);
  if (day === undefined) {
    if (monthFirst === undefined) return {};
    return year.length === 4 ? { meant: monthFirst, monthFirst } : { meant: monthFirst };
  }
  const written = takenIf(isWhole && year.length === 4, day);
  return monthFirst === undefined || monthFirst === day ? written : { ...written, monthFirst };
}

/** True for a date with a whole year that is one with its month first only: whoever wrote it writes them so. */
export function isMonthFirstOnly({ day, meant, monthFirst }: WrittenDate): boolean {
  return day === undefined && monthFirst !== undefined && meant === monthFirst;
}

const WITH_TIME = /^(\d+[-/.]\d+[-/.]\d+)(?:T| +)(.+)$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
/** "SA" is how Excel writes "AM" in Vietnam. */
const MIDNIGHT = /^(?:00?:00(?::00(?:\.0{1,9})?)?|12:00(?::00)? ?(?:AM|SA))$/i;

function takenIf(isTaken: boolean, day: BusinessDay | undefined): WrittenDate {
  if (day === undefined) return {};
  return isTaken ? { day } : { meant: day };
}

function dayOf(year = '', month = '', day = ''): BusinessDay | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isBusinessDay(text) ? text : undefined;
}

/** The day from which Excel counts, and the numbers of the days from 2000 to 2099. */
const EXCEL_DAY_ZERO = toDayNumber('1899-12-30');
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 73_050];

/** What digits alone may have been: "20261130", or the number under which Excel keeps a day. */
function meantByDigits(digits: string): BusinessDay | undefined {
  const [, year, month, day] = /^(20\d{2})(\d{2})(\d{2})$/.exec(digits) ?? [];
  if (year !== undefined) return dayOf(year, month, day);
  const serial = Number(/^(\d{5})(?:\.0+)?$/.exec(digits)?.[1]);
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? fromDayNumber(EXCEL_DAY_ZERO + serial) : undefined;
}
