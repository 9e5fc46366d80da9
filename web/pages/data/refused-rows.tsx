import type { Answer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { Coverage } from './answers.ts';
import { DATA_WORDS } from './words.ts';

/** Rows that were refused at the door, by reason. */
export function RefusedRows({ coverage }: { readonly coverage: Answer<Coverage> }) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const { number } = useFigures();
  const [place] = usePlace();
  const shopsOfThem = `${withQuery(ADDRESS.data(coverage.data?.date, place), { loc: 'tu-choi' })}#diem-ban`;
  const csv = coverage.data && (
    <TakeList
      of={words.refused}
      list="dong-bi-tu-choi"
      day={coverage.data.date}
      rows={coverage.data.refused}
      columns={[
        { heading: words.reason, cell: ({ inWords }) => told(inWords) },
        { heading: words.rows, cell: ({ rows }) => rows },
        { heading: words.shops, cell: ({ stores }) => stores },
      ]}
    />
  );
  return (
    <Panel title={words.refused} id="dong-bi-tu-choi" aside={csv}>
      <Answered
        answer={coverage}
        height={120}
        empty={({ refused }) => (refused.length === 0 ? <p>{words.noneRefused}</p> : undefined)}
      >
        {({ refused }) => (
          <table class="data-table">
            <thead>
              <tr>
                <th scope="col">{words.reason}</th>
                <th scope="col" class="number">
                  {words.rows}
                </th>
                <th scope="col" class="number">
                  {words.shops}
                </th>
              </tr>
            </thead>
            <tbody>
              {refused.map(({ code, inWords, rows, stores }) => (
                <tr key={code}>
                  <td>{told(inWords)}</td>
                  <td class="number">{number(rows)}</td>
                  <td class="number">
                    <a href={shopsOfThem}>{number(stores)}</a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </Panel>
  );
}
