import { businessDayOf, isBusinessDay } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { FigureTag } from '#web/components/figure-tag/figure-tag.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { usePlace, useQuery } from '#web/routing/use-query.ts';
import { CoverageGrid } from './coverage-grid.tsx';
import './data.css';
import type { Coverage } from './answers.ts';
import { DataCounts } from './data-counts.tsx';
import { DayChoice } from './day-choice.tsx';
import { DoubtfulPrices } from './doubtful-prices.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { ShopList } from './shop-list.tsx';
import { SilentShops } from './silent-shops.tsx';
import { DATA_WORDS } from './words.ts';

/** Who has reported, what is doubted, and what was refused, on a day. */
export function DataPage() {
  const words = useWords(DATA_WORDS);
  const today = businessDayOf(useNow());
  const [asked, choose] = useQuery('ngay');
  const [place] = usePlace();
  const date = asked !== undefined && isBusinessDay(asked) && asked < today ? asked : today;
  const coverage = useAnswer('GET /v1/coverage', { query: { date, place, checks: 'true' } });
  const doubts = useAnswer('GET /v1/doubts', { query: { date, place } });
  return (
    <>
      <PageHead title={words.title} aside={<FiguresOf date={date} isToday={date === today} />}>
        <DayChoice date={date} today={today} onChoose={(day) => choose(day === today ? undefined : day)} />
        {coverage.data?.closedDay && (
          <p class="data-closed-day">
            <strong>{words.closedDay}</strong> {words.closedDayDetail}
          </p>
        )}
      </PageHead>
      <DataCounts coverage={coverage} doubts={doubts} />
      <div class="columns data-columns">
        <div>
          <DoubtfulPrices key={date} doubts={doubts} date={date} looked={lookedAt(coverage.data)} />
        </div>
        <div class="data-side">
          <SilentShops key={date} coverage={coverage} isToday={date === today} />
          <RefusedRows coverage={coverage} />
        </div>
        <div>
          <CoverageGrid date={date} place={place} />
          <ShopList coverage={coverage} />
        </div>
      </div>
    </>
  );
}

/** Of which day the figures are, and whether they may still change. */
function FiguresOf({ date, isToday }: { readonly date: string; readonly isToday: boolean }) {
  const words = useWords(DATA_WORDS);
  const { day, time } = useMoments();
  const [place] = usePlace();
  const { data } = useAnswer('GET /v1/today', { query: { place } }, { when: isToday });
  if (!isToday) {
    return (
      <>
        {words.ofDay(day(date))} <FigureTag state="closed" />
      </>
    );
  }
  if (!data) return <>{words.ofDay(day(date))}</>;
  const { cutOffAt, figures, closedDay } = data.clock;
  return (
    <>
      {words.ofDay(day(date))}
      {!closedDay && (
        <>
          , {words.cutOff(time(cutOffAt))} <FigureTag state={figures} />
        </>
      )}
    </>
  );
}

/** Rows of prices that were looked at on the day. */
function lookedAt(coverage: Coverage | undefined): number {
  return coverage?.items.reduce((sum, { rows = 0 }) => sum + rows, 0) ?? 0;
}
