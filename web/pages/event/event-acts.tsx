import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Button, ButtonLink } from '#web/components/button/button.tsx';
import { ActDialog, type EventActName } from '#web/event-acts/act-dialogs.tsx';
import { ActDone } from '#web/event-acts/act-done.tsx';
import { TakeOver } from '#web/event-acts/take-over.tsx';
import { EVENT_ACT_WORDS } from '#web/event-acts/words.ts';
import { useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

/** What can be done with the whole event; on a phone it stands at the lower edge, whatever is read. */
export function EventActs({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const [place] = usePlace();
  if (event.endedAt !== undefined) return null;
  // What is done with an event is done with all of it: an officer of a part of its places verifies.
  if (event.isPartial) {
    return (
      <div class="event-acts">
        <ButtonLink kind="first" href={ADDRESS.verify(event.id, place)}>
          {words.verifyShops}
        </ButtonLink>
      </div>
    );
  }
  return <AllActs event={event} />;
}

function AllActs({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const actWords = useWords(EVENT_ACT_WORDS);
  const [isOpen, setIsOpen] = useState(false);
  const [done, setDone] = useState<EventActName>();
  const [dialog, setDialog] = useState<EventActName>();
  const plan = useAnswer('GET /v1/events/{id}/plan', { params: { id: event.id } });
  const calls = plan.data?.calls.filter(({ withinChain }) => !withinChain).length ?? 0;
  const more: readonly (readonly [EventActName, string])[] = [
    ['assign', actWords.assign],
    ['silence', actWords.silence],
    ['false-alarm', actWords.falseAlarm],
    ['resolve', actWords.resolve],
  ];
  const choose = (name: EventActName) => {
    setIsOpen(false);
    setDialog(name);
  };
  return (
    <div class="event-acts">
      <TakeOver event={event} />
      {calls > 0 && (
        <ButtonLink class="event-call" href="#goi">
          {words.callSources(calls)}
        </ButtonLink>
      )}
      <button
        type="button"
        class="button event-more"
        aria-expanded={isOpen}
        aria-label={actWords.more}
        onClick={() => setIsOpen(!isOpen)}
      >
        ⋯
      </button>
      <div class={`event-more-acts ${isOpen ? 'event-more-open' : ''}`}>
        {more.map(([name, text]) => (
          <Button key={name} kind="plain" onClick={() => choose(name)}>
            {text}
          </Button>
        ))}
      </div>
      {done && <ActDone text={actWords.done[done]} />}
      {dialog && (
        <ActDialog
          name={dialog}
          event={event}
          onDone={() => {
            setDone(dialog);
            setDialog(undefined);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}
