import type { BusinessDay } from '#domain/business-day.ts';

/** The day on which pages are looked at: a Monday. */
export const TODAY: BusinessDay = '2026-11-30';

/** The time of that day: reports have begun to come, and the cut-off is far. */
export const MORNING = Date.parse(`${TODAY}T06:10:00+07:00`);
