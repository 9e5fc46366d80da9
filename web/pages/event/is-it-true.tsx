import { addDays } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { chartMarks } from '#web/components/price-chart/chart-marks.ts';
import type { ShownGood } from '#web/event-acts/shown-event.ts';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

/** So far around a day a holiday explains prices. */
const AROUND = 3;

/** What somebody who doubts the event asks first: one wrong key, or a holiday? */
export function IsItTrue({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const [first] = event.goods;
  if (!first) return null;
  const most = event.goods.reduce((a, b) => (b.agreeing > a.agreeing ? b : a), first);
  const { agreeing, reporting, retailers } = most;
  const isShared = agreeing > 1 && retailers > 1;
  return (
    <>
      {most.rung !== 'cover' && (
        <p class="note">
          {isShared ? words.notOne(agreeing, reporting, retailers) : words.perhapsOne(agreeing, reporting)}
        </p>
      )}
      <Holidays day={most.figuresOn} />
    </>
  );
}

function Holidays({ day }: { readonly day: ShownGood['figuresOn'] }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const { shortDay } = useMoments();
  const query = { from: addDays(day, -AROUND), to: addDays(day, AROUND) };
  const { data } = useAnswer('GET /v1/calendar', { query });
  if (!data) return null;
  const marks = chartMarks(data);
  if (marks.length === 0) return <p class="note">{words.noHoliday(AROUND, shortDay(day))}</p>;
  const names = marks.map(({ name, from, to }) =>
    from === to ? `${told(name)} (${shortDay(from)})` : `${told(name)} (${shortDay(from)}–${shortDay(to)})`,
  );
  return <p class="note">{words.holidays(names.join(', '))}</p>;
}
