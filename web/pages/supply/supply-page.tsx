import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { usePlace, useQuery } from '#web/routing/use-query.ts';
import { linesAt, type ShownPlan } from '#web/supply-acts/plan-line.ts';
import { EventChoice, isLive } from './event-choice.tsx';
import { PlanView } from './plan-view.tsx';
import './supply.css';
import { SUPPLY_WORDS } from './words.ts';

const EVERY_MS = 60_000;
const HEIGHT = 600;

/** Who could supply whom: one plan an event. */
export function SupplyPage() {
  const [place] = usePlace();
  const [wanted, choose] = useQuery('su-kien');
  const events = useAnswer('GET /v1/events', { query: { place } }, { everyMs: EVERY_MS });
  const items = events.data?.items ?? [];
  const event = wanted ?? items.find(isLive)?.id;
  const plan = useAnswer(
    'GET /v1/events/{id}/plan',
    { params: { id: event ?? '' }, query: { place } },
    { when: event !== undefined, everyMs: EVERY_MS },
  );
  if (event === undefined) {
    return (
      <>
        <SupplyHead />
        <Answered answer={events} height={HEIGHT} empty={() => <NoEvents />}>
          {() => null}
        </Answered>
      </>
    );
  }
  return (
    <>
      <SupplyHead plan={plan.data} />
      <EventChoice events={items} chosen={event} onChoose={choose} />
      <Answered answer={plan} height={HEIGHT} empty={(data) => (needsNothing(data) ? <NoPlan /> : undefined)}>
        {(data) => <PlanView plan={data} event={items.find(({ id }) => id === event)} key={event} />}
      </Answered>
    </>
  );
}

function needsNothing({ calls, declined, goods }: ShownPlan): boolean {
  return calls.length === 0 && declined.length === 0 && goods.length === 0;
}

function SupplyHead({ plan }: { readonly plan?: ShownPlan | undefined }) {
  const words = useWords(SUPPLY_WORDS);
  const { timeAndDay } = useMoments();
  const waiting = plan?.calls.filter((call) => !call.withinChain && linesAt(plan, call, 'waiting').length > 0) ?? [];
  const trips = waiting.reduce((sum, call) => sum + call.trips.length, 0);
  const said = plan && [
    words.aside(waiting.length, trips),
    ...(plan.searchedAt === undefined ? [] : [words.searchedAt(timeAndDay(plan.searchedAt))]),
  ];
  return <PageHead title={words.title} aside={said?.join(' · ')} />;
}

function NoEvents() {
  const words = useWords(SUPPLY_WORDS);
  return (
    <>
      <p class="strong">{words.noEvents}</p>
      <p class="note">{words.noEventsDetail}</p>
    </>
  );
}

function NoPlan() {
  const words = useWords(SUPPLY_WORDS);
  return (
    <>
      <p class="strong">{words.noPlan}</p>
      <p class="note">{words.noPlanDetail}</p>
    </>
  );
}
