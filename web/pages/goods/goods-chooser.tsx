import { useState } from 'preact/hooks';
import { LEVELS } from '#domain/level.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { DayChoice } from '#web/components/day-choice/day-choice.tsx';
import { useShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { withoutMarks } from '#web/language/without-marks.ts';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { Market } from './market.ts';
import { TakeGoods } from './take-goods.tsx';
import { GOODS_WORDS } from './words.ts';

/** All goods of a place with their day: the worst first, and found by a part of the name. */
export function GoodsChooser() {
  const words = useWords(GOODS_WORDS);
  const told = useTold();
  const shownDay = useShownDay();
  const [scope] = usePlace();
  const places = useAnswer('GET /v1/places', NAMES_ALONE);
  // The widest place of who looks: none of their others holds it.
  const known = new Set(places.data?.items.map(({ id }) => id));
  const widest = places.data?.items.find(({ parent, kind }) => !known.has(parent) && kind !== 'outside')?.id;
  const place = scope ?? widest;
  const date = shownDay.day;
  const market = useAnswer(
    'GET /v1/market/{place}',
    { params: { place: place ?? '' }, query: { date } },
    { when: place !== undefined },
  );
  const answer = places.error && !market.data ? { ...market, error: places.error, askAgain: places.askAgain } : market;
  return (
    <>
      <PageHead title={words.title} aside={market.data && told(market.data.placeName)}>
        <div class="goods-choices">
          <DayChoice shown={shownDay} />
        </div>
      </PageHead>
      <Panel
        title={market.data ? words.goodsOf(told(market.data.placeName)) : words.title}
        aside={
          market.data && (
            <>
              {words.goodsCount(market.data.products.length)} <TakeGoods market={market.data} />
            </>
          )
        }
      >
        <Answered answer={answer} height={640}>
          {(found) => <GoodsList market={found} day={date === shownDay.today ? undefined : date} />}
        </Answered>
      </Panel>
    </>
  );
}

/** Levels first, the worst on top; goods without figures last; else as in the catalogue. */
function worstFirst({ products }: Market): Market['products'] {
  const rank = (state: Market['state']) => (state === 'no-data' ? -1 : LEVELS.indexOf(state));
  return products.toSorted((a, b) => rank(b.state) - rank(a.state));
}

function GoodsList({ market, day }: { readonly market: Market; readonly day: string | undefined }) {
  const words = useWords(GOODS_WORDS);
  const told = useTold();
  const figures = useFigures();
  const { shortDay } = useMoments();
  const [text, setText] = useState('');
  const number = (price: number) => figures.number(Number(price.toPrecision(4)));
  const typed = withoutMarks(text.trim());
  const found = worstFirst(market).filter(({ name, product }) =>
    withoutMarks(`${name.vi} ${name.en} ${product}`).includes(typed),
  );
  return (
    <>
      <label class="field goods-search">
        <span class="note">
          {words.search} ({words.searchHint})
        </span>
        <input type="search" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      {found.length === 0 ? (
        <p role="status">{words.noGood(text)}</p>
      ) : (
        <table class="goods-list">
          <thead>
            <tr>
              <th scope="col">{words.good}</th>
              <th scope="col" class="goods-wide">
                {words.columns.level}
              </th>
              <th scope="col" class="number">
                {words.columns.median(shortDay(market.date))}
              </th>
              <th scope="col" class="number goods-wide">
                {words.columns.change}
              </th>
              <th scope="col" class="number goods-wide">
                {words.columns.cover}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ product, name, unitName, state, direction, retail, changePct, coverDays }) => (
              <tr key={product}>
                <th scope="row">
                  <a href={withQuery(ADDRESS.goods(product, market.place), { ngay: day })}>{told(name)}</a>
                  <span class="goods-narrow">
                    <LevelTag level={state} {...(direction ? { direction } : {})} />
                  </span>
                </th>
                <td class="goods-wide">
                  <LevelTag level={state} {...(direction ? { direction } : {})} />
                </td>
                <td class="number">
                  {retail ? number(retail.median) : '–'}{' '}
                  {retail && <span class="goods-unit note">{words.perUnit(told(unitName))}</span>}
                </td>
                <td class="number goods-wide">{changePct === undefined ? '–' : figures.change(changePct)}</td>
                <td class="number goods-wide">{coverDays === undefined ? '–' : figures.days(coverDays)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
