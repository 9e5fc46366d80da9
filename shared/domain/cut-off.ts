import { type BusinessDay, startOfBusinessDay } from './business-day.ts';

/** A time of day in the city, "HH:mm". */
export type TimeOfDay = string;

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
