import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Answer } from '#web/asking/use-answer.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Choice } from '#web/components/choice/choice.tsx';
import type { ShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { Panel } from '#web/components/panel/panel.tsx';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import type { Series } from '#web/components/price-chart/chart-days.ts';
import { chartMarks } from '#web/components/price-chart/chart-marks.ts';
import { PriceChart } from '#web/components/price-chart/price-chart.tsx';
import { PriceTable } from '#web/components/price-chart/price-table.tsx';
import { TakePicture } from '#web/components/take-picture/take-picture.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { SPANS, useSpan } from './use-span.ts';
import { GOODS_WORDS } from './words.ts';

interface PriceHistoryProps {
  readonly series: Answer<Series>;
  readonly shownDay: ShownDay;
  readonly product: string;
  readonly place: string;
}

/** Prices and stock day by day: as a chart, as a picture to take away, and as a table. */
export function PriceHistory({ series, shownDay, product, place }: PriceHistoryProps) {
  const words = useWords(GOODS_WORDS);
  const told = useTold();
  const [span, chooseSpan] = useSpan();
  const picture = useRef<SVGSVGElement>(null);
  const { data } = series;
  const { data: calendar } = useAnswer(
    'GET /v1/calendar',
    { query: { from: data?.from, to: data?.to } },
    { when: data !== undefined },
  );
  const spans = SPANS.map((days) => ({ id: String(days), name: words.spans[days] }));
  return (
    <Panel
      title={words.chart}
      aside={
        data && (
          <TakePicture
            of={words.titleOf(told(data.productName), told(data.placeName))}
            chart={picture}
            list={`gia-theo-ngay-${product}`}
            place={place}
            from={data.from}
            day={data.to}
          />
        )
      }
    >
      <div class="goods-controls">
        <PlaceOfGood product={product} place={place} />
        <Choice
          label={words.span}
          hidesLabel
          chosen={String(span)}
          options={spans}
          onChoose={(id) => chooseSpan(SPANS.find((days) => String(days) === id) ?? span)}
        />
      </div>
      <Answered answer={series} height={470}>
        {(known) => (
          <>
            <PriceChart
              series={known}
              marks={calendar ? chartMarks(calendar) : []}
              isProvisional={shownDay.isProvisional === true && known.items.at(-1)?.reported === true}
              picture={picture}
            />
            <Since series={known} />
            <p class="note goods-definition">{words.definition}</p>
            <PriceTable series={known} />
          </>
        )}
      </Answered>
    </Panel>
  );
}

/** Where the first days of the span have no figures: since when there are some. */
function Since({ series: { from, items } }: { readonly series: Series }) {
  const words = useWords(GOODS_WORDS);
  const { day } = useMoments();
  const first = items.find(({ reported }) => reported)?.date;
  if (first === undefined || first <= from) return null;
  return <p class="note">{words.since(day(first))}</p>;
}

function PlaceOfGood({ product, place }: Pick<PriceHistoryProps, 'product' | 'place'>) {
  const words = useWords(GOODS_WORDS);
  const told = useTold();
  const { query, route } = useLocation();
  const { data } = useAnswer('GET /v1/places', NAMES_ALONE);
  const places = (data?.items ?? []).filter(({ kind }) => kind !== 'outside');
  if (places.length < 2) return null;
  return (
    <label class="field">
      <span class="unseen">{words.place}</span>
      <select
        value={place}
        onChange={({ currentTarget }) => {
          const { 'dia-ban': _, ...kept } = query;
          route(withQuery(ADDRESS.goods(product, currentTarget.value), kept));
        }}
      >
        {places.map(({ id, name }) => (
          <option key={id} value={id}>
            {told(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
