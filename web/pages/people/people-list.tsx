import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Choice } from '#web/components/choice/choice.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { usePlaces } from '#web/components/place-names/use-places.ts';
import { WhoMay } from '#web/components/who-may/who-may.tsx';
import { useWords } from '#web/language/language.tsx';
import { usePlace, useQuery } from '#web/routing/use-query.ts';
import { useSession } from '#web/sign-in/session.tsx';
import { isAtLeast } from '#web/sign-in/sign-in-way.ts';
import { EVERYWHERE, GROUPS, type Person } from './person.ts';
import { PersonDialog } from './person-dialog.tsx';
import { PersonRow } from './person-row.tsx';
import { TakePeople } from './take-people.tsx';
import { PEOPLE_WORDS } from './words.ts';

const PAGE = 200;

/** The people of one's places. */
export function PeopleList() {
  const words = useWords(PEOPLE_WORDS);
  const { who } = useSession();
  const [isAdding, setIsAdding] = useState(false);
  const [group, setGroup] = useQuery('nhom');
  const mayChange = isAtLeast(who, 'admin') && who?.places.includes(EVERYWHERE) === true;
  return (
    <>
      {!mayChange && <WhoMay group="admin" />}
      <div class="people-filters">
        <Choice
          label={words.group}
          hidesLabel
          chosen={GROUPS.find((one) => one === group) ?? 'all'}
          options={[{ id: 'all', name: words.allGroups }, ...GROUPS.map((id) => ({ id, name: words.groups[id] }))]}
          onChoose={(id) => setGroup(id === 'all' ? undefined : id)}
        />
        {mayChange && <Button onClick={() => setIsAdding(true)}>{words.add}</Button>}
      </div>
      <Panel title={words.title}>
        <PeoplePart mayChange={mayChange} />
      </Panel>
      {isAdding && <PersonDialog onClose={() => setIsAdding(false)} />}
    </>
  );
}

/** One page of the list, and those after it. */
function PeoplePart({ mayChange, cursor }: { readonly mayChange: boolean; readonly cursor?: string }) {
  const words = useWords(PEOPLE_WORDS);
  const answer = useAnswer('GET /v1/people', { query: { limit: PAGE, cursor } });
  const isWanted = useSelection();
  return (
    <Answered answer={answer} height={320}>
      {({ items, cursor: next }) => {
        const shown = items.filter(isWanted).toSorted((a, b) => a.name.vi.localeCompare(b.name.vi, 'vi'));
        return (
          <>
            {shown.length === 0 && next === undefined && cursor === undefined && <p>{words.none}</p>}
            <TakePeople people={shown} />
            <ul class="rows">
              {shown.map((person) => (
                <PersonRow key={person.id} person={person} mayChange={mayChange} />
              ))}
            </ul>
            {next !== undefined && <PeoplePart mayChange={mayChange} cursor={next} />}
          </>
        );
      }}
    </Answered>
  );
}

/** Those of the chosen group who are in charge of the chosen place, of one in it, or of one that it lies in. */
function useSelection(): (person: Person) => boolean {
  const [place] = usePlace();
  const [group] = useQuery('nhom');
  const { isWithin } = usePlaces();
  return (person) =>
    (group === undefined || person.group === group) &&
    (place === undefined || person.places.some((own) => isWithin(own, place) || isWithin(place, own)));
}
