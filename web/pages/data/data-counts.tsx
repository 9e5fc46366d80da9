import type { ComponentChildren } from 'preact';
import type { Answer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { useFigures, useMoments, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { Coverage, Doubts } from './answers.ts';
import { DATA_WORDS } from './words.ts';

interface DataCountsProps {
  readonly coverage: Answer<Coverage>;
  readonly doubts: Answer<Doubts>;
}

/** The day in four numbers, each with the way to its rows. */
export function DataCounts({ coverage, doubts }: DataCountsProps) {
  const words = useWords(DATA_WORDS);
  const { number } = useFigures();
  const { shortDay } = useMoments();
  const [place] = usePlace();
  return (
    <section class="panel data-counts-panel" aria-label={words.counts}>
      <Answered answer={coverage} height={72}>
        {({ date, total, items }) => {
          const { reported, late, partly, stores } = total;
          const rows = sumOf(items.map((item) => item.rows));
          const refused = sumOf(items.map(({ refusedRows }) => refusedRows));
          return (
            <ul class="data-counts">
              <Count href="#diem-ban" whole={number(stores)} text={partlyOf(partly)}>
                {number(reported + late + partly)}
              </Count>
              <Count
                href={`${withQuery(ADDRESS.data(date, place), { loc: 'muon' })}#diem-ban`}
                text={words.late(shortDay(date))}
              >
                {number(late)}
              </Count>
              <Count href="#gia-cho" text={words.waiting}>
                {doubts.data === undefined ? '–' : number(doubts.data.total)}
              </Count>
              <Count href="#dong-bi-tu-choi" whole={number(rows + refused)} text={words.usable}>
                {number(rows)}
              </Count>
            </ul>
          );
        }}
      </Answered>
    </section>
  );

  function partlyOf(partly: number): string {
    return partly === 0 ? words.reported : words.reportedPartly(number(partly));
  }
}

interface CountProps {
  readonly children: ComponentChildren;
  readonly href: string;
  /** Of how many. */
  readonly whole?: string;
  readonly text: string;
}

function Count({ children, href, whole, text }: CountProps) {
  return (
    <li>
      <a class="data-count" href={href}>
        <span>
          <strong>{children}</strong>
          {whole !== undefined && <span>/{whole}</span>}
        </span>
        <span class="note">{text}</span>
      </a>
    </li>
  );
}

function sumOf(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
