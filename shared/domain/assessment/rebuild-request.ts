import type { BusinessDay } from '../business-day.ts';

/** What of a place, and of all places inside it, is to be folded anew from the reports that are kept. */
export interface RebuildRequest {
  /** The first day to fold anew. */
  readonly from: BusinessDay;
  /** True while more reports are about to come: it waits for the request that says so no more. */
  readonly more?: true;
  /** True where other reports are kept of these days by now: assessments of closed days are no records then. */
  readonly rewrites?: true;
  /** The first day that was ever filled from files: before it there are no reports. None where no file came. */
  readonly first?: BusinessDay;
  /** Grows with each request of the place, from 1. */
  readonly number: number;
}

/** Where a rebuild goes on that ran out of time. */
export interface RebuildResumption {
  readonly at: BusinessDay;
  /** The number of its request. */
  readonly number: number;
}
