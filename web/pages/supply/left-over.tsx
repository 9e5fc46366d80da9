import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Panel } from '#web/components/panel/panel.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import type { ShownPlan } from '#web/supply-acts/plan-line.ts';
import { SUPPLY_WORDS } from './words.ts';

/** What nobody was found for, and why, good by good. */
export function LeftOver({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  const amounts = useAmounts();
  const goods = plan.goods.filter(({ left }) => left.length > 0);
  if (goods.length === 0) return null;
  return (
    <Panel title={words.left}>
      <ul class="rows">
        {goods.map((good) => (
          <li key={good.product}>
            <p class="strong">{told(good.productName)}</p>
            <ul>
              {good.left.map(({ cause, causeText, quantity }) => (
                <li key={cause} class="note">
                  {words.leftLine(amounts.one({ ...good, quantity }), told(causeText))}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
