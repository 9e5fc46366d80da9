import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { useMoments, useWords } from '#web/language/language.tsx';
import { type ShownPlan, shortOf } from './plan-line.ts';
import './supply-acts.css';
import { SUPPLY_ACT_WORDS } from './words.ts';

/** Says that what is missing is as it was before the last answers, and what these leave short on top of it. */
export function SearchedAgain({ plan }: { readonly plan: ShownPlan }) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const { time } = useMoments();
  const { byUnit } = useAmounts();
  const { searchedAt, searchAgainAt } = plan;
  if (searchAgainAt === undefined || searchedAt === undefined) return null;
  const since = plan.lines.filter(({ decision }) => decision !== undefined && decision.at >= searchedAt);
  const short = byUnit(shortOf(since));
  return (
    <div class="searched-again" role="status">
      <p>
        <strong>{words.searchedAgain(time(searchedAt))}</strong> {words.searchAgainFrom(time(searchAgainAt))}
      </p>
      {short !== '' && <p>{words.shortSince(short)}</p>}
    </div>
  );
}
