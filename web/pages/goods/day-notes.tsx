import { useAnswer } from '#web/asking/use-answer.ts';
import type { ShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { FigureTag } from '#web/components/figure-tag/figure-tag.tsx';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import type { Series } from '#web/components/price-chart/chart-days.ts';
import type { Shops } from '#web/components/shop-rows/use-shops.ts';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { ADDRESS } from '#web/routing/addresses.ts';
import { countShops } from './middle-shop.ts';
import { GOODS_WORDS } from './words.ts';

interface DayNotesProps {
  readonly series: Series;
  readonly shops: Shops | undefined;
  readonly shownDay: ShownDay;
}

/** The level, the event that it belongs to, and in what state the day's figures are. */
export function DayNotes({ series, shops, shownDay }: DayNotesProps) {
  const words = useWords(GOODS_WORDS);
  const told = useTold();
  const { product, place, items } = series;
  const { day, today } = shownDay;
  const { data: events } = useAnswer(
    'GET /v1/events',
    { query: { product, place, state: ['open', 'acknowledged', 'recovering', 'silenced'], limit: 1 } },
    { when: day === today },
  );
  const last = items.at(-1);
  const [event] = day === today ? (events?.items ?? []) : [];
  return (
    <div class="goods-notes">
      {last && (
        <LevelTag
          level={last.state}
          {...(last.direction ? { direction: last.direction } : {})}
          isOverCeiling={last.evidence?.rung === 'ceiling'}
        />
      )}
      {event && <a href={ADDRESS.event(event.id)}>{words.event(told(event.sentence))}</a>}
      <FigureState series={series} shops={shops} shownDay={shownDay} />
    </div>
  );
}

function FigureState({ series, shops, shownDay }: DayNotesProps) {
  const words = useWords(GOODS_WORDS);
  const { day: asDay, shortDay, time } = useMoments();
  const now = useNow();
  const { day, isProvisional, isClosedDay } = shownDay;
  const lastDay = series.items.findLast(({ reported }) => reported)?.date;
  if (isClosedDay) {
    return (
      <p class="goods-state">
        {words.closedDay} {lastDay !== undefined && words.closedDayLast(asDay(lastDay))}
      </p>
    );
  }
  if (!shops || isProvisional === undefined) return null;
  const { reported, silent } = countShops(shops.rows);
  if (reported === 0) {
    return (
      <p class="goods-state">
        {lastDay !== undefined && <FigureTag state="old" day={lastDay} />} {words.nothingOfDay(asDay(day))}
      </p>
    );
  }
  const counted = (
    <a class="quiet-link" href={ADDRESS.data(day, series.place)}>
      {words.reported(reported, shops.registered)}
    </a>
  );
  if (isProvisional) {
    return (
      <p class="goods-state">
        <FigureTag state="provisional" /> {words.provisionalAt(time(new Date(now).toISOString()))}, {counted}
      </p>
    );
  }
  return (
    <p class="goods-state">
      <FigureTag state={silent > 0 ? 'partial' : 'closed'} /> {words.closedOf(shortDay(day))}, {counted}
      {silent > 0 && `; ${words.missing(silent)}`}
    </p>
  );
}
