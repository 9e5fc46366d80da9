import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useStateName } from '#web/components/ward-facts/use-state-name.ts';
import type { ProductMap, WardFacts } from '#web/components/ward-facts/ward-facts.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { MAP_WORDS } from './words.ts';

interface TakeWardsProps {
  readonly wards: readonly WardFacts[];
  readonly good: ProductMap | undefined;
  readonly day: string;
}

/** What the map shows as a file: of one good its change and price, else the worst good. */
export function TakeWards({ wards, good, day }: TakeWardsProps) {
  const words = useWords(MAP_WORDS);
  const told = useTold();
  const stateName = useStateName();
  const { columns } = words;
  return (
    <TakeList
      of={words.table}
      list={`ban-do-${good?.product ?? 'moi-mat-hang'}`}
      day={day}
      rows={wards}
      columns={[
        { heading: columns.place, cell: ({ name }) => told(name) },
        { heading: columns.level, cell: ({ state, direction }) => stateName(state, direction) },
        good
          ? { heading: `${columns.change} (%)`, cell: ({ changePct }) => changePct }
          : { heading: columns.worst, cell: ({ worst }) => worst && told(worst.productName) },
        { heading: columns.shops, cell: ({ reported }) => reported },
        { heading: words.registered, cell: ({ registered }) => registered },
      ]}
    />
  );
}
