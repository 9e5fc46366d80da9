import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useWords } from '#web/language/language.tsx';
import { useNameOfPerson } from './person-name.tsx';
import type { Settings } from './use-desk-settings.ts';
import { PEOPLE_WORDS } from './words.ts';

interface TakeDaysProps {
  readonly kind: 'rota' | 'leave';
  readonly days: Settings['rota'];
}

/** The days on which people have duty or are away, as a list. */
export function TakeDays({ kind, days }: TakeDaysProps) {
  const words = useWords(PEOPLE_WORDS);
  const nameOf = useNameOfPerson();
  return (
    <TakeList
      of={words[kind]}
      list={kind === 'rota' ? 'lich-truc' : 'nghi'}
      rows={days}
      columns={[
        { heading: words.who, cell: ({ who }) => nameOf(who) },
        { heading: words.from, cell: ({ from }) => from, as: 'day' },
        { heading: words.to, cell: ({ to }) => to, as: 'day' },
      ]}
    />
  );
}
