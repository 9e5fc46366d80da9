import { inOrder, RISEN_MOST_FIRST } from '#web/components/shop-rows/shop-order.ts';
import type { Shops } from '#web/components/shop-rows/use-shops.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { GOODS_WORDS } from './words.ts';

interface TakeShopsProps {
  readonly shops: Shops;
  readonly product: string;
  readonly place: string;
}

/** All rows of the shops' prices as a file, what rose most first. */
export function TakeShops({ shops, product, place }: TakeShopsProps) {
  const words = useWords(GOODS_WORDS);
  const told = useTold();
  const { day } = useMoments();
  const { columns } = words;
  return (
    <TakeList
      of={words.shopsOf}
      list={`gia-diem-ban-${product}`}
      place={place}
      day={shops.date}
      rows={inOrder(shops.rows, RISEN_MOST_FIRST)}
      columns={[
        { heading: columns.shop, cell: ({ storeName }) => storeName },
        { heading: words.place, cell: ({ placeName }) => told(placeName) },
        { heading: columns.channel, cell: ({ channel }) => words.channels[channel] },
        { heading: words.priceType, cell: ({ priceType }) => priceType && words.priceTypes[priceType] },
        { heading: columns.usual, cell: ({ usual }) => usual },
        { heading: columns.priceOf(day(shops.date)), cell: ({ price }) => price },
        { heading: columns.day, cell: ({ saidOn }) => saidOn ?? shops.date, as: 'day' },
        { heading: `${columns.change} (%)`, cell: ({ changePct }) => changePct },
        { heading: columns.stock, cell: ({ stock }) => stock },
        { heading: columns.cover, cell: ({ coverDays }) => coverDays },
        { heading: columns.receivedAt, cell: ({ receivedAt }) => receivedAt, as: 'instant' },
      ]}
    />
  );
}
