import type { BusinessDay } from '#domain/business-day.ts';

/** Reports and carries are kept this long; assessments stay. */
const KEPT_DAYS = 400;
const DAY_SECONDS = 86_400;

/** The partition of a place-day. */
export function partitionOf(place: string, date: BusinessDay): string {
  return `${place}#${date}`;
}

/** Seconds since the epoch at which what is written now expires. */
export function expiryOf(nowMs: number): number {
  return Math.floor(nowMs / 1000) + KEPT_DAYS * DAY_SECONDS;
}
