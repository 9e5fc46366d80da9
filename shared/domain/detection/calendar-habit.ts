/**
 * What a good does at a place each week, or around the 1st and 15th of the lunar month, is no news.
 *
 * 1. Remember how far the place moved on each of the last 126 days on which it was judged.
 * 2. A day stands out by as much as it went beyond the middle of the three days before and after it.
 * 3. A lunar day on a weekday that stands out by itself says what it did beyond that weekday, or nothing.
 * 4. Take the last four days that are the same as today in the calendar. If three of them stood out in one direction,
 *    the third largest is the habit.
 * 5. Habits of the weekday and of the lunar day come together; of opposite ones the larger counts.
 * 6. On such a day a store's price is compared with its reference plus as much of the habit as the price has taken.
 *
 * Asks for movements against references that no habit has changed. A missing day is unknown, never a 0. The rules are our
 * own, with their reasons in decision 027; in proportion to the days.
 */
import { isFar } from '../history/doubt.ts';
import { HABIT_DAYS, HABIT_MEMORY_DAYS, type HabitDay, type SameDays } from './same-days.ts';

/**
 * Daily movements of one product at one place: the number of the last day, how many days are known, then runs (movement,
 * days), newest last. Movements are in thousandths of a log unit, null on days on which the place was not judged.
 */
export type DailyMovements = readonly [lastDay: number, days: number, ...runs: (number | null)[]];
const FIRST_RUN = 2;

/** What is usual on a day of the calendar, and how far it goes. */
export interface CalendarHabit {
  readonly days: readonly HabitDay[];
  /** Change that is usual on the day, percent, with its sign. */
  readonly pct: number;
}

const STEPS_PER_LOG = 1000;
/**
 * A smaller change is no habit: three quarters of the lowest threshold of a steady good, since what reaches a threshold
 * only sometimes is told again and again, too. A volatile good does a tenth on any day.
 */
const LEAST_HABIT_PCT = { steady: 3.75, volatile: 10 };
/** Up to half of a threshold a day is an ordinary one, and not worth a run of its own. */
const LEAST_MOVEMENT = Math.round(STEPS_PER_LOG * Math.log(1.025));
const DAYS_ASKED = 4;
const DAYS_THAT_SHOW_IT = 3;
/** Days before and after that a day is held against, and how many of them must be known. */
const DAYS_AROUND = [-3, -2, -1, 1, 2, 3];
const LEAST_AROUND = 2;
const WEEK = 7;

/** The remembered movements with that of a day on which the place was judged. */
export function noteMovement(known: DailyMovements | undefined, day: number, movement: number): DailyMovements {
  const exact = Math.round(STEPS_PER_LOG * Math.log(movement));
  // What would be doubted of a single store is no habit of a place, however often it comes.
  const steps = isFar(movement, 1) ? null : Math.abs(exact) < LEAST_MOVEMENT ? 0 : exact;
  if (!known) return [day, 1, steps, 1];
  const next = known.slice() as [number, number, ...(number | null)[]];
  addDays(next, null, day - next[0] - 1);
  addDays(next, steps, 1);
  forgetOldest(next);
  return next;
}

/** Days more of the same movement; `noted` is changed, since this is done for each good of a city each day. */
function addDays(noted: [number, number, ...(number | null)[]], movement: number | null, days: number): void {
  if (days <= 0) return;
  noted[0] += days;
  noted[1] += days;
  const last = noted.length - 1;
  if (noted[last - 1] === movement && last > FIRST_RUN) noted[last] = (noted[last] as number) + days;
  else noted.push(movement, days);
}

function forgetOldest(noted: [number, number, ...(number | null)[]]): void {
  let excess = noted[1] - HABIT_MEMORY_DAYS;
  if (excess <= 0) return;
  noted[1] = HABIT_MEMORY_DAYS;
  let forgotten = 0;
  for (; (noted[FIRST_RUN + forgotten + 1] as number) <= excess; forgotten += 2) {
    excess -= noted[FIRST_RUN + forgotten + 1] as number;
  }
  noted.splice(FIRST_RUN, forgotten);
  noted[FIRST_RUN + 1] = (noted[FIRST_RUN + 1] as number) - excess;
}

/** True for movements of which none is as young as a habit asks for. */
export function isForgotten([lastDay]: DailyMovements, today: number): boolean {
  return today - lastDay > HABIT_MEMORY_DAYS;
}

/**
 * The smallest change that may be a habit, percent: of a volatile good it goes with its usual movement. The thresholds
 * that were set are not asked, so that other thresholds would have known the same habits.
 */
export function leastHabitPct(isVolatile: boolean, usualPct: number | undefined): number {
  return isVolatile ? Math.max(LEAST_HABIT_PCT.volatile, usualPct ?? 0) : LEAST_HABIT_PCT.steady;
}

