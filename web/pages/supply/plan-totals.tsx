import { useState } from 'preact/hooks';
import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Panel } from '#web/components/panel/panel.tsx';
import { UnitBar } from '#web/components/unit-bar/unit-bar.tsx';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import type { ShownPlan } from '#web/supply-acts/plan-line.ts';
import { SearchedAgain } from '#web/supply-acts/searched-again.tsx';
import { type ShownEvent, useEventName } from './event-choice.tsx';
import { SUPPLY_WORDS } from './words.ts';

interface PlanTotalsProps {
  readonly plan: ShownPlan;
  readonly event: ShownEvent | undefined;
}

/** What is missing, and how much of it has a source: each unit for itself. */
export function PlanTotals({ plan, event }: PlanTotalsProps) {
  const words = useWords(SUPPLY_WORDS);
  const nameOf = useEventName();
  const told = useTold();
  const { exact, percent } = useFigures();
  const { byUnit } = useAmounts();
  const sumsOf = (of: (unit: ShownPlan['units'][number]) => number) =>
    byUnit(plan.units.filter((unit) => of(unit) > 0).map((unit) => ({ ...unit, quantity: of(unit) })));
  const missing = sumsOf((unit) => unit.missing);
  const [transferred, agreed] = [sumsOf((unit) => unit.transferred), sumsOf((unit) => unit.agreed)];
  return (
    <Panel
      title={event ? nameOf(event) : words.missing}
      aside={<a href={ADDRESS.event(plan.event)}>{words.seeEvent}</a>}
      class="supply-totals"
    >
      <p class="supply-missing">{missing === '' ? words.nothingMissing : words.missingAll(missing)}</p>
      <p class="note">{words.missingDetail}</p>
      <SearchedAgain plan={plan} />
      {plan.units
        .filter((unit) => unit.missing > 0)
        .map((unit) => (
          <UnitBar
            key={unit.unit}
            label={told(unit.unitName)}
            share={unit.allocated / unit.missing}
            text={words.served(exact(unit.allocated), exact(unit.missing), percent(unit.servedPct))}
          />
        ))}
      {transferred !== '' && <p class="note">{words.transferred(transferred)}</p>}
      {agreed !== '' && <p class="note">{words.agreed(agreed)}</p>}
      <GoodsTable plan={plan} />
      <p class="note supply-definition">{words.definition}</p>
    </Panel>
  );
}

/** The same for each good; folded where there is little room. */
function GoodsTable({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  const amounts = useAmounts();
  const { percent } = useFigures();
  const [isOpen] = useState(() => matchMedia('(min-width: 900px)').matches);
  if (plan.goods.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary>{words.perGood(plan.goods.length)}</summary>
      <table class="supply-goods">
        <thead>
          <tr>
            <th>{words.good}</th>
            <th class="number">{words.missing}</th>
            <th class="number">{words.covered}</th>
          </tr>
        </thead>
        <tbody>
          {plan.goods.map((good) => (
            <tr key={good.product}>
              <td>{told(good.productName)}</td>
              <td class="number">{amounts.one({ ...good, quantity: good.missing })}</td>
              <td class="number">{percent(good.servedPct)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
