/**
 * The business day of the market: a calendar date in Asia/Ho_Chi_Minh, written `YYYY-MM-DD`.
 *
 * Vietnam has kept UTC+7 without daylight saving since 13/06/1975, so the offset is a constant and no time zone
 * database is needed: a report at 06:00 in Hanoi belongs to the day that UTC still calls yesterday.
 */
export type BusinessDay = string;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HANOI_OFFSET_MS = 7 * HOUR_MS;

/** The business day in which an instant (milliseconds since the epoch) falls. */
export function businessDayOf(instantMs: number): BusinessDay {
  return new Date(instantMs + HANOI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant (milliseconds since the epoch) at which a business day begins in Hanoi. */
export function startOfBusinessDay(day: BusinessDay): number {
  return toDayNumber(day) * DAY_MS - HANOI_OFFSET_MS;
}

/** Days since 1970-01-01: the form in which days are stored and subtracted. */
export function toDayNumber(day: BusinessDay): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function fromDayNumber(dayNumber: number): BusinessDay {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** The weekday of a day number, from 0 for Monday: 1970-01-01 was a Thursday. */
export function weekdayOf(dayNumber: number): number {
  return (dayNumber + 3) % 7;
}

/** Weeks since that of 1970-01-01; a week begins on Monday. */
export function weekOf(dayNumber: number): number {
  return Math.floor((dayNumber + 3) / 7);
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return fromDayNumber(toDayNumber(day) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Every day from `from` to `to`, both included; none when `to` is earlier. */
export function eachDay(from: BusinessDay, to: BusinessDay): BusinessDay[] {
  const first = toDayNumber(from);
  const count = Math.max(0, toDayNumber(to) - first + 1);
  return Array.from({ length: count }, (_, index) => fromDayNumber(first + index));
}

/** True for an existing calendar date in ISO form ("2026-02-30" is none). */
export function isBusinessDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(instant) && new Date(instant).toISOString().startsWith(text);
}

/** A time of day in the city, "HH:mm". */
export type TimeOfDay = string;

/** The time of day in Hanoi at an instant (milliseconds since the epoch). */
export function timeOfDayOf(instantMs: number): TimeOfDay {
  return new Date(instantMs + HANOI_OFFSET_MS).toISOString().slice(11, 16);
}

/**
 * When a day's figures are taken as they are: a report that comes first after it is late, and all goods are matched. By
 * three in the afternoon the morning's reports are in, and people can still call each other before the vans load at night.
 */
export const DEFAULT_CUT_OFF: TimeOfDay = '15:00';

/** The instant of a day's cut-off, milliseconds since the epoch. */
export function cutOffOf(day: BusinessDay, cutOff: TimeOfDay): number {
  const [hours = 0, minutes = 0] = cutOff.split(':').map(Number);
  return startOfBusinessDay(day) + (60 * hours + minutes) * 60_000;
}
