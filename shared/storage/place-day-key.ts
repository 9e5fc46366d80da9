import type { BusinessDay } from '#domain/business-day.ts';

/** Reports and carries are kept this long; assessments stay. */
const KEPT_DAYS = 400;
const DAY_SECONDS = 86_400;

/** The partition of a place-day. */
export function partitionOf(place: string, date: BusinessDay): string {
  return `${place}#${date}`;
}

const FAMILY = 'family/';

/** The partition of a family of goods on a day, beside the place-days. */
export function partitionOfFamily(family: string, date: BusinessDay): string {
  return partitionOf(`${FAMILY}${family}`, date);
}

/** The family and day of such a partition; none for any other. */
export function familyDayOf(pk: string): { readonly family: string; readonly day: BusinessDay } | undefined {
  const split = pk.lastIndexOf('#');
  return pk.startsWith(FAMILY) ? { family: pk.slice(FAMILY.length, split), day: pk.slice(split + 1) } : undefined;
}

/** Seconds since the epoch at which what is written now expires. */
export function expiryOf(nowMs: number): number {
  return Math.floor(nowMs / 1000) + KEPT_DAYS * DAY_SECONDS;
}
