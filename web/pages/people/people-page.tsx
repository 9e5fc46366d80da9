import { Choice } from '#web/components/choice/choice.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { useQuery } from '#web/routing/use-query.ts';
import { DeskRules } from './desk-rules.tsx';
import { PeopleList } from './people-list.tsx';
import './people.css';
import { Rota } from './rota.tsx';
import { PEOPLE_WORDS } from './words.ts';

/** What stands behind the question mark for each part. */
const PARTS = { people: undefined, rota: 'lich-truc', desk: 'quy-tac' } as const;
const SHOWN_PARTS = ['people', 'rota', 'desk'] as const;

/** Who signs in, acts and is told; who has duty; and how the desk tells them. */
export function PeoplePage() {
  const words = useWords(PEOPLE_WORDS);
  const [written, write] = useQuery('phan');
  const part = SHOWN_PARTS.find((one) => PARTS[one] === written) ?? 'people';
  return (
    <>
      <PageHead title={words.title} />
      <div class="people-parts">
        <Choice
          label={words.part}
          hidesLabel
          chosen={part}
          options={SHOWN_PARTS.map((id) => ({ id, name: words.parts[id] }))}
          onChoose={(id) => write(PARTS[id])}
        />
      </div>
      {part === 'people' && <PeopleList />}
      {part === 'rota' && <Rota />}
      {part === 'desk' && <DeskRules />}
    </>
  );
}
