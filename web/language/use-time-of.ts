import { businessDayOf } from '#domain/business-day.ts';
import { useMoments } from './language.tsx';
import { useNow } from './use-now.ts';

/** The hour of an instant of today, and hour and day of an older one. */
export function useTimeOf(): (instant: string) => string {
  const { time, timeAndDay } = useMoments();
  const today = businessDayOf(useNow());
  return (instant) => (businessDayOf(Date.parse(instant)) === today ? time(instant) : timeAndDay(instant));
}
