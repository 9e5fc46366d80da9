import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import type { Person } from './person.ts';
import { usePlaceText } from './use-place-text.ts';
import { PEOPLE_WORDS } from './words.ts';

/** The people who are shown, as a list; of colleagues it holds no more than is shown. */
export function TakePeople({ people }: { readonly people: readonly Person[] }) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const places = usePlaceText();
  return (
    <TakeList
      of={words.title}
      list="nguoi"
      rows={people}
      columns={[
        { heading: words.name, cell: ({ name }) => told(name) },
        { heading: words.group, cell: ({ group }) => words.groups[group] },
        { heading: words.places, cell: places },
        { heading: words.phone, cell: ({ phone }) => phone },
        { heading: words.emails, cell: ({ emails = [] }) => emails.join(' ') },
        { heading: words.deputyLabel, cell: ({ deputyName }) => deputyName && told(deputyName) },
      ]}
    />
  );
}
