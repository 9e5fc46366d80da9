import { useAnswer } from '#web/asking/use-answer.ts';
import { LEVEL_WORDS } from '#web/components/level-tag/words.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { MOST_EVENTS, OPEN_STATES, type ShownEvent } from '#web/event-acts/shown-event.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { usePlace } from '#web/routing/use-query.ts';
import { THIS_MORNING_WORDS } from './words.ts';

interface TakeEventsProps {
  /** Those that the page has already. */
  readonly events: readonly ShownEvent[];
  /** How many there are. */
  readonly total: number;
}

/** All open events as a list: what happened, how serious it is, who is on it. */
export function TakeEvents({ events, total }: TakeEventsProps) {
  const words = useWords(THIS_MORNING_WORDS);
  const { levels } = useWords(LEVEL_WORDS);
  const told = useTold();
  const [place] = usePlace();
  const all = useAnswer(
    'GET /v1/events',
    { query: { place, state: OPEN_STATES, limit: MOST_EVENTS } },
    { when: total > events.length },
  );
  const rows = total > events.length ? (all.data?.items ?? []) : events;
  return (
    <TakeList
      of={words.list.title}
      list="su-kien"
      rows={rows}
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
