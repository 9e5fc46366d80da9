import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { Today } from './today.ts';
import { THIS_MORNING_WORDS } from './words.ts';

/** Nothing has happened: says so, and what was looked at. */
export function Calm({ today }: { readonly today: Today }) {
  const words = useWords(THIS_MORNING_WORDS);
  const figures = useFigures();
  const told = useTold();
  const { shortDay } = useMoments();
  const { coverage, clock, largestMove, doubts } = today;
  const furthest =
    largestMove &&
    words.furthestIs(
      told(largestMove.productName),
      told(largestMove.placeName),
      figures.change(largestMove.changePct),
      figures.percent(largestMove.watchPct),
    );
  return (
    <section class="calm" aria-labelledby="calm">
      <h2 id="calm">{words.calm}</h2>
      <p class="calm-detail">{words.calmDetail}</p>
      <dl class="facts">
        <dt>{words.looked}</dt>
        <dd>{words.lookedAt(coverage.reported, coverage.expected, shortDay(clock.date))}</dd>
        <dt>{words.furthest}</dt>
        <dd>{furthest ?? words.noMove}</dd>
        <dt>{words.doubtsRow}</dt>
        <dd>{doubts > 0 ? words.doubts(doubts) : words.noDoubts}</dd>
      </dl>
    </section>
  );
}
