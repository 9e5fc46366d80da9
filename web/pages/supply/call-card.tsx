import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { CallActs } from '#web/supply-acts/call-acts.tsx';
import {
  linesAt,
  type PlanCall,
  type PlanLine,
  type PlanTrip,
  type ShownPlan,
  type Stage,
  shortOf,
} from '#web/supply-acts/plan-line.ts';
import type { SupplyOutcome } from '#web/supply-acts/use-supply-act.ts';
import { TripDetails } from './trip-details.tsx';
import { SUPPLY_WORDS } from './words.ts';

interface CallCardProps {
  readonly plan: ShownPlan;
  readonly call: PlanCall;
  readonly stage: Stage;
  readonly onOutcome: (outcome: SupplyOutcome) => void;
}

/** One call: whom, for how much, by which trips, and what came of it. */
export function CallCard({ plan, call, stage, onOutcome }: CallCardProps) {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  const { contact, withinChain } = call;
  const [first] = call.trips;
  const trips = call.trips.filter((trip) => linesAt(plan, { trips: [trip] }, stage).length > 0);
  const Heading = withinChain ? 'h3' : 'h2';
  return (
    <div class="supply-call">
      <div class="supply-call-head">
        <div>
          <Heading id={`call-${call.id}`}>
            <Name>{call.retailerName}</Name>
          </Heading>
          <p class="note">
            {first && told(first.from.placeName)} · <Name>{contact.name}</Name>
          </p>
        </div>
        <span class={`supply-stage supply-stage-${stage}`}>{words.stageTags[stage]}</span>
      </div>
      <Asked plan={plan} call={call} stage={stage} trips={trips.length} />
      {stage === 'waiting' && <ShortBefore lines={linesAt(plan, call, 'done')} />}
      {stage !== 'waiting' && <SaidBy lines={linesAt(plan, call, stage)} />}
      <div class="supply-call-acts">
        {contact.phone === undefined ? (
          <p class="note">{words.noPhone}</p>
        ) : (
          <PhoneLink phone={contact.phone} who={contact.name} kind="button" />
        )}
        {stage !== 'done' && <CallActs plan={plan} call={call} stage={stage} onOutcome={onOutcome} />}
      </div>
      {withinChain ? (
        <details>
          <summary class="note">{words.trips(trips.length)}</summary>
          <Trips plan={plan} call={call} trips={trips} stage={stage} onOutcome={onOutcome} />
        </details>
      ) : (
        <Trips plan={plan} call={call} trips={trips} stage={stage} onOutcome={onOutcome} />
      )}
    </div>
  );
}

function Trips({ trips, ...props }: CallCardProps & { readonly trips: readonly PlanTrip[] }) {
  const hasActs = trips.length > 1 && props.stage !== 'done';
  return (
    <>
      {trips.map((trip, index) => (
        <TripDetails key={trip.id} {...props} trip={trip} number={index + 1} hasActs={hasActs} />
      ))}
    </>
  );
}

/** What is asked for, in one sentence, and how that stands to what the source has. */
function Asked({ plan, call, stage, trips }: Omit<CallCardProps, 'onOutcome'> & { readonly trips: number }) {
  const words = useWords(SUPPLY_WORDS);
  const { byUnit } = useAmounts();
  const lines = linesAt(plan, call, stage);
  const ids = new Set(lines.map(({ suggestion }) => suggestion));
  const stops = call.trips
    .flatMap((trip) => trip.stops)
    .filter(({ suggestions }) => suggestions.some((id) => ids.has(id)));
  const amounts = byUnit(lines);
  if (call.withinChain && stage === 'waiting') return <p>{words.move(amounts, stops.length)}</p>;
  return (
    <p>
      {words.ask[stage](amounts, stops.length, trips)}{' '}
      {stage === 'waiting' && (
        <span class="note">{takesAll(call) ? words.allOffered : words.offered(byUnit(call.offered))}</span>
      )}
    </p>
  );
}

/** True where nothing would be left with the source. */
function takesAll({ offered, asked }: PlanCall): boolean {
  return offered.every(({ product, quantity }) =>
    asked.some((load) => load.product === product && load.quantity >= quantity),
  );
}

/** What the giver has delivered short for this event already. */
function ShortBefore({ lines }: { readonly lines: readonly PlanLine[] }) {
  const words = useWords(SUPPLY_WORDS);
  const { byUnit } = useAmounts();
  const short = byUnit(shortOf(lines));
  return short === '' ? null : <p class="supply-short strong">{words.shortBefore(short)}</p>;
}

/** Who has answered, and when: each person once. */
function SaidBy({ lines }: { readonly lines: readonly PlanLine[] }) {
  const told = useTold();
  const { timeAndDay } = useMoments();
  const said = lines.flatMap(({ decision }) => (decision ? [decision] : []));
  const last = [...Map.groupBy(said, ({ by }) => by).values()].flatMap(
    (own) => own.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0] ?? [],
  );
  return (
    <ul class="note">
      {last.map(({ by, byName, at, note }) => (
        <li key={by}>
          {byName && <Name>{told(byName)}</Name>} · {timeAndDay(at)}
          {note !== undefined && (
            <>
              {' '}
              · <Name>{note}</Name>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
