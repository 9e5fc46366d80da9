import { useState } from 'preact/hooks';
import type { ReceivedFrom } from '#contract/client.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Choice } from '#web/components/choice/choice.tsx';
import { Name } from '#web/components/name/name.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import type { ShownGood } from '#web/event-acts/shown-event.ts';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { EVENT_WORDS } from './words.ts';

type Evidence = ReceivedFrom<'GET /v1/alerts/{id}/evidence'>;

const FIRST_ROWS = 20;
const MOST_ROWS = 1000;

/** How to get from the shops' own prices to a good's number with paper and pencil. */
export function ByHand({ goods }: { readonly goods: readonly ShownGood[] }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const [chosen, setChosen] = useState(goods[0]?.alert ?? '');
  const [showsAll, setShowsAll] = useState(false);
  const evidence = useAnswer('GET /v1/alerts/{id}/evidence', {
    params: { id: chosen },
    query: { limit: MOST_ROWS },
  });
  return (
    <div class="by-hand-inside">
      {goods.length > 1 && (
        <Choice
          label={words.good}
          hidesLabel
          chosen={chosen}
          options={goods.map(({ alert, productName }) => ({ id: alert, name: told(productName) }))}
          onChoose={setChosen}
        />
      )}
      <Answered answer={evidence} height={320}>
        {(data) => (
          <>
            <ol class="by-hand-steps">
              {data.steps.map((step) => (
                <li key={step.vi}>{told(step)}</li>
              ))}
            </ol>
            <EvidenceRows evidence={data} most={showsAll ? MOST_ROWS : FIRST_ROWS} />
            <div class="buttons">
              {!showsAll && data.items.length > FIRST_ROWS && (
                <Button onClick={() => setShowsAll(true)}>{words.allRows(data.items.length)}</Button>
              )}
              <TakeEvidence evidence={data} />
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

function EvidenceRows({ evidence, most }: { readonly evidence: Evidence; readonly most: number }) {
  const words = useWords(EVENT_WORDS);
  if (evidence.items.length === 0) return <p class="note">{words.noRows}</p>;
  return (
    <table class="by-hand-rows">
      <caption class="unseen">{words.byHand}</caption>
      <thead>
        <tr>
          <th scope="col">{words.shop}</th>
          <th scope="col" class="number">
            {words.usual}
          </th>
          <th scope="col" class="number">
            {words.reported}
          </th>
          <th scope="col" class="number">
            {words.change}
          </th>
        </tr>
      </thead>
      <tbody>
        {evidence.items.slice(0, most).map((row) => (
          <EvidenceRow
            key={`${row.retailer} ${row.store} ${row.place}`}
            row={row}
            evidence={evidence}
            isMiddle={evidence.middle !== undefined && row.rank === evidence.middle.rank}
          />
        ))}
      </tbody>
    </table>
  );
}

function TakeEvidence({ evidence }: { readonly evidence: Evidence }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  return (
    <TakeList
      of={words.byHand}
      list={`tinh-lai-${evidence.product}`}
      place={evidence.place}
      day={evidence.date}
      rows={evidence.items}
      columns={[
        { heading: words.shop, cell: ({ storeName }) => storeName },
        { heading: words.where, cell: ({ placeName }) => told(placeName) },
        { heading: words.usual, cell: ({ comparedWith }) => comparedWith },
        { heading: words.reported, cell: ({ price }) => price },
        { heading: `${words.change} (%)`, cell: ({ changePct }) => changePct },
        { heading: words.coverHead, cell: ({ coverDays }) => coverDays },
      ]}
    />
  );
}

interface EvidenceRowProps {
  readonly row: Evidence['items'][number];
  readonly evidence: Evidence;
  readonly isMiddle: boolean;
}

function EvidenceRow({ row, evidence: { unitName, product, date }, isMiddle }: EvidenceRowProps) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const figures = useFigures();
  const { shortDay } = useMoments();
  const remarks = [
    isMiddle && row.standing === 'compared' ? words.isMiddle : undefined,
    row.saidOn && words.saidOn(shortDay(row.saidOn)),
    row.standing === 'compared' ? undefined : words.standings[row.standing],
  ].filter(Boolean);
  const unit = told(unitName);
  return (
    <tr class={isMiddle && row.standing === 'compared' ? 'by-hand-middle' : ''}>
      <th scope="row">
        {row.storeName === undefined ? (
          told(row.placeName)
        ) : (
          <a
            class="quiet-link"
            href={withQuery(ADDRESS.goods(product, row.place), { ngay: date, diem: `${row.retailer}/${row.store}` })}
          >
            <Name>{row.storeName}</Name>
          </a>
        )}
        <span class="note">
          {row.storeName !== undefined && told(row.placeName)}
          {remarks.length > 0 && ` · ${remarks.join(' · ')}`}
        </span>
      </th>
      <td class="number">{row.comparedWith === undefined ? '–' : figures.number(row.comparedWith)}</td>
      <td class="number">
        {row.price === undefined
          ? row.coverDays === undefined
            ? '–'
            : figures.days(row.coverDays)
          : figures.price(row.price, unit)}
      </td>
      <td class="number">{row.changePct === undefined ? '–' : figures.change(row.changePct)}</td>
    </tr>
  );
}
