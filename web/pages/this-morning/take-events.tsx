import { LEVEL_WORDS } from '#web/components/level-tag/words.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import type { ShownEvent } from '#web/event-acts/shown-event.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { THIS_MORNING_WORDS } from './words.ts';

/** The open events as a list: what happened, how serious it is, who is on it. */
export function TakeEvents({ events }: { readonly events: readonly ShownEvent[] }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { levels } = useWords(LEVEL_WORDS);
  const told = useTold();
  return (
    <TakeList
      of={words.otherEvents}
      list="su-kien"
      rows={events}
      columns={[
        { heading: words.list.event, cell: ({ sentence }) => told(sentence) },
        { heading: words.list.level, cell: ({ level }) => levels[level] },
        { heading: words.list.since, cell: ({ levelSince }) => levelSince, as: 'instant' },
        { heading: words.list.owner, cell: ({ owner }) => owner?.personName && told(owner.personName) },
        {
          heading: words.list.goods,
          cell: ({ goods }) => goods.map(({ productName }) => told(productName)).join(', '),
        },
        { heading: words.list.shops, cell: ({ goods }) => Math.max(0, ...goods.map(({ agreeing }) => agreeing)) },
      ]}
    />
  );
}
