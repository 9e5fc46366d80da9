import { Panel } from '#web/components/panel/panel.tsx';
import { useWords } from '#web/language/language.tsx';
import { linesAt, type ShownPlan, type Stage } from '#web/supply-acts/plan-line.ts';
import type { SupplyOutcome } from '#web/supply-acts/use-supply-act.ts';
import { CallCard } from './call-card.tsx';
import { SUPPLY_WORDS } from './words.ts';

interface CallListProps {
  readonly plan: ShownPlan;
  readonly stage: Stage;
  readonly onOutcome: (outcome: SupplyOutcome) => void;
}

/** The calls at one stage: those to others first, then messages inside chains. */
export function CallList({ plan, stage, onOutcome }: CallListProps) {
  const words = useWords(SUPPLY_WORDS);
  const calls = plan.calls.filter((call) => linesAt(plan, call, stage).length > 0);
  const [outside, within] = [calls.filter((call) => !call.withinChain), calls.filter((call) => call.withinChain)];
  return (
    <>
      {outside.length === 0 && (
        <div class="panel">
          <p class="strong">{words.noCalls[stage]}</p>
        </div>
      )}
      {outside.map((call) => (
        <section class="panel" key={call.id} aria-labelledby={`call-${call.id}`}>
          <CallCard plan={plan} call={call} stage={stage} onOutcome={onOutcome} />
        </section>
      ))}
      {within.length > 0 && (
        <Panel title={words.within}>
          <p class="note">{words.withinDetail}</p>
          <div class="rows">
            {within.map((call) => (
              <CallCard key={call.id} plan={plan} call={call} stage={stage} onOutcome={onOutcome} />
            ))}
          </div>
        </Panel>
      )}
    </>
  );
}
