import { Fragment } from 'preact';
import { Panel } from '#web/components/panel/panel.tsx';
import { useWords } from '#web/language/language.tsx';
import { OutcomeNote } from '#web/supply-acts/outcome-note.tsx';
import { linesAt, type PlanCall, type ShownPlan, type Stage } from '#web/supply-acts/plan-line.ts';
import type { SupplyOutcome } from '#web/supply-acts/use-supply-act.ts';
import { CallCard } from './call-card.tsx';
import { SUPPLY_WORDS } from './words.ts';

interface CallListProps {
  readonly plan: ShownPlan;
  readonly stage: Stage;
  readonly outcome: SupplyOutcome | undefined;
  readonly onOutcome: (outcome: SupplyOutcome | undefined) => void;
}

/** The calls at one stage: those to others first, then messages inside chains. */
export function CallList({ plan, stage, outcome, onOutcome }: CallListProps) {
  const words = useWords(SUPPLY_WORDS);
  const isAt = (call: PlanCall) => linesAt(plan, call, stage).length > 0;
  const calls = plan.calls.filter((call) => isAt(call) || call.id === outcome?.call);
  const note = outcome && <OutcomeNote outcome={outcome} plan={plan} onOutcome={onOutcome} />;
  const noteOn = (call: PlanCall) => (call.id === outcome?.call ? note : undefined);
  const [outside, within] = [calls.filter((call) => !call.withinChain), calls.filter((call) => call.withinChain)];
  return (
    <>
      {calls.every((call) => call.id !== outcome?.call) && note}
      {!outside.some(isAt) && (
        <div class="panel">
          <p class="strong">{words.noCalls[stage]}</p>
        </div>
      )}
      {outside.map((call) => (
        <Fragment key={call.id}>
          {noteOn(call)}
          {isAt(call) && (
            <section class="panel" aria-labelledby={`call-${call.id}`}>
              <CallCard plan={plan} call={call} stage={stage} onOutcome={onOutcome} />
            </section>
          )}
        </Fragment>
      ))}
      {within.length > 0 && (
        <Panel title={words.within}>
          <p class="note">{words.withinDetail}</p>
          <div class="rows">
            {within.map((call) => (
              <Fragment key={call.id}>
                {noteOn(call)}
                {isAt(call) && <CallCard plan={plan} call={call} stage={stage} onOutcome={onOutcome} />}
              </Fragment>
            ))}
          </div>
        </Panel>
      )}
    </>
  );
}
