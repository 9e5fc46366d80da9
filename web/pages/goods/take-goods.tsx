import { LEVEL_WORDS } from '#web/components/level-tag/words.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { Market } from './market.ts';
import { GOODS_WORDS } from './words.ts';

/** All goods of a place on a day, as a list. */
export function TakeGoods({ market }: { readonly market: Market }) {
  const words = useWords(GOODS_WORDS);
  const { levels } = useWords(LEVEL_WORDS);
  const told = useTold();
  const { shortDay } = useMoments();
  const { columns } = words;
  return (
    <TakeList
      of={words.title}
      list="mat-hang"
      place={market.place}
      day={market.date}
      rows={market.products}
      columns={[
        { heading: words.code, cell: ({ product }) => product },
        { heading: words.good, cell: ({ name }) => told(name) },
        { heading: words.unit, cell: ({ unitName }) => told(unitName) },
        { heading: columns.level, cell: ({ state }) => levels[state] },
        { heading: columns.median(shortDay(market.date)), cell: ({ retail }) => retail?.median },
        { heading: 'P25', cell: ({ retail }) => retail?.q1 },
        { heading: 'P75', cell: ({ retail }) => retail?.q3 },
        { heading: `${columns.change} (%)`, cell: ({ changePct }) => changePct },
        { heading: columns.cover, cell: ({ coverDays }) => coverDays },
      ]}
    />
  );
}
