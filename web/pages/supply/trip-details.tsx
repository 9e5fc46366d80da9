import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { CallActs } from '#web/supply-acts/call-acts.tsx';
import { nameOfParty } from '#web/supply-acts/name-of-party.ts';
import {
  linesAt,
  type PlanCall,
  type PlanLine,
  type PlanTrip,
  type ShownPlan,
  type Stage,
} from '#web/supply-acts/plan-line.ts';
import type { SupplyOutcome } from '#web/supply-acts/use-supply-act.ts';
import { SUPPLY_WORDS } from './words.ts';

interface TripDetailsProps {
  readonly plan: ShownPlan;
  readonly call: PlanCall;
  readonly trip: PlanTrip;
  readonly number: number;
  readonly stage: Stage;
  /** Where it may be answered apart from the other trips. */
  readonly hasActs: boolean;
  readonly onOutcome: (outcome: SupplyOutcome) => void;
}

const MOST_NAMED = 3;

/** One trip: its load, and what it brings to each stop. */
export function TripDetails({ plan, call, trip, number, stage, hasActs, onOutcome }: TripDetailsProps) {
  const words = useWords(SUPPLY_WORDS);
  const { byUnit } = useAmounts();
  const { km, number: plain } = useFigures();
  const nameOf = useTripName();
  const lines = linesAt(plan, { trips: [trip] }, stage);
  const load = `${plain(Math.max(1, Math.round(100 * trip.loadShare)))}\u00a0%`;
  const farthest = km(Math.max(...trip.stops.map((stop) => stop.km)));
  return (
    <details class="supply-trip">
      <summary>
        <span class="strong">{words.trip(number, nameOf(trip))}</span>
        <span class="note">
          {stage === 'done' ? byUnit(lines) : words.tripLoad(byUnit(lines), farthest, load)}
          {stage !== 'done' && trip.joinLoads && <span class="supply-join">{words.joinLoads}</span>}
        </span>
      </summary>
      <StopTable trip={trip} lines={lines} />
      {hasActs && stage !== 'done' && (
        <CallActs plan={plan} call={call} trip={trip} stage={stage} onOutcome={onOutcome} />
      )}
    </details>
  );
}

/** The places of its stops, nearest first. */
function useTripName(): (trip: PlanTrip) => string {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  return ({ stops }) => {
    const places = [...new Set(stops.map(({ to }) => told(to.placeName)))];
    const named = places.slice(0, MOST_NAMED).join(' → ');
    return places.length > MOST_NAMED ? words.and(named, places.length - MOST_NAMED) : named;
  };
}

/** What comes to each stop of each good; on a phone each stop is a block of its own. */
function StopTable({ trip, lines }: { readonly trip: PlanTrip; readonly lines: readonly PlanLine[] }) {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  const { exact } = useFigures();
  const goods = [...new Map(lines.map((line) => [line.product, line])).values()].toSorted((a, b) =>
    a.product < b.product ? -1 : 1,
  );
  const stops = trip.stops.map((stop) => ({
    ...stop,
    lines: lines.filter(({ suggestion }) => stop.suggestions.includes(suggestion)),
  }));
  return (
    <table class="supply-stops">
      <thead>
        <tr>
          <th>{words.stop}</th>
          {goods.map((good) => (
            <th class="number" key={good.product}>
              {told(good.productName)}
              <br />
              <span class="supply-unit">{told(good.unitName)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stops
          .filter((stop) => stop.lines.length > 0)
          .map((stop) => (
            <tr key={`${stop.to.place} ${stop.to.store}`}>
              <th scope="row" lang={stop.to.storeName === undefined ? undefined : 'vi'}>
                {nameOfParty(stop.to, told)}
              </th>
              {goods.map((good) => {
                const line = stop.lines.find(({ product }) => product === good.product);
                return (
                  <td
                    class="number"
                    key={good.product}
                    data-good={told(good.productName)}
                    data-unit={told(good.unitName)}
                  >
                    {line && exact(line.quantity)}
                  </td>
                );
              })}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
