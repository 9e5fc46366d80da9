import { useState } from 'preact/hooks';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useSession } from '#web/sign-in/session.tsx';
import type { ShownEvent } from './shown-event.ts';
import './event-acts.css';
import { EVENT_ACT_WORDS } from './words.ts';

/** What lists and pages show of events. */
export const EVENT_ANSWERS = ['GET /v1/today', 'GET /v1/events', 'GET /v1/events/{id}'] as const;

type Owner = NonNullable<ShownEvent['owner']>;

/** Takes an event over, once it is certain that nobody else has done so since it was shown. */
export function useTakeOver(event: ShownEvent) {
  const { who } = useSession();
  const [taken, setTaken] = useState<Owner>();
  const act = useAct(async (isCertain: boolean) => {
    const params = { id: event.id };
    const now = await call('GET /v1/events/{id}', { params });
    const isOthers = now.owner && now.owner.person !== who?.person && now.owner.person !== event.owner?.person;
    if (isOthers && !isCertain) return setTaken(now.owner);
    setTaken(undefined);
    await call('POST /v1/events/{id}/acknowledge', { params, body: {} });
    await askAgain(...EVENT_ANSWERS);
  });
  return { ...act, taken };
}

/** The button that takes an event over; who has taken it meanwhile is told, and may be relieved. */
export function TakeOver({ event }: { readonly event: ShownEvent }) {
  const words = useWords(EVENT_ACT_WORDS);
  const refusalOf = useRefusal();
  const { who } = useSession();
  const { run, isRunning, error, taken } = useTakeOver(event);
  const refusal = refusalOf(error);
  if (event.owner?.person === who?.person && who) return null;
  return (
    <>
      {!taken && (
        <Button kind={event.owner ? 'second' : 'first'} isBusy={isRunning} onClick={() => void run(false)}>
          {event.owner ? words.takeOver : words.take}
        </Button>
      )}
      {taken && <TakenMeanwhile owner={taken} isBusy={isRunning} onInsist={() => void run(true)} />}
      {refusal !== undefined && (
        <p class="field-wrong act-refusal" role="alert">
          {refusal}
        </p>
      )}
    </>
  );
}

function TakenMeanwhile(props: { readonly owner: Owner; readonly isBusy: boolean; readonly onInsist: () => void }) {
  const words = useWords(EVENT_ACT_WORDS);
  const { time } = useMoments();
  const told = useTold();
  const { owner } = props;
  return (
    <div class="taken-meanwhile" role="alert">
      <p>
        <strong>{owner.personName ? <Name>{told(owner.personName)}</Name> : words.somebody}</strong>{' '}
        {words.tookItAt(time(owner.since))}
      </p>
      <Button isBusy={props.isBusy} onClick={props.onInsist}>
        {words.takeOver}
      </Button>
    </div>
  );
}
