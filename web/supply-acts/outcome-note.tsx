import { useEffect, useRef } from 'preact/hooks';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useSession } from '#web/sign-in/session.tsx';
import type { PlanLine, ShownPlan } from './plan-line.ts';
import './supply-acts.css';
import { type SupplyOutcome, useSupplyAct } from './use-supply-act.ts';
import { SUPPLY_ACT_WORDS } from './words.ts';

interface OutcomeNoteProps {
  readonly outcome: SupplyOutcome;
  /** The plan as it is now, which knows who has answered what. */
  readonly plan: ShownPlan;
  readonly onOutcome: (outcome: SupplyOutcome | undefined) => void;
}

/** Why the giver has less than was said: whoever has asked the giver may insist. */
type Beyond = keyof typeof SUPPLY_ACT_WORDS.vi.beyond;

function isBeyond(code: string | undefined): code is Beyond {
  return code === 'more-than-giver-has' || code === 'promised-meanwhile';
}

/** Says what came of an answer; of what somebody else has answered meanwhile, who did what, and when. */
export function OutcomeNote({ outcome, plan, onOutcome }: OutcomeNoteProps) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const refusalOf = useRefusal();
  const note = useRef<HTMLDivElement>(null);
  const { who } = useSession();
  const act = useSupplyAct(onOutcome);
  useEffect(() => {
    // What was pressed is gone together with its card: whoever goes on by keyboard goes on from here, and nothing jumps.
    if (document.activeElement === null || document.activeElement === document.body) {
      note.current?.focus({ preventScroll: true });
    }
    note.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);
  const { answer, retailerName, said } = outcome;
  const of = (kind: 'done' | 'already' | 'refused') => outcome.lines.filter((line) => line.outcome === kind);
  const known = new Map([...plan.lines, ...plan.declined].map((line) => [line.suggestion, line]));
  const isOwn = (id: string) => who != null && known.get(id)?.decision?.by === who.person;
  const already = of('already').filter(({ suggestion }) => !isOwn(suggestion));
  const refused = of('refused');
  const done = outcome.lines.filter((line) => !already.includes(line) && !refused.includes(line));
  const doubted = refused.filter(({ code }) => isBeyond(code)).map(({ suggestion }) => suggestion);
  const insist = () => act.run(outcome, answer, { ...said, lines: doubted, ...within(said, doubted), confirm: true });
  const refusal = refusalOf(act.error);
  const { carried, goodsAt } = useCarried(outcome, known);
  return (
    <div class="supply-outcome" role="status" tabIndex={-1} ref={note}>
      <p class="strong">
        <Name>{retailerName}</Name>: {done.length > 0 ? words.outcome[answer](carried(done)) : words.nothingDone}
      </p>
      {done.length > 0 && (
        <p class="note">
          {words.seen} {words.seenAt[answer]}
        </p>
      )}
      {already.length > 0 && <Reasons title={words.already(goodsAt(already))} lines={already} known={known} />}
      {refused.length > 0 && <Reasons title={words.refused(goodsAt(refused))} lines={refused} known={known} />}
      {refusal !== undefined && <p class="field-wrong">{refusal}</p>}
      <div class="buttons">
        {doubted.length > 0 && (
          <Button isBusy={act.isRunning} onClick={() => void insist()}>
            {words.insist[answer === 'complete' ? 'complete' : 'accept']}
          </Button>
        )}
        <Button kind="plain" onClick={() => onOutcome(undefined)}>
          {words.close}
        </Button>
      </div>
    </div>
  );
}

/** What some lines are to people: trips, receivers, goods and amounts. */
function useCarried({ ways }: SupplyOutcome, known: ReadonlyMap<string, PlanLine>) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const { byUnit } = useAmounts();
  const countOf = (lines: SupplyOutcome['lines'], part: 'trip' | 'stop') =>
    new Set(lines.map(({ suggestion }) => ways.get(suggestion)?.[part] ?? suggestion)).size;
  const planned = (lines: SupplyOutcome['lines']) => lines.flatMap(({ suggestion }) => known.get(suggestion) ?? []);
  return {
    carried: (lines: SupplyOutcome['lines']) => {
      const counts = words.carried(countOf(lines, 'stop'), countOf(lines, 'trip'));
      const amounts = byUnit(planned(lines));
      return amounts === '' ? counts : words.amounts(counts, amounts);
    },
    goodsAt: (lines: SupplyOutcome['lines']) =>
      words.goodsAt(new Set(planned(lines).map(({ product }) => product)).size || 1, countOf(lines, 'stop')),
  };
}

/** The quantities of some lines alone: a line that is not named must not have one. */
function within({ quantities = {} }: SupplyOutcome['said'], lines: readonly string[]) {
  return { quantities: Object.fromEntries(Object.entries(quantities).filter(([id]) => lines.includes(id))) };
}

interface ReasonsProps {
  readonly title: string;
  readonly lines: SupplyOutcome['lines'];
  readonly known: ReadonlyMap<string, PlanLine>;
}

/** Each reason once, with how many lines it holds for. */
function Reasons({ title, lines, known }: ReasonsProps) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const told = useTold();
  const { timeAndDay } = useMoments();
  const { one } = useAmounts();
  const byReason = Map.groupBy(lines, ({ suggestion, state, detail, code }) => {
    const { at, by } = known.get(suggestion)?.decision ?? {};
    if (isBeyond(code)) return suggestion;
    return at && (code === undefined || code === 'already-decided') ? `${state} ${by} ${at.slice(0, 16)}` : detail?.vi;
  });
  return (
    <div>
      <p>{title}</p>
      <ul>
        {[...byReason.values()].map((same) => {
          const [line] = same;
          if (!line) return null;
          const planned = known.get(line.suggestion);
          if (planned && isBeyond(line.code)) {
            return (
              <li key={line.suggestion}>
                {told(planned.productName)} {one(planned)}: {words.beyond[line.code]}
              </li>
            );
          }
          const decision = planned?.decision;
          const isAnswered = line.code === undefined || line.code === 'already-decided';
          if (!decision || !isAnswered) return <li key={line.suggestion}>{line.detail && told(line.detail)}</li>;
          return (
            <li key={line.suggestion}>
              <strong>{decision.byName ? <Name>{told(decision.byName)}</Name> : words.somebody}</strong>{' '}
              {words.saidBy[line.state]} {words.at(timeAndDay(decision.at))}
              {decision.reason === undefined ? '' : ` (${words.reasons[decision.reason]})`}.
            </li>
          );
        })}
      </ul>
    </div>
  );
}
