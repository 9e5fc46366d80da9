import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { addDays } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { DayChoice } from '#web/components/day-choice/day-choice.tsx';
import { useShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useShops } from '#web/components/shop-rows/use-shops.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { DayNotes } from './day-notes.tsx';
import { GoodsFigures } from './goods-figures.tsx';
import { PriceHistory } from './price-history.tsx';
import { ShopPrices } from './shop-prices.tsx';
import { useSpan } from './use-span.ts';
import { GOODS_WORDS } from './words.ts';

interface GoodsInPlaceProps {
  readonly product: string;
  readonly place: string;
}

/** One good in one place: its figures, its prices by day, and those of each shop. */
export function GoodsInPlace({ product, place }: GoodsInPlaceProps) {
  const words = useWords(GOODS_WORDS);
  const told = useTold();
  const shownDay = useShownDay();
  const { day } = shownDay;
  const [span] = useSpan();
  useFollowedPlace(product);
  const from = addDays(day, 1 - span);
  const series = useAnswer('GET /v1/market/{place}/{product}', {
    params: { place, product },
    query: { from, to: day },
  });
  const shops = useShops(place, product, day);
  const { data: products } = useAnswer('GET /v1/products');
  const specification = products?.items.find(({ id }) => id === product)?.specification;
  const names = series.data;
  return (
    <>
      <PageHead
        title={names ? words.titleOf(told(names.productName), told(names.placeName)) : words.title}
        aside={[specification && told(specification), words.retail].filter(Boolean).join(' · ')}
      >
        {names && <DayNotes series={names} shops={shops.data} shownDay={shownDay} />}
        <div class="goods-choices">
          <DayChoice shown={shownDay} />
          <GoodsLinks product={product} place={place} day={day === shownDay.today ? undefined : day} />
        </div>
      </PageHead>
      <div class="goods-panels">
        <Answered answer={series} height={92}>
          {(known) => (
            <GoodsFigures series={known} shops={shops.data} isProvisional={shownDay.isProvisional === true} />
          )}
        </Answered>
        <PriceHistory series={series} shownDay={shownDay} product={product} place={place} />
        <ShopPrices answer={shops} shownDay={shownDay} product={product} place={place} />
      </div>
    </>
  );
}

function GoodsLinks({ product, place, day }: GoodsInPlaceProps & { readonly day: string | undefined }) {
  const words = useWords(GOODS_WORDS);
  const [scope] = usePlace();
  return (
    <nav class="goods-links" aria-label={words.title}>
      <a href={withQuery(ADDRESS.goods(), { 'dia-ban': place })}>{words.otherGood}</a>
      <a href={withQuery(ADDRESS.map(), { hang: product, ngay: day, 'dia-ban': scope })}>{words.onMap}</a>
      <a href={ADDRESS.thresholds(product)}>{words.thresholds}</a>
    </nav>
  );
}

/** Narrowed to another place while one looks on, the page shows the good there. */
function useFollowedPlace(product: string): void {
  const [scope] = usePlace();
  const { query, route } = useLocation();
  const before = useRef(scope);
  useEffect(() => {
    if (scope === before.current) return;
    before.current = scope;
    if (scope !== undefined) route(withQuery(ADDRESS.goods(product, scope), query), true);
  }, [scope]);
}
