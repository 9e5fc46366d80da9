import { addDays, type BusinessDay, businessDayOf, isBusinessDay } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { useNow } from '#web/language/use-now.ts';
import { usePlace, useQuery } from '#web/routing/use-query.ts';

/** Days that can be chosen without typing an address. */
const LOOKED_BACK = 30;

/** The day that the address names, or today; and in what state its figures are. */
export interface ShownDay {
  readonly day: BusinessDay;
  readonly today: BusinessDay;
  readonly first: BusinessDay;
  readonly choose: (day: BusinessDay) => void;
  /** True while reports of the day come in; undefined until it is known. */
  readonly isProvisional: boolean | undefined;
  /** True on a day on which markets are shut. */
  readonly isClosedDay: boolean;
  readonly closedDays: ReadonlySet<BusinessDay>;
}

/** Reads the day of the address. A day that cannot be, or lies ahead, is today. */
export function useShownDay(): ShownDay {
  const [place] = usePlace();
  const [named, choose] = useQuery('ngay');
  const today = businessDayOf(useNow());
  const day = named !== undefined && isBusinessDay(named) && named <= today ? named : today;
  const first = addDays(today, 1 - LOOKED_BACK);
  const { data: morning } = useAnswer('GET /v1/today', { query: { place } }, { when: day === today });
  const [from = today] = [first, day].toSorted();
  const { data: calendar } = useAnswer('GET /v1/calendar', { query: { from, to: today } });
  const closedDays = new Set(calendar?.days.filter(({ kind }) => kind === 'closed').map(({ date }) => date));
  return {
    day,
    today,
    first,
    choose: (next) => choose(next === today ? undefined : next),
    isProvisional: day < today ? false : morning && morning.clock.figures === 'provisional',
    isClosedDay: closedDays.has(day),
    closedDays,
  };
}
