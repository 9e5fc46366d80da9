import { addDays, type BusinessDay, eachDay } from '../business-day.ts';
import { type Catalogue, isTetClosing } from '../catalogue.ts';

/** Days in a row that a store has been silent for on a day: closed days are no silence. */
export function silentStreak(catalogue: Catalogue, lastReported: BusinessDay, day: BusinessDay): number {
  return eachDay(addDays(lastReported, 1), day).filter((silent) => !isTetClosing(catalogue, silent)).length;
}
