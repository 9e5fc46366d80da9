import { Panel } from '#web/components/panel/panel.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { CalmDay } from './today.ts';
import { THIS_MORNING_WORDS } from './words.ts';

/** What came nearest to its threshold, and how near. */
export function MostMoved({ calm: { moves, date } }: { readonly calm: CalmDay }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { shortDay } = useMoments();
  const isBelow = moves.every(({ changePct, watchPct }) => Math.abs(changePct) < watchPct);
  return (
    <Panel title={words.mostMoved} aside={isBelow ? words.allBelow(shortDay(date)) : words.ofDay(shortDay(date))}>
      <table class="moved">
        <thead>
          <tr>
            <th scope="col">{words.good}</th>
            <th scope="col" class="number">
              {words.change}
            </th>
            <th scope="col">{words.ofWatch}</th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <MoveRow key={move.product} move={move} date={date} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function MoveRow({ move, date }: { readonly move: CalmDay['moves'][number]; readonly date: string }) {
  const words = useWords(THIS_MORNING_WORDS);
  const figures = useFigures();
  const told = useTold();
  const [scope] = usePlace();
  const { product, productName, place, placeName, changePct, watchPct } = move;
  const share = Math.abs(changePct) / watchPct;
  return (
    <tr>
      <th scope="row">
        <a href={withQuery(ADDRESS.goods(product, place), { ngay: date })}>{told(productName)}</a>
        {place !== scope && <span class="note">{told(placeName)}</span>}
      </th>
      <td class="number">{figures.change(changePct)}</td>
      <td>
        <div class="moved-bar" aria-hidden="true">
          <span style={{ width: `${100 * Math.min(1, share)}%` }} />
        </div>
        <span class="note">{words.shareOf(figures.headlineSize(100 * share), figures.percent(watchPct))}</span>
      </td>
    </tr>
  );
}
