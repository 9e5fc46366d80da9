import { addDays, type BusinessDay } from './business-day.ts';

/** The days on which a store does not sell: from one to another, or for good. */
export interface Closure {
  readonly from: BusinessDay;
  /** The last day of a pause; none where it has closed for good. */
  readonly until?: BusinessDay;
  readonly reason?: string;
}

/** True on a day on which a store does not sell: nothing is expected of it, and it neither gives nor needs. */
export function isClosedOn({ closures = [] }: { readonly closures?: readonly Closure[] }, day: BusinessDay): boolean {
  return closures.some(({ from, until }) => from <= day && (until === undefined || day <= until));
}

/** The closure that goes on, or is to come. */
export function closureAt(
  { closures = [] }: { readonly closures?: readonly Closure[] },
  today: BusinessDay,
): Closure | undefined {
  return closures.find(({ until }) => until === undefined || until >= today);
}

/**
 * The closures of a store once somebody has said when it is closed, or that it is open: what is past stays, since the days
 * of then are told by it.
 */
export function withClosure(
  { closures = [] }: { readonly closures?: readonly Closure[] },
  said: Closure | undefined,
  today: BusinessDay,
): readonly Closure[] {
  const ends = said && said.from < today ? said.from : today;
  const past = closures.flatMap((closure): Closure[] => {
    if (closure.from >= ends) return [];
    return closure.until !== undefined && closure.until < ends ? [closure] : [{ ...closure, until: addDays(ends, -1) }];
  });
  return said ? [...past, said] : past;
}
