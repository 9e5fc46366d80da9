import { useState } from 'preact/hooks';
import { Choice } from '#web/components/choice/choice.tsx';
import { useWords } from '#web/language/language.tsx';
import { usePlace, useQuery } from '#web/routing/use-query.ts';
import { linesAt, type ShownPlan, type Stage } from '#web/supply-acts/plan-line.ts';
import type { SupplyOutcome } from '#web/supply-acts/use-supply-act.ts';
import { ByReceiver } from './by-receiver.tsx';
import { CallList } from './call-list.tsx';
import { DeclinedLines } from './declined-lines.tsx';
import type { ShownEvent } from './event-choice.tsx';
import { LeftOver } from './left-over.tsx';
import { PlanTotals } from './plan-totals.tsx';
import { TakePlan } from './take-plan.tsx';
import { SUPPLY_WORDS } from './words.ts';

/** What stands behind the question mark for each stage. */
const STAGES = { waiting: 'cho', agreed: 'nhan', done: 'xong', declined: 'tu-choi' } as const;
type ShownStage = keyof typeof STAGES;
const SHOWN_STAGES: readonly ShownStage[] = ['waiting', 'agreed', 'done', 'declined'];

interface PlanViewProps {
  readonly plan: ShownPlan;
  readonly event: ShownEvent | undefined;
}

/** The plan of one event: by giver or by receiver, with what is missing beside it. */
export function PlanView({ plan, event }: PlanViewProps) {
  const words = useWords(SUPPLY_WORDS);
  const [place] = usePlace();
  const [by, setBy] = useQuery('theo');
  const [outcome, setOutcome] = useState<SupplyOutcome>();
  const isByReceiver = by === 'nhan';
  return (
    <>
      {(plan.isPartial || place !== undefined) && (
        <p class="note supply-scope">{plan.isPartial ? words.partial : words.ofPlace}</p>
      )}
      <div class="supply-filters">
        <Choice
          label={words.shownBy}
          hidesLabel
          chosen={isByReceiver ? 'nhan' : 'giao'}
          options={[
            { id: 'giao', name: words.byGiver },
            { id: 'nhan', name: words.byReceiver },
          ]}
          onChoose={(id) => setBy(id === 'giao' ? undefined : id)}
        />
        {!isByReceiver && <StageChoice plan={plan} />}
        <TakePlan plan={plan} />
      </div>
      <div class="columns supply-columns">
        <div>
          {isByReceiver ? <ByReceiver plan={plan} /> : <OfStage plan={plan} outcome={outcome} onOutcome={setOutcome} />}
        </div>
        <div class="supply-side">
          <PlanTotals plan={plan} event={event} />
          <LeftOver plan={plan} />
        </div>
      </div>
    </>
  );
}

function useStage(): readonly [ShownStage, (stage: ShownStage) => void] {
  const [written, write] = useQuery('buoc');
  const stage = SHOWN_STAGES.find((one) => STAGES[one] === written) ?? 'waiting';
  return [stage, (next) => write(next === 'waiting' ? undefined : STAGES[next])];
}

/** How many calls are at each stage; one of which some trips are agreed on is at two. */
function StageChoice({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(SUPPLY_WORDS);
  const [stage, setStage] = useStage();
  const callsAt = (at: Stage) => plan.calls.filter((call) => linesAt(plan, call, at).length > 0).length;
  const declined = new Set(plan.declined.map(({ from }) => from.retailer)).size;
  return (
    <Choice
      label={words.stage}
      hidesLabel
      chosen={stage}
      options={SHOWN_STAGES.map((id) => ({
        id,
        name: words.stages[id](id === 'declined' ? declined : callsAt(id)),
      }))}
      onChoose={setStage}
    />
  );
}

interface OfStageProps {
  readonly plan: ShownPlan;
  readonly outcome: SupplyOutcome | undefined;
  readonly onOutcome: (outcome: SupplyOutcome | undefined) => void;
}

function OfStage({ plan, ...acting }: OfStageProps) {
  const [stage] = useStage();
  if (stage === 'declined') return <DeclinedLines plan={plan} />;
  return <CallList plan={plan} stage={stage} {...acting} />;
}
