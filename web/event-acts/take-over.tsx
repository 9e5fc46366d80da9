import { useState } from 'preact/hooks';
import { call } from '#web/asking/answers.ts';
import { Button } from '#web/components/button/button.tsx';
import { useWords } from '#web/language/language.tsx';
import { useSession } from '#web/sign-in/session.tsx';
import { ActDone } from './act-done.tsx';
import type { ShownEvent } from './shown-event.ts';
import './event-acts.css';
import { useEventAct } from './use-event-act.ts';
import { EVENT_ACT_WORDS } from './words.ts';

/** The button that takes an event over. Who has taken it meanwhile is told, and is relieved by pressing again. */
export function TakeOver({ event }: { readonly event: ShownEvent }) {
  const words = useWords(EVENT_ACT_WORDS);
  const { who } = useSession();
  const [isTaken, setIsTaken] = useState(false);
  const { run, isBusy, refusal } = useEventAct(event, (seenActs) =>
    call('POST /v1/events/{id}/acknowledge', { params: { id: event.id }, body: { seenActs } }),
  );
  if (event.owner && event.owner.person === who?.person)
    return isTaken ? <ActDone text={words.taken} hasFocus /> : null;
  return (
    <>
      {refusal !== undefined && (
        <p class="act-refusal" role="alert">
          {refusal}
        </p>
      )}
      <Button kind={event.owner ? 'second' : 'first'} isBusy={isBusy} onClick={() => void run().then(setIsTaken)}>
        {event.owner ? words.takeOver : words.take}
      </Button>
    </>
  );
}
