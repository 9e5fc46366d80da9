import type { ReceivedFrom } from '#contract/client.ts';
import { Name } from '#web/components/name/name.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import './owner.css';
import { OWNER_WORDS } from './words.ts';

type EventOwner = ReceivedFrom<'GET /v1/events'>['items'][number]['owner'];

interface OwnerProps {
  readonly owner: EventOwner;
  /** Since when somebody has been wanted. */
  readonly wantedSince: string;
  /** Nobody is asked to take over what is only watched. */
  readonly isWanted: boolean;
}

/** Who is on it, and for how long; or that nobody is. */
export function Owner({ owner, wantedSince, isWanted }: OwnerProps) {
  const words = useWords(OWNER_WORDS);
  const { lasting } = useMoments();
  const told = useTold();
  const now = useNow();
  const since = (instant: string) => lasting(now - Date.parse(instant));
  if (owner) {
    return (
      <span class="owner">
        <span class="owner-dot" aria-hidden="true" />
        <span>
          {owner.personName ? <Name>{told(owner.personName)}</Name> : words.somebody} · {since(owner.since)}
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
