import { call } from '#web/asking/answers.ts';
import { useAnswer, useAsked } from '#web/asking/use-answer.ts';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import type { ShownEvent } from '#web/event-acts/shown-event.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { useSession } from '#web/sign-in/session.tsx';
import { THIS_MORNING_WORDS } from './words.ts';

/** An event with shops that wait for the reader's visit. */
interface WaitingShops {
  readonly event: ShownEvent;
  readonly count: number;
}

/** What waits for a visit at the reader's places; undefined while it is asked. Who has the whole city visits none himself. */
export function useShopsWaiting(events: readonly ShownEvent[]): readonly WaitingShops[] | undefined {
  const { who } = useSession();
  const [place] = usePlace();
  const isOfPart = who?.places.includes('*') === false;
  const open = events.filter(({ endedAt }) => endedAt === undefined);
  const query = { place, limit: 1 };
  const answer = useAsked(
    ['GET /v1/events/{id}/shops', 'waiting', place, open.map(({ id }) => id)],
    () => Promise.all(open.map(({ id }) => call('GET /v1/events/{id}/shops', { params: { id }, query }))),
    { when: isOfPart && open.length > 0 },
  );
  if (!isOfPart || open.length === 0 || answer.error) return [];
  return answer.data?.flatMap(({ event: id, total }) => {
    const event = open.find((one) => one.id === id);
    return event && total > 0 ? [{ event, count: total }] : [];
  });
}

/** What the reader has to look at himself, with the way there. */
export function ShopsWaiting({ waiting }: { readonly waiting: readonly WaitingShops[] }) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  const [place] = usePlace();
  const kind = useKindOfPlace();
  return (
    <>
      {waiting.map(({ event, count }) => (
        <p key={event.id}>
          <a class="strong morning-visit" href={ADDRESS.verify(event.id, place)}>
            {words.toVisit(words.yourPlace[kind], count, told(event.goodsName).toLowerCase())}
          </a>
        </p>
      ))}
    </>
  );
}

/** What the reader's place is called where there is one. */
function useKindOfPlace(): 'ward' | 'commune' | 'places' {
  const { who } = useSession();
  const { data } = useAnswer('GET /v1/places', NAMES_ALONE);
  const [only, ...others] = who?.places ?? [];
  const name = others.length === 0 ? data?.items.find(({ id }) => id === only)?.name.vi : undefined;
  if (name?.startsWith('Phường ')) return 'ward';
  return name?.startsWith('Xã ') ? 'commune' : 'places';
}
