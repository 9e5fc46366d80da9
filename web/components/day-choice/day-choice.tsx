import { eachDay } from '#domain/business-day.ts';
import { useMoments, useWords } from '#web/language/language.tsx';
import type { ShownDay } from './use-shown-day.ts';
import { DAY_CHOICE_WORDS } from './words.ts';

/** Chooses one of the last days; one that an address named stays among them. */
export function DayChoice({ shown }: { readonly shown: ShownDay }) {
  const words = useWords(DAY_CHOICE_WORDS);
  const moments = useMoments();
  const { day, today, first, closedDays, choose } = shown;
  const days = eachDay(first, today).toReversed();
  const nameOf = (date: string) => {
    const name = date < first ? moments.day(date) : moments.shortDay(date);
    if (closedDays.has(date)) return words.closedDay(name);
    return date === today ? words.today(name) : name;
  };
  return (
    <label class="field">
      <span class="unseen">{words.day}</span>
      <select value={day} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {(day < first ? [...days, day] : days).map((date) => (
          <option key={date} value={date}>
            {nameOf(date)}
          </option>
        ))}
      </select>
    </label>
  );
}
