import { businessDayOf } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { useIsWide } from '#web/measuring/use-is-wide.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { Calm } from './calm.tsx';
import { DataClock } from './data-clock.tsx';
import { EventRows } from './event-rows.tsx';
import { HotCard } from './hot-card.tsx';
import { ShopsWaiting, useShopsWaiting } from './shops-waiting.tsx';
import { SilentShops } from './silent-shops.tsx';
import './this-morning.css';
import { TakeEvents } from './take-events.tsx';
import type { Today } from './today.ts';
import { useSteadyOrder } from './use-steady-order.ts';
import { WaitingCalls } from './waiting-calls.tsx';
import { Where } from './where.tsx';
import { THIS_MORNING_WORDS } from './words.ts';

const EVERY_MS = 60_000;

/** What is in trouble this morning, and what is to be done. */
export function ThisMorningPage() {
  const words = useWords(THIS_MORNING_WORDS);
  const { longDay, time } = useMoments();
  const now = useNow();
  const [place] = usePlace();
  const today = useAnswer('GET /v1/today', { query: { place } }, { everyMs: EVERY_MS });
  const at = new Date(now).toISOString();
  return (
    <>
      <PageHead title={words.title} aside={`${longDay(businessDayOf(now))} · ${time(at)}`}>
        {today.data && today.data.events.total > 0 && <Counts today={today.data} />}
      </PageHead>
      <Answered answer={today} height={620}>
        {(data) => <Morning today={data} key={place} />}
      </Answered>
    </>
  );
}

function Morning({ today }: { readonly today: Today }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { hot, others, fresh, showFresh } = useSteadyOrder(today.events.items);
  const { events, calls, clock } = today;
  const isWide = useIsWide();
  return (
    <div class="columns">
      <div>
        <div role="status" class="morning-fresh">
          {fresh > 0 && (
            <>
              <span class="strong">{words.fresh(fresh)}</span> <Button onClick={showFresh}>{words.show}</Button>
            </>
          )}
        </div>
        {hot.map((event) => (
          <HotCard
            key={event.id}
            event={event}
            lastClosed={clock.lastClosed}
            calls={calls.items.filter((call) => call.event === event.id)}
          />
        ))}
        {events.total === 0 ? (
          <Calm today={today} />
        ) : (
          <EventRows
            events={others}
            lastClosed={clock.lastClosed}
            total={events.total - hot.length}
            isShown={(id) => events.items.some((event) => event.id === id)}
          />
        )}
        <TakeEvents events={events.items} total={events.total} />
        {isWide && <Where />}
      </div>
      <div>
        <DataClock today={today} />
        <WaitingCalls calls={calls} />
        <SilentShops today={today} />
      </div>
    </div>
  );
}

/** How much waits, before anything else. */
function Counts({ today: { events, clock } }: { readonly today: Today }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { shortDay } = useMoments();
  const crises = events.items.filter(
    ({ level, owner, state }) => level === 'crisis' && !owner && state === 'open',
  ).length;
  const waiting = useShopsWaiting(events.items);
  // "Somebody is on each of them" would be untrue to who has shops to look at himself.
  const allOwned = waiting?.length === 0 ? words.allOwned : undefined;
  const first = crises > 0 ? words.crises(crises) : events.unowned > 0 ? words.unowned(events.unowned) : allOwned;
  return (
    <>
      {waiting && <ShopsWaiting waiting={waiting} />}
      <p>
        {first !== undefined && <strong>{first}</strong>}{' '}
        <span class="morning-counts">
          {words.open(events.total)}; {words.closed(shortDay(clock.lastClosed))}.
        </span>
      </p>
    </>
  );
}
