import { useState } from 'preact/hooks';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Button } from '#web/components/button/button.tsx';
import { useWords } from '#web/language/language.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import {
  linesAt,
  type PlanCall,
  type PlanTrip,
  type ShownPlan,
  type Stage,
  stopsByLine,
  waysByLine,
} from './plan-line.ts';
import { QuantitiesDialog } from './quantities-dialog.tsx';
import './supply-acts.css';
import { type Said, type SupplyOutcome, type SupplyTarget, useSupplyAct } from './use-supply-act.ts';
import { SUPPLY_ACT_WORDS } from './words.ts';

interface CallActsProps {
  readonly plan: ShownPlan;
  readonly call: PlanCall;
  /** Where only one trip of it is answered. */
  readonly trip?: PlanTrip;
  /** What is answered: what waits, or what was agreed on. */
  readonly stage: Exclude<Stage, 'done'>;
  readonly onOutcome: (outcome: SupplyOutcome) => void;
}

type Open = 'change' | 'decline' | 'complete';

/** What can be done with a call, or with one trip of it; nothing where no line of it is at the stage. */
export function CallActs({ plan, call, trip, stage, onOutcome }: CallActsProps) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const refusalOf = useRefusal();
  const [open, setOpen] = useState<Open>();
  const act = useSupplyAct(onOutcome);
  const trips = trip ? [trip] : call.trips;
  const lines = linesAt(plan, { trips }, stage);
  const target: SupplyTarget = {
    event: plan.event,
    call: call.id,
    retailerName: call.retailerName,
    ways: waysByLine(trips),
    ...(trip ? { trip: trip.id } : {}),
  };
  const close = () => {
    act.forget();
    setOpen(undefined);
  };
  const say = async (answer: 'accept' | 'decline' | 'complete', said: Said) => {
    if (await act.run(target, answer, said)) setOpen(undefined);
  };
  // At most one on a card is what one came for.
  const isFirst = !trip && !call.withinChain;
  if (lines.length === 0) return null;
  const ids = lines.map(({ suggestion }) => suggestion);
  const refusal = refusalOf(act.error);
  const dialog = { who: call.retailerName, isBusy: act.isRunning, refusal, onClose: close };
  return (
    <div class="call-acts">
      {stage === 'waiting' ? (
        <div class="buttons">
          <Button
            kind={isFirst ? 'first' : 'second'}
            isBusy={act.isRunning}
            onClick={() => void say('accept', { lines: ids })}
          >
            {trip ? words.acceptTrip : words.accept}
          </Button>
          <Button onClick={() => setOpen('change')}>{words.change}</Button>
          <Button kind="plain" onClick={() => setOpen('decline')}>
            {words.decline}
          </Button>
        </div>
      ) : (
        <div class="buttons">
          <Button kind={isFirst ? 'first' : 'second'} onClick={() => setOpen('complete')}>
            {words.complete}
          </Button>
          <Button kind="plain" onClick={() => setOpen('decline')}>
            {words.fallThrough}
          </Button>
        </div>
      )}
      {open === undefined && (
        <p class="note call-acts-working" role="status">
          {act.isRunning && words.working(ids.length)}
        </p>
      )}
      {open === undefined && refusal !== undefined && (
        <p class="field-wrong" role="alert">
          {refusal}
        </p>
      )}
      {open === 'decline' && <DeclineDialog {...dialog} lines={ids} onSay={(said) => void say('decline', said)} />}
      {(open === 'change' || open === 'complete') && (
        <QuantitiesDialog
          {...dialog}
          kind={open}
          lines={lines}
          stops={stopsByLine(trips)}
          onSay={(said) => void say(open === 'change' ? 'accept' : 'complete', said)}
        />
      )}
    </div>
  );
}
