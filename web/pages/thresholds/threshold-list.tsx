import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { useQuery } from '#web/routing/use-query.ts';
import type { InForce, SetThreshold, Thresholds } from './thresholds.ts';
import { useThree } from './use-three.ts';
import { THRESHOLDS_WORDS } from './words.ts';

/** The thresholds of all goods, where each comes from, and which are still to come. */
export function ThresholdList() {
  const words = useWords(THRESHOLDS_WORDS);
  const answer = useAnswer('GET /v1/thresholds');
  const [asked = '', ask] = useQuery('tim');
  const [source, choose] = useQuery('nguon');
  const [text, setText] = useState(asked);
  const told = useTold();
  const isShown = (item: InForce) =>
    (source !== 'rieng' || item.source === 'own') && plain(told(item.productName)).includes(plain(text));
  const items = (answer.data?.items ?? []).filter(isShown);
  return (
    <>
      <PageHead title={words.listTitle} aside={words.listAside} />
      <Panel title={words.goods} aside={<ListCsv items={items} />}>
        <div class="thresholds-filters">
          <label class="field">
            <span>{words.search}</span>
            <input
              type="search"
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
              onChange={({ currentTarget }) => ask(currentTarget.value || undefined)}
            />
          </label>
          <label class="field">
            <span>{words.source}</span>
            <select value={source ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value || undefined)}>
              <option value="">{words.anySource}</option>
              <option value="rieng">{words.ownSource}</option>
            </select>
          </label>
        </div>
        <Answered answer={answer} height={400} empty={() => (items.length === 0 ? <p>{words.noneSuch}</p> : undefined)}>
          {(data) => <ListTable data={data} items={items} />}
        </Answered>
      </Panel>
    </>
  );
}

function ListTable({ data, items }: { readonly data: Thresholds; readonly items: readonly InForce[] }) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const { exact } = useFigures();
  return (
    <table class="thresholds-table">
      <thead>
        <tr>
          <th scope="col">{words.good}</th>
          <th scope="col" class="number">
            {words.steps.watch}
          </th>
          <th scope="col" class="number">
            {words.steps.alert}
          </th>
          <th scope="col" class="number">
            {words.steps.crisis}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.product}>
            <td>
              <a href={ADDRESS.thresholds(item.product)}>{told(item.productName)}</a>
              <Origin item={item} toCome={data.history.filter((set) => isToCome(set, item, data.date))} />
            </td>
            <td class="number">{exact(item.watch)}</td>
            <td class="number">{exact(item.alert)}</td>
            <td class="number">{exact(item.crisis)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where thresholds come from, and what was set for later. */
function Origin({ item, toCome }: { readonly item: InForce; readonly toCome: readonly SetThreshold[] }) {
  const words = useWords(THRESHOLDS_WORDS);
  const { day } = useMoments();
  const three = useThree();
  return (
    <p class="note">
      {item.source === 'own' ? words.ownSince(day(item.validFrom ?? '')) : words.sources[item.source]}
      {toCome.map((set) => (
        <strong key={set.validFrom}>
          {' · '}
          {words.toComeOn(day(set.validFrom), three(set))}
        </strong>
      ))}
    </p>
  );
}

function ListCsv({ items }: { readonly items: readonly InForce[] }) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  return (
    <TakeList
      of={words.goods}
      list="nguong"
      rows={items}
      columns={[
        { heading: words.code, cell: ({ product }) => product },
        { heading: words.good, cell: ({ productName }) => told(productName) },
        { heading: `${words.steps.watch} (%)`, cell: ({ watch }) => watch },
        { heading: `${words.steps.alert} (%)`, cell: ({ alert }) => alert },
        { heading: `${words.steps.crisis} (%)`, cell: ({ crisis }) => crisis },
        { heading: words.source, cell: ({ source }) => words.sources[source] },
        { heading: words.since, cell: ({ validFrom }) => validFrom, as: 'day' },
      ]}
    />
  );
}

function isToCome({ product, validFrom }: SetThreshold, item: InForce, today: string): boolean {
  return product === item.product && validFrom > today;
}

/** A text as it is looked for: without case and diacritics. */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
