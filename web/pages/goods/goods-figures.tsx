import type { ComponentChildren } from 'preact';
import type { Series } from '#web/components/price-chart/chart-days.ts';
import type { Shops } from '#web/components/shop-rows/use-shops.ts';
import { Unbroken } from '#web/components/unbroken/unbroken.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { breakable } from '#web/language/two-prices.ts';
import { middleShop } from './middle-shop.ts';
import { GOODS_WORDS } from './words.ts';

interface GoodsFiguresProps {
  readonly series: Series;
  readonly shops: Shops | undefined;
  /** True while reports of the day come in. */
  readonly isProvisional: boolean;
}

/** The four numbers of the day. */
export function GoodsFigures({ series, shops, isProvisional }: GoodsFiguresProps) {
  const { figures: words } = useWords(GOODS_WORDS);
  const figures = useFigures();
  const told = useTold();
  const { shortDay } = useMoments();
  const unit = told(series.unitName);
  const last = series.items.at(-1);
  const middle = shops && !shops.isCut ? middleShop(shops.rows) : undefined;
  const { retail, wholesale, coverDays, supply } = last ?? {};
  const number = (price: number) => figures.number(Number(price.toPrecision(4)));
  const ofDay = last && words.ofDay(shortDay(last.date), isProvisional);
  const of = (detail: string) => (ofDay === undefined ? detail : `${detail} · ${ofDay}`);
  const thresholds = last?.effectiveThresholds;
  const usualCover = supply && supply.demandPerDay > 0 ? supply.usualStock / supply.demandPerDay : undefined;
  return (
    <section class="panel goods-figures" aria-label={words.heading}>
      <dl>
        <Figure
          name={words.middle}
          detail={middle ? of(breakable(figures.twoPrices(middle.usual, middle.price, unit))) : words.few}
        >
          {middle &&
            figures.headline(
              middle.changePct,
              thresholds ? [thresholds.watch, thresholds.alert, thresholds.crisis] : [],
            )}
        </Figure>
        <Figure name={words.half} detail={retail ? of(words.halfOf(unit, retail.stores)) : words.unknown}>
          {retail && <Unbroken text={`${number(retail.q1)}–${number(retail.q3)}`} />}
        </Figure>
        <Figure
          name={words.cover}
          detail={usualCover === undefined ? words.coverUnknown : of(words.coverUsual(figures.days(usualCover)))}
        >
          {coverDays !== undefined && figures.days(coverDays)}
        </Figure>
        <Figure name={words.wholesale} detail={wholesale ? of(words.wholesaleOf(wholesale.stores)) : words.unknown}>
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
      <dd class="note">
        <Unbroken text={detail} />
      </dd>
    </div>
  );
}
