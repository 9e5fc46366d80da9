import { useState } from 'preact/hooks';
import type { Answer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import type { ShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import {
  ENDS_FIRST,
  endingWithinADay,
  inOrder,
  isWholesale,
  pressed,
  RISEN_MOST_FIRST,
  SHOP_COLUMNS,
  type ShopColumn,
  type ShopOrder,
} from '#web/components/shop-rows/shop-order.ts';
import type { ShopRow, Shops } from '#web/components/shop-rows/use-shops.ts';
import { useFigures, useMoments, useWords } from '#web/language/language.tsx';
import { useQuery } from '#web/routing/use-query.ts';
import { ShopPriceRow } from './shop-price-row.tsx';
import { TakeShops } from './take-shops.tsx';
import { GOODS_WORDS } from './words.ts';

/** So many rows before one asks for all. */
const FIRST_ROWS = 10;
const FIRST_WHOLESALE = 3;
/** In the address: the stock that ends soonest stands first. */
const BY_COVER = 'du-ban';

interface ShopPricesProps {
  readonly answer: Answer<Shops>;
  readonly shownDay: ShownDay;
  readonly product: string;
  readonly place: string;
}

/** What each shop asks, what rose most first; who has not reported stands there with its last price. */
export function ShopPrices({ answer, shownDay, product, place }: ShopPricesProps) {
  const words = useWords(GOODS_WORDS);
  const empty = ({ rows }: Shops) => (rows.length === 0 ? <p>{words.noShops}</p> : undefined);
  return (
    <Panel
      id="diem-ban"
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
  const [wanted] = useQuery('diem');
  const [asked] = useQuery('xep');
  const [order, setOrder] = useState(asked === BY_COVER ? ENDS_FIRST : RISEN_MOST_FIRST);
  const [showsAll, setShowsAll] = useState(wanted !== undefined);
  const { rows, registered, isCut } = shops;
  const sorted = inOrder(rows, order);
  const [retail, wholesale] = [sorted.filter((row) => !isWholesale(row)), sorted.filter(isWholesale)];
  const shown = showsAll ? retail : retail.slice(0, FIRST_ROWS);
  return (
    <>
      {isCut && <p class="note">{words.shopsCut(new Set(rows.map(({ store }) => store)).size, registered)}</p>}
      <EndingShops rows={rows} onShow={() => setOrder(ENDS_FIRST)} />
      <table class="goods-shops">
        <caption class="unseen">
          {words.shopsOf}, {words.shopsOrder}
        </caption>
        <Headings order={order} day={day} onPress={(by) => setOrder((now) => pressed(now, by))} />
        <tbody>
          {shown.map((row) => (
            <ShopPriceRow key={keyOf(row)} row={row} unitName={shops.unitName} isWanted={isNamed(row, wanted)} />
          ))}
        </tbody>
        {wholesale.length > 0 && (
          <tbody>
            <tr>
              <th class="goods-apart" scope="rowgroup" colSpan={SHOP_COLUMNS.length}>
                {words.wholesaleApart(wholesale.length)}
              </th>
            </tr>
            {(showsAll ? wholesale : wholesale.slice(0, FIRST_WHOLESALE)).map((row) => (
              <ShopPriceRow key={keyOf(row)} row={row} unitName={shops.unitName} isWanted={isNamed(row, wanted)} />
            ))}
          </tbody>
        )}
      </table>
      {(retail.length > FIRST_ROWS || wholesale.length > FIRST_WHOLESALE) && (
        <Button class="goods-more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? words.fewerShops : words.allShops(rows.length)}
        </Button>
      )}
    </>
  );
}

function keyOf({ retailer, store, priceType }: ShopRow): string {
  return `${retailer}/${store}/${priceType}`;
}

function isNamed({ retailer, store }: ShopRow, wanted: string | undefined): boolean {
  return wanted === `${retailer}/${store}`;
}

interface HeadingsProps {
  readonly order: ShopOrder;
  readonly day: string;
  readonly onPress: (column: ShopColumn) => void;
}

function Headings({ order, day, onPress }: HeadingsProps) {
  const words = useWords(GOODS_WORDS);
  const { shortDay } = useMoments();
  const titles = { ...words.columns, price: words.columns.priceOf(shortDay(day)) };
  return (
    <thead>
      <tr>
        {SHOP_COLUMNS.map((column) => (
          <th
            key={column}
            scope="col"
            class={CLASS_OF[column]}
            aria-sort={order.by !== column ? 'none' : order.isRising ? 'ascending' : 'descending'}
          >
            <button type="button" class="goods-sort" onClick={() => onPress(column)}>
              {titles[column]}
              <span aria-hidden="true">{order.by !== column ? '' : order.isRising ? ' ▴' : ' ▾'}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** How many shops have less than a day of stock, and which of them runs out first; a press puts them on top. */
function EndingShops({ rows, onShow }: { readonly rows: readonly ShopRow[]; readonly onShow: () => void }) {
  const words = useWords(GOODS_WORDS);
  const figures = useFigures();
  const ending = endingWithinADay(rows);
  const [first] = ending;
  if (!first) return null;
  return (
    <p class="goods-ending">
      <button type="button" class="goods-sort goods-ending-count" onClick={onShow}>
        {words.ending(ending.length)}
      </button>
      {words.endsFirst} <Name>{first.storeName}</Name> ({figures.days(first.coverDays ?? 0)}).
    </p>
  );
}

/** On a phone the last columns stand under the shop's name instead. */
const CLASS_OF: Readonly<Record<ShopColumn, string>> = {
  shop: '',
  channel: 'goods-wide',
  usual: 'number goods-wide',
  price: 'number',
  change: 'number',
  cover: 'number goods-cover',
  receivedAt: 'number goods-wide',
};
