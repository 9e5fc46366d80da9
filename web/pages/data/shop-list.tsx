import { useState } from 'preact/hooks';
import type { Answer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useQuery } from '#web/routing/use-query.ts';
import { type Coverage, type CoveredShop, keyOf, placeNames } from './answers.ts';
import { DATA_WORDS } from './words.ts';

const FIRST_SHOWN = 25;

/** Which shops a filter keeps, by the word in the address. */
const KEPT: Readonly<Record<string, (shop: CoveredShop) => boolean>> = {
  'can-hoi': isOdd,
  muon: ({ state }) => state === 'late',
  'chua-bao': ({ state }) => state === 'not-reported' || state === 'closed-day',
  'tu-choi': ({ refusedRows }) => refusedRows !== undefined,
  'gui-nguyen': ({ carriedRows }) => carriedRows !== undefined,
};

/** Every shop of the day: the rows behind the numbers. */
export function ShopList({ coverage }: { readonly coverage: Answer<Coverage> }) {
  const words = useWords(DATA_WORDS);
  const [filter = '', choose] = useQuery('loc');
  const [showsAll, setShowsAll] = useState(false);
  const keeps = KEPT[filter] ?? (() => true);
  const kept = (coverage.data?.items ?? []).filter(keeps);
  return (
    <Panel
      title={words.shopList}
      id="diem-ban"
      aside={coverage.data && <ShopsCsv coverage={coverage.data} rows={kept} />}
    >
      <label class="data-filter">
        <span class="note">{words.show}</span>
        <select value={filter} onChange={({ currentTarget }) => choose(currentTarget.value || undefined)}>
          <option value="">{words.filters.all}</option>
          <option value="can-hoi">{words.filters.odd}</option>
          <option value="muon">{words.filters.late}</option>
          <option value="chua-bao">{words.filters.silent}</option>
          <option value="tu-choi">{words.filters.refused}</option>
          <option value="gui-nguyen">{words.filters.carried}</option>
        </select>
      </label>
      <Answered answer={coverage} height={300} empty={() => (kept.length === 0 ? <p>{words.noneSuch}</p> : undefined)}>
        {(data) => (
          <>
            <ShopTable coverage={data} shops={showsAll ? kept : kept.slice(0, FIRST_SHOWN)} />
            {kept.length > FIRST_SHOWN && !showsAll && (
              <Button kind="plain" onClick={() => setShowsAll(true)}>
                {words.showAll(kept.length)}
              </Button>
            )}
          </>
        )}
      </Answered>
    </Panel>
  );
}

interface ShopTableProps {
  readonly coverage: Coverage;
  readonly shops: readonly CoveredShop[];
}

function ShopTable({ coverage, shops }: ShopTableProps) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const { number } = useFigures();
  const names = placeNames(coverage);
  return (
    <table class="data-table">
      <thead>
        <tr>
          <th scope="col">{words.columns.shop}</th>
          <th scope="col">{words.columns.state}</th>
          <th scope="col" class="number">
            {words.rows}
          </th>
        </tr>
      </thead>
      <tbody>
        {shops.map((shop) => {
          const place = names.get(shop.place);
          return (
            <tr key={keyOf(shop)}>
              <td>
                <Name>{shop.name}</Name>
                {place && !shop.name.includes(place.vi) && <p class="note">{told(place)}</p>}
              </td>
              <td>
                <ShopState shop={shop} date={coverage.date} />
              </td>
              <td class="number">{shop.rows === undefined ? '–' : number(shop.rows)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ShopState({ shop, date }: { readonly shop: CoveredShop; readonly date: string }) {
  const words = useWords(DATA_WORDS);
  const { time, timeAndDay, shortDay } = useMoments();
  const {
    state,
    receivedAt,
    lastRows,
    rows,
    lastReported,
    frozenProducts,
    heldBackProducts,
    refusedRows,
    carriedRows,
  } = shop;
  const at =
    receivedAt === undefined
      ? ''
      : timeAndDay(receivedAt).endsWith(shortDay(date))
        ? time(receivedAt)
        : timeAndDay(receivedAt);
  const notes = [
    at,
    state === 'partly' && lastRows !== undefined && rows !== undefined && words.partlyOf(rows, lastRows),
    state === 'not-reported' && lastReported !== undefined && words.lastOn(shortDay(lastReported)),
    refusedRows !== undefined && words.refusedRows(refusedRows),
    carriedRows !== undefined && rows !== undefined && words.carriedRows(carriedRows, rows),
    heldBackProducts !== undefined && words.heldBack(heldBackProducts),
    frozenProducts !== undefined && words.frozen(frozenProducts),
  ].filter(Boolean);
  return (
    <>
      <span class={state === 'not-reported' || state === 'partly' ? 'strong' : ''}>{words.states[state]}</span>
      {notes.length > 0 && <p class="note">{notes.join(' · ')}</p>}
    </>
  );
}

function ShopsCsv({ coverage, rows }: { readonly coverage: Coverage; readonly rows: readonly CoveredShop[] }) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const names = placeNames(coverage);
  return (
    <TakeList
      of={words.shopList}
      list="diem-ban"
      day={coverage.date}
      rows={rows}
      columns={[
        { heading: words.columns.date, cell: () => coverage.date, as: 'day' },
        { heading: words.columns.shop, cell: ({ name }) => name },
        { heading: words.columns.place, cell: ({ place }) => told(names.get(place) ?? { vi: place, en: place }) },
        { heading: words.columns.state, cell: ({ state }) => words.states[state] },
        { heading: words.rows, cell: (shop) => shop.rows },
        { heading: words.columns.refused, cell: ({ refusedRows }) => refusedRows },
        { heading: words.columns.carried, cell: ({ carriedRows }) => carriedRows },
        { heading: words.columns.heldBack, cell: ({ heldBackProducts }) => heldBackProducts },
        { heading: words.columns.frozen, cell: ({ frozenProducts }) => frozenProducts },
        { heading: words.columns.receivedAt, cell: ({ receivedAt }) => receivedAt, as: 'instant' },
      ]}
    />
  );
}

/** Worth a call though a report is in: half of it is missing, nobody looked at it, or its feed repeats itself. */
function isOdd({ state, frozenProducts, carriedRows, rows }: CoveredShop): boolean {
  return state === 'partly' || frozenProducts !== undefined || (carriedRows !== undefined && carriedRows === rows);
}
