import { TakeAsCsv } from '#web/components/take-as-csv/take-as-csv.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { FURTHEST_FIRST, inOrder } from './shop-order.ts';
import type { Shops } from './use-shops.ts';
import { GOODS_WORDS } from './words.ts';

/** All rows of the shops' prices as a file, furthest from usual first. */
export function ShopsAsCsv({ shops, name }: { readonly shops: Shops; readonly name: string }) {
  const words = useWords(GOODS_WORDS);
  const told = useTold();
  const { day } = useMoments();
  const { columns } = words;
  return (
    <TakeAsCsv
      of={words.shopsOf}
      name={`${name}-${shops.date}`}
      rows={inOrder(shops.rows, FURTHEST_FIRST)}
      columns={[
        { heading: columns.shop, cell: ({ storeName }) => storeName },
        { heading: words.place, cell: ({ placeName }) => told(placeName) },
        { heading: columns.channel, cell: ({ channel }) => words.channels[channel] },
        { heading: words.priceType, cell: ({ priceType }) => priceType && words.priceTypes[priceType] },
        { heading: columns.usual, cell: ({ usual }) => usual },
        { heading: columns.priceOf(day(shops.date)), cell: ({ price }) => price },
        { heading: columns.day, cell: ({ saidOn }) => saidOn ?? shops.date },
        { heading: `${columns.change} (%)`, cell: ({ changePct }) => changePct },
        { heading: columns.stock, cell: ({ stock }) => stock },
        { heading: columns.cover, cell: ({ coverDays }) => coverDays },
        { heading: columns.receivedAt, cell: ({ receivedAt }) => receivedAt },
      ]}
    />
  );
}
