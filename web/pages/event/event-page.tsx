import { useEffect } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { EventActs } from './event-acts.tsx';
import type { EventDetail } from './event-detail.ts';
import { EventFacts, EventTags } from './event-head.tsx';
import './event.css';
import { EventPlaces } from './event-places.tsx';
import { EventPrices } from './event-prices.tsx';
import { ShopsToVerify } from './shops-to-verify.tsx';
import { SupplyCalls } from './supply-calls.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { Why } from './why.tsx';
import { EVENT_WORDS } from './words.ts';

const EVERY_MS = 60_000;

/** One event: what happened, what speaks for it, what to do first, and who is on it. */
export function EventPage({ id = '' }: { readonly id?: string }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const event = useAnswer('GET /v1/events/{id}', { params: { id } }, { everyMs: EVERY_MS });
  const back = { href: ADDRESS.thisMorning(), name: words.back };
  const { data } = event;
  useScrollToPart(data !== undefined);
  if (!data) {
    return (
      <>
        <PageHead title={words.title} back={back} />
        <Answered answer={event} height={620}>
          {() => undefined}
        </Answered>
      </>
    );
  }
  return (
    <>
      <PageHead title={told(data.sentence)} back={back} above={<EventTags event={data} />}>
        <EventFacts event={data} />
        <EventActs event={data} />
      </PageHead>
      <Answered answer={event} height={620}>
        {(shown) => <EventColumns event={shown} />}
      </Answered>
    </>
  );
}

function EventColumns({ event }: { readonly event: EventDetail }) {
  return (
    <div class="columns event-columns">
      <div>
        <Why event={event} />
        <EventPrices event={event} />
        <ShopsToVerify event={event} />
      </div>
      <div>
        <SupplyCalls event={event} />
        <EventPlaces event={event} />
        <Timeline event={event} />
      </div>
    </div>
  );
}

/** A link to a part of the page (`#goi`, `#xac-minh`) leads there once the part is shown. */
function useScrollToPart(isShown: boolean): void {
  useEffect(() => {
    const { hash } = location;
    if (isShown && hash.length > 1) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [isShown]);
}
