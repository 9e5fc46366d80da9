import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { LEVEL_WORDS } from '#web/components/level-tag/words.ts';
import { chartDays, type Series } from '#web/components/price-chart/chart-days.ts';
import { TakeAsCsv } from '#web/components/take-as-csv/take-as-csv.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { GOODS_WORDS } from './words.ts';

const MILLI = 1000;

/** The series as a table, the latest day first: what the chart shows, for who reads or listens. */
export function SeriesTable({ series }: { readonly series: Series }) {
  const words = useWords(GOODS_WORDS);
  const { columns } = words;
  return (
    <details class="goods-series">
      <summary>{words.seriesTable}</summary>
      <SeriesAsCsv series={series} />
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.day}</th>
            <th scope="col" class="number">
              {columns.median}
            </th>
            <th scope="col" class="number goods-wide">
              {columns.half}
            </th>
            <th scope="col" class="number goods-wide">
              {columns.usual}
            </th>
            <th scope="col" class="number">
              {columns.change}
            </th>
            <th scope="col" class="number goods-wide">
              {columns.shops}
            </th>
            <th scope="col" class="goods-wide">
              {columns.level}
            </th>
            <th scope="col" class="number goods-wide">
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
  const words = useWords(GOODS_WORDS);
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
              <td class="number goods-wide">{retail ? `${number(retail.q1)}–${number(retail.q3)}` : '–'}</td>
              <td class="number goods-wide">{number(days[index]?.usual)}</td>
              <td class="number">{changePct === undefined ? '–' : figures.change(changePct)}</td>
              <td class="number goods-wide">{retail?.stores ?? 0}</td>
              <td class="goods-wide">
                <LevelTag level={state} {...(direction ? { direction } : {})} />
              </td>
              <td class="number goods-wide">{supply ? figures.quantity(supply.stock * MILLI, unit) : '–'}</td>
              <td class="number">{coverDays === undefined ? '–' : figures.days(coverDays)}</td>
            </tr>
          );
        })
        .toReversed()}
    </tbody>
  );
}

function SeriesAsCsv({ series }: { readonly series: Series }) {
  const words = useWords(GOODS_WORDS);
  const levels = useWords(LEVEL_WORDS).levels;
  const { columns } = words;
  const { days } = chartDays(series);
  const rows = series.items.map((item, index) => ({ ...item, drawn: days[index] }));
  return (
    <TakeAsCsv
      of={words.seriesTable}
      name={`${series.product}-${series.place}-${series.from}-${series.to}`}
      rows={rows}
      columns={[
        { heading: columns.day, cell: ({ date }) => date },
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
