import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { UnitBar } from '#web/components/unit-bar/unit-bar.tsx';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { CallActs } from '#web/supply-acts/call-acts.tsx';
import { OutcomeNote } from '#web/supply-acts/outcome-note.tsx';
import { linesAt, type PlanCall, type ShownPlan, type Stage } from '#web/supply-acts/plan-line.ts';
import { SearchedAgain } from '#web/supply-acts/searched-again.tsx';
import type { SupplyOutcome } from '#web/supply-acts/use-supply-act.ts';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

const STAGES: readonly Stage[] = ['waiting', 'agreed', 'done'];

/** Whom to call for supply, what each is asked for, and what came of it. */
export function SupplyCalls({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const plan = useAnswer('GET /v1/events/{id}/plan', { params: { id: event.id } });
  return (
    <Panel
      class="event-calls"
      id="goi"
      title={words.calls}
      aside={<a href={ADDRESS.supply(event.id)}>{words.seePlan}</a>}
    >
      <Answered answer={plan} height={360} empty={(data) => (data.calls.length === 0 ? <NoCalls /> : undefined)}>
        {(data) => <Calls plan={data} />}
      </Answered>
    </Panel>
  );
}

function NoCalls() {
  const words = useWords(EVENT_WORDS);
  return (
    <>
      <p class="strong">{words.noCalls}</p>
      <p class="note">{words.noCallsDetail}</p>
    </>
  );
}

function Calls({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(EVENT_WORDS);
  const [outcome, setOutcome] = useState<SupplyOutcome>();
  const note = outcome && <OutcomeNote outcome={outcome} plan={plan} onOutcome={setOutcome} />;
  const [outside, within] = [
    plan.calls.filter((call) => !call.withinChain),
    plan.calls.filter((call) => call.withinChain),
  ];
  return (
    <>
      <Missing plan={plan} />
      {outcome && plan.calls.every(({ id }) => id !== outcome.call) && note}
      <div class="rows">
        {outside.map((call) => (
          <Fragment key={call.id}>
            <CallRow plan={plan} call={call} onOutcome={setOutcome} />
            {call.id === outcome?.call && note}
          </Fragment>
        ))}
      </div>
      {within.length > 0 && (
        <p class="note event-within">
          <a href={ADDRESS.supply(plan.event)}>{words.within(within.length)}</a>
        </p>
      )}
    </>
  );
}

/** What is missing, and how much of it has a source: each unit for itself. */
function Missing({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const { exact, percent } = useFigures();
  const { byUnit } = useAmounts();
  const units = plan.units.filter(({ missing }) => missing > 0);
  const missing = byUnit(units.map((unit) => ({ ...unit, quantity: unit.missing })));
  return (
    <div class="event-missing">
      <p class="strong">{missing === '' ? words.nothingMissing : words.missingAll(missing)}</p>
      <p class="note">{words.missingNote}</p>
      <SearchedAgain plan={plan} />
      {units.map((unit) => (
        <UnitBar
          key={unit.unit}
          label={told(unit.unitName)}
          share={unit.allocated / unit.missing}
          text={words.served(exact(unit.allocated), exact(unit.missing), percent(unit.servedPct))}
        />
      ))}
    </div>
  );
}

interface CallRowProps {
  readonly plan: ShownPlan;
  readonly call: PlanCall;
  readonly onOutcome: (outcome: SupplyOutcome) => void;
}

function CallRow({ plan, call, onOutcome }: CallRowProps) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const { one, byUnit } = useAmounts();
  const { contact, retailerName } = call;
  const [first] = call.trips;
  return (
    <div class="event-call-row">
      <h3>
        <Name>{retailerName}</Name>
      </h3>
      <p class="note">
        {first && `${told(first.from.placeName)} · `}
        <Name>{contact.name}</Name>
      </p>
      {contact.phone !== undefined && <PhoneLink phone={contact.phone} who={contact.name} kind="button" />}
      {STAGES.map((stage) => {
        const lines = linesAt(plan, call, stage);
        if (lines.length === 0) return null;
        const goods = [...Map.groupBy(lines, ({ product }) => product).values()].flatMap(([line, ...more]) =>
          line ? [{ ...line, quantity: more.reduce((sum, { quantity }) => sum + quantity, line.quantity) }] : [],
        );
        return (
          <div key={stage}>
            <p>
              {words.asked[stage]} <strong>{byUnit(lines)}</strong>
              {goods.length > 1 && `: ${goods.map((good) => `${told(good.productName)} ${one(good)}`).join(', ')}`}.
            </p>
            {stage !== 'done' && <CallActs plan={plan} call={call} stage={stage} onOutcome={onOutcome} />}
          </div>
        );
      })}
    </div>
  );
}
