import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { nameOfParty } from '#web/supply-acts/name-of-party.ts';
import type { ShownPlan } from '#web/supply-acts/plan-line.ts';
import { SUPPLY_WORDS } from './words.ts';

type Receipt = ShownPlan['byReceiver'][number];

/** What comes to each receiver, from whom, and how long it lasts then; those with the least cover first. */
export function ByReceiver({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(SUPPLY_WORDS);
  const giverOf = giversOf(plan);
  const receivers = [...Map.groupBy(plan.byReceiver, ({ to }) => `${to.place} ${to.store}`).values()]
    .map((receipts) => ({ receipts, scarcest: scarcestOf(receipts) }))
    .sort((a, b) => (a.scarcest?.before ?? Infinity) - (b.scarcest?.before ?? Infinity));
  return (
    <>
      <Panel title={words.byReceiver} aside={words.receivers(receivers.length)}>
        {receivers.length === 0 && <p>{words.noReceivers}</p>}
        <ul class="rows">
          {receivers.map(({ receipts, scarcest }) => (
            <ReceiverRow
              key={`${receipts[0]?.to.place} ${receipts[0]?.to.store}`}
              receipts={receipts}
              scarcest={scarcest}
              giverOf={giverOf}
            />
          ))}
        </ul>
      </Panel>
      {plan.unmet.length > 0 && <Unmet unmet={plan.unmet} />}
    </>
  );
}

/** Of the good that lasts shortest now. */
function scarcestOf(receipts: readonly Receipt[]) {
  return receipts.flatMap(({ cover }) => cover ?? []).toSorted((a, b) => a.before - b.before)[0];
}

function giversOf({ calls }: ShownPlan): (line: string) => string | undefined {
  const givers = new Map(
    calls.flatMap((call) =>
      call.trips.flatMap((trip) => trip.suggestions.map((id) => [id, call.retailerName] as const)),
    ),
  );
  return (line) => givers.get(line);
}

interface ReceiverRowProps {
  readonly receipts: readonly Receipt[];
  readonly scarcest: ReturnType<typeof scarcestOf>;
  readonly giverOf: (line: string) => string | undefined;
}

function ReceiverRow({ receipts, scarcest, giverOf }: ReceiverRowProps) {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  const { byUnit, one } = useAmounts();
  const { number } = useFigures();
  const [first] = receipts;
  if (!first) return null;
  const loads = receipts.map((receipt) => ({
    ...receipt,
    quantity: receipt.quantity + receipt.transferred + receipt.agreed,
  }));
  // Most stores are called by their ward.
  const isInName = first.to.storeName?.includes(first.to.placeName.vi) ?? true;
  const givers = [...new Set(receipts.flatMap(({ suggestions }) => suggestions.flatMap((id) => giverOf(id) ?? [])))];
  return (
    <li class="supply-receiver">
      <div class="supply-receiver-head">
        <p>
          <span class="strong" lang={first.to.storeName === undefined ? undefined : 'vi'}>
            {nameOfParty(first.to, told)}
          </span>
          {!isInName && <span class="note"> · {told(first.to.placeName)}</span>}
        </p>
        {scarcest && (
          <p class="number note">
            {words.cover} {number(scarcest.before)} → <strong>{number(scarcest.after)}</strong>
          </p>
        )}
      </div>
      <p>
        {byUnit(loads)}{' '}
        <span class="note">
          ← <Name>{givers.join('; ')}</Name>
        </span>
      </p>
      <details>
        <summary class="note">{words.goodsOf(receipts.length)}</summary>
        <ul class="supply-goods-of">
          {loads.map((load) => (
            <li key={load.product} class="note">
              <span>
                {told(load.productName)} {one(load)}
              </span>
              {load.cover && (
                <span class="number">
                  {number(load.cover.before)} → {number(load.cover.after)}
                </span>
              )}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

/** Those for whom nobody was found, with the cause. */
function Unmet({ unmet }: Pick<ShownPlan, 'unmet'>) {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  const { one } = useAmounts();
  return (
    <Panel title={words.unmet}>
      <ul class="rows">
        {unmet.map((need) => (
          <li key={`${need.to.place} ${need.to.store} ${need.product} ${need.cause}`}>
            <p lang={need.to.storeName === undefined ? undefined : 'vi'} class="strong">
              {nameOfParty(need.to, told)}
            </p>
            <p class="note">
              {told(need.productName)} {one(need)}: {told(need.causeText)}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
