import type { BusinessDay } from '#domain/business-day.ts';
import type { Attributes } from './table-client.ts';

/** Reports and carries are kept this long; assessments stay. */
export const KEPT_DAYS = 400;
/** What a day has inherited was kept up to a day before it, and expires so much earlier than its reports. */
export const CHECKPOINT_DAYS = KEPT_DAYS - 2;
const DAY_SECONDS = 86_400;

/** The partition of a place-day. */
export function partitionOf(place: string, date: BusinessDay): string {
  return `${place}#${date}`;
}

/** The place and day of such a partition. */
export function placeDayOf(pk: string): { readonly place: string; readonly date: BusinessDay } {
  const split = pk.lastIndexOf('#');
  return { place: pk.slice(0, split), date: pk.slice(split + 1) };
}

const FAMILY = 'family/';

/** The partition of a family of goods on a day, beside the place-days. */
export function partitionOfFamily(family: string, date: BusinessDay): string {
  return partitionOf(`${FAMILY}${family}`, date);
}

/** The family and day of such a partition; none for any other. */
export function familyDayOf(pk: string): { readonly family: string; readonly day: BusinessDay } | undefined {
  if (!pk.startsWith(FAMILY)) return undefined;
  const { place, date } = placeDayOf(pk);
  return { family: place.slice(FAMILY.length), day: date };
}

/** True for an item that is kept for good or for some time yet: the table may keep an expired one for days more. */
export function isKept(item: Attributes, nowMs: number): boolean {
  const expiresAt = item['expiresAt'];
  return !(typeof expiresAt === 'number' && expiresAt <= Math.floor(nowMs / 1000));
}

/** Seconds since the epoch at which what is written now expires. */
export function expiryOf(nowMs: number): number {
  return Math.floor(nowMs / 1000) + KEPT_DAYS * DAY_SECONDS;
}