/** The habit of a product at a place on a day; none where nothing is usual. */
export function habitOn(
  known: DailyMovements | undefined,
  today: number,
  sameDays: readonly SameDays[],
  leastPct: number,
): CalendarHabit | undefined {
  const least = Math.round(STEPS_PER_LOG * Math.log(1 + leastPct / 100));
  if (!known || !hasMoved(known, least)) return undefined;
  const movements = byDaysAgo(known, today);
  const largest = new Map<HabitDay, number>();
  for (const { as, daysAgo } of sameDays) {
    const steps = habitOf(movements, daysAgo, as, least);
    if (Math.abs(steps) > Math.abs(largest.get(as) ?? 0)) largest.set(as, steps);
  }
  return largest.size === 0 ? undefined : together([...largest]);
}

/** False for most goods on most days: nothing that is remembered could be a habit. */
function hasMoved(known: DailyMovements, least: number): boolean {
  let far = 0;
  for (let run = FIRST_RUN; run < known.length; run += 2) {
    if (Math.abs(known[run] ?? 0) >= least) far += known[run + 1] as number;
  }
  return far >= DAYS_THAT_SHOW_IT;
}

type Movements = readonly (number | null | undefined)[];

/** Movements by days ago; what is not remembered is not there. */
function byDaysAgo(known: DailyMovements, today: number): Movements {
  const movements: (number | null | undefined)[] = [];
  let daysAgo = today - known[0];
  for (let run = known.length - 2; run >= FIRST_RUN; run -= 2) {
    for (let day = 0; day < (known[run + 1] as number); day++) movements[daysAgo++] = known[run];
  }
  return movements;
}

/** The habit of some days in thousandths of a log unit, with its sign; 0 for none. */
function habitOf(movements: Movements, daysAgo: readonly number[], as: HabitDay, least: number): number {
  for (const sign of [1, -1]) {
    const outstanding: number[] = [];
    for (const then of daysAgo) {
      const steps = standsOutBy(movements, then, as, sign, least);
      if (steps !== undefined) outstanding.push(steps);
      if (outstanding.length === DAYS_ASKED) break;
    }
    const shown = outstanding.sort((a, b) => b - a)[DAYS_THAT_SHOW_IT - 1] ?? 0;
    if (shown >= least) return sign * shown;
  }
  return 0;
}

/** How far a day went beyond the days around it in a direction; undefined where that is not known. */
function standsOutBy(
  movements: Movements,
  daysAgo: number,
  as: HabitDay,
  sign: number,
  least: number,
): number | undefined {
  const movement = movements[daysAgo];
  if (movement == null) return undefined;
  const around: number[] = [];
  for (const days of DAYS_AROUND) {
    const other = movements[daysAgo + days];
    if (other != null) around.push(sign * other);
  }
  if (around.length < LEAST_AROUND) return undefined;
  const middle = around.sort((a, b) => a - b)[(around.length - 1) >> 1] as number;
  const beyond = sign * movement - Math.max(0, middle);
  if (as === 'weekday') return beyond;
  const ofWeekday = weekdayBeside(movements, daysAgo, sign);
  if (ofWeekday < least) return beyond;
  const beyondWeekday = Math.min(beyond, sign * movement - ofWeekday);
  return beyondWeekday >= least ? beyondWeekday : undefined;
}

/** What the same weekday did a week before and after, the lesser of both. */
function weekdayBeside(movements: Movements, daysAgo: number, sign: number): number {
  const beside = [movements[daysAgo - WEEK], movements[daysAgo + WEEK]].filter((steps) => steps != null);
  return beside.length === 0 ? 0 : Math.min(...beside.map((steps) => sign * steps));
}

function together(found: readonly (readonly [HabitDay, number])[]): CalendarHabit | undefined {
  const [, main = 0] = found.toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))[0] ?? [];
  if (main === 0) return undefined;
  const counted = found.filter(([, steps]) => steps * main > 0);
  const steps = counted.reduce((sum, [, own]) => sum + own, 0);
  return {
    days: HABIT_DAYS.filter((as) => counted.some(([counts]) => counts === as)),
    pct: Math.round(1000 * (Math.exp(steps / STEPS_PER_LOG) - 1)) / 10,
  };
}

/** What a price is compared with on a day of a habit: its reference, and as much of the habit as the price has taken. */
export function withHabit(reference: number, price: number, { pct }: Pick<CalendarHabit, 'pct'>): number {
  const usual = reference * (1 + pct / 100);
  return Math.min(Math.max(price, Math.min(reference, usual)), Math.max(reference, usual));
}
