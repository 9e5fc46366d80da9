import { useState } from 'preact/hooks';
import type { Answer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import type { ShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { Panel } from '#web/components/panel/panel.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { FURTHEST_FIRST, inOrder, SHOP_COLUMNS, type ShopColumn } from './shop-order.ts';
import { ShopPriceRow } from './shop-price-row.tsx';
import { TakeShops } from './take-shops.tsx';
import type { Shops } from './use-shops.ts';
import { GOODS_WORDS } from './words.ts';

/** So many rows before one asks for all. */
const FIRST_ROWS = 10;

interface ShopPricesProps {
  readonly answer: Answer<Shops>;
  readonly shownDay: ShownDay;
  readonly product: string;
  readonly place: string;
}

/** What each shop asks, furthest from its usual price first; who has not reported stands there with its last price. */
export function ShopPrices({ answer, shownDay, product, place }: ShopPricesProps) {
  const words = useWords(GOODS_WORDS);
  const empty = ({ rows }: Shops) => (rows.length === 0 ? <p>{words.noShops}</p> : undefined);
  return (
    <Panel
      title={words.shopsOf}
      aside={
        answer.data && (
          <>
            {words.shops(answer.data.registered)} <TakeShops shops={answer.data} product={product} place={place} />
          </>
        )
      }
    >
      <Answered answer={answer} height={420} empty={empty}>
        {(shops) => <ShopTable shops={shops} day={shownDay.day} />}
      </Answered>
    </Panel>
  );
}

function ShopTable({ shops, day }: { readonly shops: Shops; readonly day: string }) {
  const words = useWords(GOODS_WORDS);
  const { shortDay } = useMoments();
  const [order, setOrder] = useState(FURTHEST_FIRST);
  const [showsAll, setShowsAll] = useState(false);
  const { rows, registered, isCut } = shops;
  const sorted = inOrder(rows, order);
  const shown = showsAll ? sorted : sorted.slice(0, FIRST_ROWS);
  const titles = { ...words.columns, price: words.columns.priceOf(shortDay(day)) };
  const sortBy = (by: ShopColumn) =>
    setOrder((now) => ({ by, isRising: now.by === by ? !now.isRising : by === 'shop' || by === 'channel' }));
  return (
    <>
      {isCut && <p class="note">{words.shopsCut(new Set(rows.map(({ store }) => store)).size, registered)}</p>}
      <table class="goods-shops">
        <caption class="unseen">
          {words.shopsOf}, {words.shopsOrder}
        </caption>
        <thead>
          <tr>
            {SHOP_COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                class={CLASS_OF[column]}
                aria-sort={order.by !== column ? 'none' : order.isRising ? 'ascending' : 'descending'}
              >
                <button type="button" class="goods-sort" onClick={() => sortBy(column)}>
                  {titles[column]}
                  <span aria-hidden="true">{order.by !== column ? '' : order.isRising ? ' ▴' : ' ▾'}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <ShopPriceRow key={`${row.retailer}/${row.store}/${row.priceType}`} row={row} unitName={shops.unitName} />
          ))}
        </tbody>
      </table>
      {rows.length > FIRST_ROWS && (
        <Button class="goods-more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? words.fewerShops : words.allShops(rows.length)}
        </Button>
      )}
    </>
  );
}

/** On a phone the last columns stand under the shop's name instead. */
const CLASS_OF: Readonly<Record<ShopColumn, string>> = {
  shop: '',
  channel: 'goods-wide',
  usual: 'number goods-wide',
  price: 'number',
  change: 'number',
  cover: 'number goods-wide',
  receivedAt: 'number goods-wide',
};
