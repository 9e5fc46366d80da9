import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { nameOfParty } from '#web/supply-acts/name-of-party.ts';
import { type ShownPlan, stopsByLine } from '#web/supply-acts/plan-line.ts';
import { SUPPLY_ACT_WORDS } from '#web/supply-acts/words.ts';
import { SUPPLY_WORDS } from './words.ts';

/** The plan as a list: each good from whom to whom, and what was said of it. */
export function TakePlan({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(SUPPLY_WORDS);
  const states = useWords(SUPPLY_ACT_WORDS).saidBy;
  const told = useTold();
  const known = new Map(plan.lines.map((line) => [line.suggestion, line]));
  const standing = plan.calls.flatMap(({ trips }) => {
    const stops = stopsByLine(trips);
    return trips.flatMap(({ from, suggestions }) =>
      suggestions.flatMap((id) => {
        const [line, to] = [known.get(id), stops.get(id)];
        return line && to ? [{ ...line, from, to }] : [];
      }),
    );
  });
  return (
    <TakeList
      of={words.title}
      list={`ket-noi-${plan.event}`}
      rows={[...standing, ...plan.declined]}
      columns={[
        { heading: words.giver, cell: ({ from }) => from.retailerName },
        { heading: words.phone, cell: ({ from }) => from.contact?.phone },
        { heading: words.receiver, cell: ({ to }) => nameOfParty(to, told) },
        { heading: words.place, cell: ({ to }) => told(to.placeName) },
        { heading: words.good, cell: ({ productName }) => told(productName) },
        { heading: words.quantity, cell: ({ quantity }) => quantity },
        { heading: words.unit, cell: ({ unitName }) => told(unitName) },
        { heading: words.stage, cell: ({ state }) => states[state] },
        { heading: words.by, cell: ({ decision }) => decision?.byName && told(decision.byName) },
        { heading: words.at, cell: ({ decision }) => decision?.at, as: 'instant' },
      ]}
    />
  );
}
