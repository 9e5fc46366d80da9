import type { ReceivedFrom } from '#contract/client.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { usePlaces } from '#web/components/place-names/use-places.ts';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { useSession } from '#web/sign-in/session.tsx';
import './owner.css';
import { OWNER_WORDS } from './words.ts';

type EventOwner = NonNullable<ReceivedFrom<'GET /v1/events'>['items'][number]['owner']>;

interface OwnerProps {
  readonly owner: EventOwner | undefined;
  /** Since when somebody has been wanted. */
  readonly wantedSince: string;
  /** Nobody is asked to take over what is only watched. */
  readonly isWanted: boolean;
  /** Where there is room: also at what time it began, and where and how to reach who is on it. */
  readonly isWhole?: boolean;
}

/** Who is on it, and for how long; or that nobody is. */
export function Owner({ owner, wantedSince, isWanted, isWhole = false }: OwnerProps) {
  const words = useWords(OWNER_WORDS);
  const { lasting, timeAndDay } = useMoments();
  const told = useTold();
  const now = useNow();
  const { who } = useSession();
  const since = (instant: string) => lasting(now - Date.parse(instant));
  if (owner) {
    const isOwn = who?.person === owner.person;
    return (
      <span class="owner">
        <span class="owner-dot" aria-hidden="true" />
        <span>
          {owner.personName ? <Name>{told(owner.personName)}</Name> : words.somebody}
          {isOwn && ` ${words.you}`} ·{' '}
          {isWhole ? words.from(timeAndDay(owner.since), since(owner.since)) : since(owner.since)}
          {isWhole && <Reach person={owner.person} />}
        </span>
      </span>
    );
  }
  if (!isWanted) return <span class="owner note">{words.notNeeded}</span>;
  return (
    <span class="owner strong">
      <span class="owner-ring" aria-hidden="true" />
      {words.nobody(since(wantedSince))}
    </span>
  );
}

const MOST_PEOPLE = 200;

/** Where somebody works, and the number to call, as far as the reader may know them. */
function Reach({ person }: Pick<EventOwner, 'person'>) {
  const words = useWords(OWNER_WORDS);
  const told = useTold();
  const { nameOf } = usePlaces();
  const people = useAnswer('GET /v1/people', { query: { limit: MOST_PEOPLE } });
  const known = people.data?.items.find(({ id }) => id === person);
  if (!known) return null;
  const places = known.places.map((id) => (id === '*' ? words.everywhere : nameOf(id)));
  return (
    <>
      {' '}
      · {places.join(', ')} {known.phone !== undefined && <PhoneLink phone={known.phone} who={told(known.name)} />}
    </>
  );
}
