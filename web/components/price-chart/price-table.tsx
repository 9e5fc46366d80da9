import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { LEVEL_WORDS } from '#web/components/level-tag/words.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { chartDays, type Series } from './chart-days.ts';
import './price-table.css';
import { PRICE_CHART_WORDS } from './words.ts';

const MILLI = 1000;

/** The series as a table, the latest day first: what the chart shows, for who reads or listens. */
export function PriceTable({ series }: { readonly series: Series }) {
  const words = useWords(PRICE_CHART_WORDS);
  const { columns } = words;
  return (
    <details class="price-table">
      <summary>{words.table}</summary>
      <TakeSeries series={series} />
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.day}</th>
            <th scope="col" class="number">
              {columns.median}
            </th>
            <th scope="col" class="number price-wide">
              {columns.half}
            </th>
            <th scope="col" class="number price-wide">
              {columns.usual}
            </th>
            <th scope="col" class="number">
              {columns.change}
            </th>
            <th scope="col" class="number price-wide">
              {columns.shops}
            </th>
            <th scope="col" class="price-wide">
              {columns.level}
            </th>
            <th scope="col" class="number price-wide">
              {columns.stock}
            </th>
            <th scope="col" class="number">
              {columns.cover}
            </th>
          </tr>
        </thead>
        <SeriesRows series={series} />
      </table>
    </details>
  );
}

function SeriesRows({ series }: { readonly series: Series }) {
  const words = useWords(PRICE_CHART_WORDS);
  const figures = useFigures();
  const told = useTold();
  const { day } = useMoments();
  const { days } = chartDays(series);
  const unit = told(series.unitName);
  const number = (price: number | undefined) =>
    price === undefined ? '–' : figures.number(Number(price.toPrecision(4)));
  return (
    <tbody>
      {series.items
        .map((item, index) => {
          const { date, retail, changePct, state, direction, supply, coverDays } = item;
          return (
            <tr key={date}>
              <th scope="row">{day(date)}</th>
              <td class="number strong">{retail ? number(retail.median) : words.noPrice}</td>
              <td class="number price-wide">{retail ? `${number(retail.q1)}–${number(retail.q3)}` : '–'}</td>
              <td class="number price-wide">{number(days[index]?.usual)}</td>
              <td class="number">{changePct === undefined ? '–' : figures.change(changePct)}</td>
              <td class="number price-wide">{retail?.stores ?? 0}</td>
              <td class="price-wide">
                <LevelTag level={state} {...(direction ? { direction } : {})} />
              </td>
              <td class="number price-wide">{supply ? figures.quantity(supply.stock * MILLI, unit) : '–'}</td>
              <td class="number">{coverDays === undefined ? '–' : figures.days(coverDays)}</td>
            </tr>
          );
        })
        .toReversed()}
    </tbody>
  );
}

function TakeSeries({ series }: { readonly series: Series }) {
  const words = useWords(PRICE_CHART_WORDS);
  const levels = useWords(LEVEL_WORDS).levels;
  const { columns } = words;
  const { days } = chartDays(series);
  const rows = series.items.map((item, index) => ({ ...item, drawn: days[index] }));
  return (
    <TakeList
      of={words.table}
      list={`gia-theo-ngay-${series.product}`}
      place={series.place}
      from={series.from}
      day={series.to}
      rows={rows}
      columns={[
        { heading: columns.day, cell: ({ date }) => date, as: 'day' },
        { heading: columns.median, cell: ({ retail }) => retail?.median },
        { heading: 'P25', cell: ({ retail }) => retail?.q1 },
        { heading: 'P75', cell: ({ retail }) => retail?.q3 },
        { heading: columns.usual, cell: ({ drawn }) => drawn?.usual && Math.round(drawn.usual) },
        { heading: `${columns.change} (%)`, cell: ({ changePct }) => changePct },
        { heading: columns.shops, cell: ({ retail }) => retail?.stores },
        { heading: columns.level, cell: ({ state }) => levels[state] },
        { heading: columns.stock, cell: ({ supply }) => supply?.stock },
        { heading: columns.cover, cell: ({ coverDays }) => coverDays },
      ]}
    />
  );
}
