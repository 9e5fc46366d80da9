import { type BusinessDay, daysBetween } from '#domain/business-day.ts';
import { Problem } from '#runtime/problem.ts';

/** Raises `invalid-range` (422) for days that do not follow each other, or are too many. */
export function requireSpan(from: BusinessDay, to: BusinessDay, longestDays: number): void {
  if (from <= to && daysBetween(from, to) < longestDays) return;
  throw new Problem(422, 'invalid-range', {
    vi: `"from" phải không sau "to" và khoảng thời gian không quá ${longestDays} ngày.`,
    en: `"from" must not come after "to", and the range holds ${longestDays} days at most.`,
  });
}
