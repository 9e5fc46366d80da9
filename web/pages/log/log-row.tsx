import { useAnswer } from '#web/asking/use-answer.ts';
import { Name } from '#web/components/name/name.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { type LogLine, subjectOf, textIn } from './audit.ts';
import { WhatChanged } from './what-changed.tsx';
import { LOG_WORDS } from './words.ts';

/** Who did what, to what, when and why. */
export function LogRow({ line }: { readonly line: LogLine }) {
  const words = useWords(LOG_WORDS);
  const told = useTold();
  const { time } = useMoments();
  return (
    <li class="log-row">
      <time class="note" dateTime={line.at}>
        {time(line.at)}
      </time>
      <div>
        <p>
          <strong>{told(line.inWords)}</strong> · {line.byName ? <Name>{told(line.byName)}</Name> : words.somebody}
        </p>
        <About line={line} />
        {line.outcome && <p>{told(line.outcome)}</p>}
        {line.note !== undefined && (
          <p>
            <Name>“{line.note}”</Name>
          </p>
        )}
        <WhatChanged line={line} />
      </div>
    </li>
  );
}

/** What it was done to, in words where there are any, and the way there. */
function About({ line }: { readonly line: LogLine }) {
  const told = useTold();
  const [kind, id] = subjectOf(line);
  const people = useAnswer('GET /v1/people', undefined, { when: kind === 'person' });
  const person = kind === 'person' ? people.data?.items.find((known) => known.id === id)?.name : undefined;
  const { productName, placeName, storeName, before, after } = line;
  const name = (person && told(person)) ?? storeName ?? textIn(after, 'name') ?? textIn(before, 'name');
  const isNamed = productName !== undefined || placeName !== undefined || name !== undefined;
  return (
    <p class="note log-about">
      {productName && <span>{told(productName)}</span>}
      {name !== undefined && <Name>{name}</Name>}
      {placeName && !name?.includes(placeName.vi) && <span>{told(placeName)}</span>}
      {!isNamed && <code lang="en">{id}</code>}
      <Way line={line} />
    </p>
  );
}

function Way({ line }: { readonly line: LogLine }) {
  const words = useWords(LOG_WORDS);
  const [kind, id] = subjectOf(line);
  switch (kind) {
    case 'event':
      return <a href={ADDRESS.event(id)}>{words.openEvent}</a>;
    case 'threshold':
      return <a href={ADDRESS.thresholds(id)}>{words.openThreshold}</a>;
    case 'doubt':
      return <a href={ADDRESS.data(id.slice(0, 10))}>{words.openData}</a>;
    default:
      return null;
  }
}
