import type { ReceivedFrom } from '#contract/client.ts';
import { addDays, type BusinessDay, toDayNumber, weekdayOf } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { DATA_WORDS } from './words.ts';

type Grid = ReceivedFrom<'GET /v1/coverage/grid'>;
type GridPlace = Grid['places'][number];

const DAYS = 14;
/** A phone shows the latest of them. */
const DAYS_ON_PHONE = 7;
const SUNDAY = 6;
/** In what suppliers outside the city lie. */
const NOWHERE = '*';

interface CoverageGridProps {
  readonly date: BusinessDay;
  readonly place: string | undefined;
}

/** How many shops have reported, place by place and day by day: holes are seen at a glance. */
export function CoverageGrid({ date, place }: CoverageGridProps) {
  const words = useWords(DATA_WORDS);
  const from = addDays(date, 1 - DAYS);
  const grid = useAnswer('GET /v1/coverage/grid', { query: { from, to: date, place } });
  const calendar = useAnswer('GET /v1/calendar', { query: { from, to: date } });
  const free = (calendar.data?.days ?? []).filter(({ kind }) => kind === 'holiday' || kind === 'day-off');
  const restDays = new Set(free.map((day) => day.date));
  return (
    <Panel title={words.grid} class="data-grid-panel" aside={grid.data && <GridCsv grid={grid.data} />}>
      <Answered
        answer={grid}
        height={300}
        empty={({ places }) => (places.length === 0 ? <p>{words.noShops}</p> : undefined)}
      >
        {(data) => (
          <>
            <GridTable grid={data} place={place} isRest={(day) => restDays.has(day) || isSunday(day)} />
            <p class="note">{words.gridLegend}</p>
          </>
        )}
      </Answered>
    </Panel>
  );
}

interface GridTableProps {
  readonly grid: Grid;
  readonly place: string | undefined;
  readonly isRest: (day: BusinessDay) => boolean;
}

function GridTable({ grid: { days, places }, place, isRest }: GridTableProps) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const { longDay } = useMoments();
  const whole = {
    expected: days.map(({ expected }) => expected),
    reported: days.map(({ reported }) => reported),
  };
  const cells = (
    { expected, reported }: Pick<GridPlace, 'expected' | 'reported'>,
    of: string | undefined,
    isOutside = false,
  ) =>
    days.map(({ date, closedDay }, index) => (
      <Cell
        key={date}
        expected={expected[index] ?? 0}
        reported={reported[index] ?? 0}
        isRest={closedDay || isOutside || isRest(date)}
        isOld={isOld(days, index)}
        address={`${withQuery(ADDRESS.data(date, of), { loc: 'chua-bao' })}#diem-ban`}
      />
    ));
  return (
    <table class="data-grid">
      <thead>
        <tr>
          <th scope="col">{words.place}</th>
          {days.map(({ date, closedDay }, index) => (
            <th key={date} scope="col" class={isOld(days, index) ? 'data-old' : ''}>
              <a href={ADDRESS.data(date, place)} aria-current={index === days.length - 1 ? 'date' : undefined}>
                <span aria-hidden="true">
                  {date.slice(8)}
                  <span>{isSunday(date) ? words.sunday : closedDay ? words.closedMark : ''}</span>
                </span>
                <span class="unseen">{closedDay ? `${longDay(date)}, ${words.closedShort}` : longDay(date)}</span>
              </a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.length > 1 && (
          <tr>
            <th scope="row">
              <strong>{words.all}</strong>
            </th>
            {cells(whole, place)}
          </tr>
        )}
        {places.map((ward) => (
          <tr key={ward.place}>
            <th scope="row">
              <a href={ADDRESS.data(days.at(-1)?.date, ward.place)}>{shortName(told(ward.placeName))}</a>
            </th>
            {cells(ward, ward.place, ward.parent === NOWHERE)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly expected: number;
  readonly reported: number;
  readonly isRest: boolean;
  readonly isOld: boolean;
  /** Where those stand who are missing. */
  readonly address: string;
}

function Cell({ expected, reported, isRest, isOld: old, address }: CellProps) {
  const words = useWords(DATA_WORDS);
  const state = stateOf({ expected, reported, isRest });
  const cell = (
    <>
      <span class={`data-cell data-cell-${state}`} aria-hidden="true">
        {expected === 0 ? '' : reported}
      </span>
      <span class="unseen">{expected === 0 ? words.noShopsThen : words.cell(reported, expected)}</span>
    </>
  );
  const isMissing = state === 'some' || state === 'empty';
  return <td class={old ? 'data-old' : ''}>{isMissing ? <a href={address}>{cell}</a> : cell}</td>;
}

function stateOf({
  expected,
  reported,
  isRest,
}: Pick<CellProps, 'expected' | 'reported' | 'isRest'>): 'none' | 'full' | 'rest' | 'some' | 'empty' {
  if (expected === 0) return 'none';
  if (reported >= expected) return 'full';
  if (isRest) return 'rest';
  return reported === 0 ? 'empty' : 'some';
}

function GridCsv({ grid }: { readonly grid: Grid }) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  return (
    <TakeList
      of={words.grid}
      list="diem-ban-bao"
      from={grid.from}
      day={grid.to}
      rows={grid.places.flatMap((place) =>
        grid.days.map(({ date }, index) => ({
          place: told(place.placeName),
          date,
          expected: place.expected[index] ?? 0,
          reported: place.reported[index] ?? 0,
        })),
      )}
      columns={[
        { heading: words.place, cell: ({ place }) => place },
        { heading: words.columns.date, cell: ({ date }) => date, as: 'day' },
        { heading: words.columns.reported, cell: ({ reported }) => reported },
        { heading: words.columns.expectedShops, cell: ({ expected }) => expected },
      ]}
    />
  );
}

function isOld(days: readonly unknown[], index: number): boolean {
  return index < days.length - DAYS_ON_PHONE;
}

function isSunday(day: BusinessDay): boolean {
  return weekdayOf(toDayNumber(day)) === SUNDAY;
}

/** The column is narrow, and all in it are wards and communes. */
function shortName(name: string): string {
  return name.replace(/^(Phường|Xã) | (Ward|Commune)$/, '');
}
