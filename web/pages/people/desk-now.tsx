import type { Bilingual } from '#domain/language.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { PEOPLE_WORDS } from './words.ts';

const EVERY_MS = 60_000;

/** Who is at the desk now, and who cannot be reached. */
export function DeskNow() {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const desk = useAnswer('GET /v1/desk', undefined, { everyMs: EVERY_MS });
  return (
    <Panel title={words.now}>
      <Answered answer={desk} height={160}>
        {({ onDuty, lead, director, unreachable }) => (
          <>
            <dl class="people-now">
              <dt class="note">{words.onDuty}</dt>
              <dd class="strong">
                <Names people={onDuty} />
              </dd>
              <dt class="note">{words.lead}</dt>
              <dd>
                <Names people={lead} />
              </dd>
              <dt class="note">{words.director}</dt>
              <dd>
                <Names people={director} />
              </dd>
            </dl>
            <h3>{words.unreachable}</h3>
            {unreachable.length === 0 && <p class="note">{words.allReached}</p>}
            <ul>
              {unreachable.map(({ person, personName, because }) => (
                <li key={person}>
                  <Name>{personName ? told(personName) : person}</Name>{' '}
                  <span class="note">({words.because[because]})</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </Panel>
  );
}

interface NamesProps {
  readonly people: readonly { readonly person: string; readonly personName?: Bilingual }[];
}

function Names({ people }: NamesProps) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  if (people.length === 0) return <>{words.nobody}</>;
  return <Name>{people.map(({ person, personName }) => (personName ? told(personName) : person)).join(', ')}</Name>;
}
