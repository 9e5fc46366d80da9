import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { MostMoved } from './most-moved.tsx';
import type { CalmDay, Today } from './today.ts';
import { THIS_MORNING_WORDS } from './words.ts';

/** Nothing has happened: says so, and what was looked at. */
export function Calm({ today }: { readonly today: Today }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { calm, clock, doubts } = today;
  return (
    <>
      <section class="calm" aria-labelledby="calm">
        <h2 id="calm">{words.calm}</h2>
        <p class="calm-detail">{words.calmDetail}</p>
        <dl class="facts">
          {calm && <LookedAt calm={calm} />}
          <dt>{words.doubtsRow}</dt>
          <dd>{doubts > 0 ? <a href={ADDRESS.data(clock.date)}>{words.doubts(doubts)}</a> : words.noDoubts}</dd>
        </dl>
      </section>
      {calm && calm.moves.length > 0 && <MostMoved calm={calm} />}
    </>
  );
}

/** Of which shops, what moved most, which stock ends first, and whether somebody asks more than a ceiling. */
function LookedAt({ calm }: { readonly calm: CalmDay }) {
  const words = useWords(THIS_MORNING_WORDS);
  const figures = useFigures();
  const told = useTold();
  const { shortDay } = useMoments();
  const [place] = usePlace();
  const { date, goods, reported, expected, moves, leastCover, aboveCeiling } = calm;
  const [first] = moves;
  const onDay = (address: string) => withQuery(address, { ngay: date });
  return (
    <>
      <dt>{words.looked}</dt>
      <dd>
        {words.goodsOf(goods)}, <a href={ADDRESS.data(date, place)}>{words.lookedAt(reported, expected)}</a>,{' '}
        {words.ofDay(shortDay(date))}
      </dd>
      <dt>{words.furthest}</dt>
      <dd>
        {first ? (
          <>
            <a href={onDay(ADDRESS.goods(first.product, first.place))}>
              {words.goodAt(told(first.productName), told(first.placeName))}
            </a>{' '}
            {words.against(figures.change(first.changePct), figures.percent(first.watchPct))}
          </>
        ) : (
          words.noMove
        )}
      </dd>
      {leastCover && (
        <>
          <dt>{words.stock}</dt>
          <dd>
            <a href={onDay(ADDRESS.goods(leastCover.product, leastCover.place))}>
              {words.goodAt(told(leastCover.productName), told(leastCover.placeName))}
            </a>{' '}
            {words.leastCover(figures.cover(leastCover.coverDays))}
          </dd>
        </>
      )}
      <dt>{words.ceilings}</dt>
      <dd>{aboveCeiling > 0 ? words.aboveCeiling(aboveCeiling) : words.noneAbove}</dd>
    </>
  );
}
