import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { Button } from '#web/components/button/button.tsx';
import { DateInput } from '#web/components/date-input/date-input.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { DATA_WORDS } from './words.ts';

interface DayChoiceProps {
  readonly date: BusinessDay;
  readonly today: BusinessDay;
  readonly onChoose: (day: BusinessDay) => void;
}

/** The day before, any day, the day after; none is after today. */
export function DayChoice({ date, today, onChoose }: DayChoiceProps) {
  const words = useWords(DATA_WORDS);
  const { day } = useMoments();
  const before = addDays(date, -1);
  const after = addDays(date, 1);
  return (
    <div class="data-day">
      <Button class="data-day-step" label={words.dayBefore(day(before))} onClick={() => onChoose(before)}>
        ‹
      </Button>
      <DateInput label={words.day} hidesLabel value={date} max={today} onChoose={onChoose} />
      {date < today && (
        <>
          <Button class="data-day-step" label={words.dayAfter(day(after))} onClick={() => onChoose(after)}>
            ›
          </Button>
          <Button kind="plain" onClick={() => onChoose(today)}>
            {words.today}
          </Button>
        </>
      )}
    </div>
  );
}
