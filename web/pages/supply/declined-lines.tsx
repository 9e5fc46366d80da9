import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { nameOfParty } from '#web/supply-acts/name-of-party.ts';
import type { ShownPlan } from '#web/supply-acts/plan-line.ts';
import { SUPPLY_WORDS } from './words.ts';

type Declined = ShownPlan['declined'][number];

/** What was turned down: by whom, when and why, giver by giver. */
export function DeclinedLines({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(SUPPLY_WORDS);
  const said = Map.groupBy(plan.declined, ({ from, decision }) =>
    [from.retailer, decision?.by, decision?.at.slice(0, 16), decision?.reason].join(' '),
  );
  return (
    <Panel title={words.declinedFrom}>
      {said.size === 0 && <p>{words.noCalls.declined}</p>}
      <div class="rows">
        {[...said].map(([key, lines]) => (
          <DeclinedCall key={key} lines={lines} />
        ))}
      </div>
    </Panel>
  );
}

function DeclinedCall({ lines }: { readonly lines: readonly Declined[] }) {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  const { byUnit, one } = useAmounts();
  const { timeAndDay } = useMoments();
  const [first] = lines;
  if (!first) return null;
  const { from, decision } = first;
  const stops = [...Map.groupBy(lines, ({ to }) => `${to.place} ${to.store}`).values()];
  return (
    <div>
      <h3>
        <Name>{from.retailerName ?? from.storeName}</Name>
      </h3>
      <p>
        {byUnit(lines)}
        {decision?.reason !== undefined && `: ${words.reasons[decision.reason]}`}
      </p>
      {decision && (
        <p class="note">
          {decision.byName && <Name>{told(decision.byName)}</Name>} · {timeAndDay(decision.at)}
          {decision.note !== undefined && (
            <>
              {' '}
              · <Name>{decision.note}</Name>
            </>
          )}
        </p>
      )}
      <details>
        <summary class="note">{words.receivers(stops.length)}</summary>
        <ul>
          {stops.map((own) => (
            <li key={own[0]?.suggestion} class="note">
              {own[0] && (
                <span lang={own[0].to.storeName === undefined ? undefined : 'vi'}>{nameOfParty(own[0].to, told)}</span>
              )}
              : {own.map((line) => `${told(line.productName)} ${one(line)}`).join(', ')}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
