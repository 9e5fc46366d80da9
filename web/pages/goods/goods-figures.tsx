import type { ComponentChildren } from 'preact';
import type { Series } from '#web/components/price-chart/chart-days.ts';
import { Unbroken } from '#web/components/unbroken/unbroken.tsx';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { breakable } from '#web/language/two-prices.ts';
import { middleShop } from './middle-shop.ts';
import type { Shops } from './use-shops.ts';
import { GOODS_WORDS } from './words.ts';

interface GoodsFiguresProps {
  readonly series: Series;
  readonly shops: Shops | undefined;
}

/** The four numbers of the day. */
export function GoodsFigures({ series, shops }: GoodsFiguresProps) {
  const { figures: words } = useWords(GOODS_WORDS);
  const figures = useFigures();
  const told = useTold();
  const unit = told(series.unitName);
  const last = series.items.at(-1);
  const middle = shops && !shops.isCut ? middleShop(shops.rows) : undefined;
  const { retail, wholesale, coverDays, supply } = last ?? {};
  const number = (price: number) => figures.number(Number(price.toPrecision(4)));
  const thresholds = last?.effectiveThresholds;
  const usualCover = supply && supply.demandPerDay > 0 ? supply.usualStock / supply.demandPerDay : undefined;
  return (
    <section class="panel goods-figures" aria-label={words.heading}>
      <dl>
        <Figure
          name={words.middle}
          detail={middle ? breakable(figures.twoPrices(middle.usual, middle.price, unit)) : words.few}
        >
          {middle &&
            figures.headline(
              middle.changePct,
              thresholds ? [thresholds.watch, thresholds.alert, thresholds.crisis] : [],
            )}
        </Figure>
        <Figure name={words.half} detail={retail ? words.halfOf(unit, retail.stores) : words.unknown}>
          {retail && <Unbroken text={`${number(retail.q1)}–${number(retail.q3)}`} />}
        </Figure>
        <Figure
          name={words.cover}
          detail={usualCover === undefined ? words.coverUnknown : words.coverUsual(figures.days(usualCover))}
        >
          {coverDays !== undefined && figures.days(coverDays)}
        </Figure>
        <Figure name={words.wholesale} detail={wholesale ? words.wholesaleOf(wholesale.stores) : words.unknown}>
          {wholesale && (
            <>
              {number(wholesale.median)} <span class="goods-figure-unit">{words.perUnit(unit)}</span>
            </>
          )}
        </Figure>
      </dl>
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly detail: string;
  readonly children: ComponentChildren;
}

function Figure({ name, detail, children }: FigureProps) {
  return (
    <div>
      <dt class="note">{name}</dt>
      <dd class="goods-figure">{children || '–'}</dd>
      <dd class="note">{detail}</dd>
    </div>
  );
}
