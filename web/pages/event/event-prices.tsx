import { useRef, useState } from 'preact/hooks';
import { addDays } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Choice } from '#web/components/choice/choice.tsx';
import { useShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { Panel } from '#web/components/panel/panel.tsx';
import { chartMarks } from '#web/components/price-chart/chart-marks.ts';
import { LatePriceChart } from '#web/components/price-chart/late-price-chart.tsx';
import { PriceTable } from '#web/components/price-chart/price-table.tsx';
import { TakePicture } from '#web/components/take-picture/take-picture.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

const SHOWN_DAYS = 30;

/** A month of prices of each good, at the place whose numbers the event tells. */
export function EventPrices({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const { shortDay } = useMoments();
  const { today, isProvisional } = useShownDay();
  const [chosen, choose] = useState(event.goods[0]?.product ?? '');
  const good = event.goods.find(({ product }) => product === chosen) ?? event.goods[0];
  const query = { from: addDays(today, 1 - SHOWN_DAYS), to: today };
  const params = { place: good?.place ?? '', product: good?.product ?? '' };
  const series = useAnswer('GET /v1/market/{place}/{product}', { params, query });
  const { data: calendar } = useAnswer('GET /v1/calendar', { query });
  const picture = useRef<SVGSVGElement>(null);
  if (!good) return null;
  return (
    <Panel
      title={words.prices}
      aside={
        <>
          <a href={ADDRESS.goods(good.product, good.place)}>{words.seeGood(told(good.productName))}</a>{' '}
          {series.data && (
            <TakePicture
              of={words.goodAt(told(good.productName), told(good.placeName))}
              chart={picture}
              list={`gia-theo-ngay-${good.product}`}
              place={good.place}
              from={query.from}
              day={query.to}
            />
          )}
        </>
      }
    >
      {event.goods.length > 1 && (
        <Choice
          label={words.good}
          hidesLabel
          chosen={good.product}
          options={event.goods.map(({ product, productName }) => ({ id: product, name: told(productName) }))}
          onChoose={choose}
        />
      )}
      <Answered answer={series} height={440}>
        {(known) => (
          <>
            <LatePriceChart
              series={known}
              marks={calendar ? chartMarks(calendar) : []}
              isProvisional={isProvisional === true && known.items.at(-1)?.reported === true}
              picture={picture}
            />
            <p class="note">{words.medianIs(shortDay(good.figuresOn))}</p>
            <PriceTable series={known} />
          </>
        )}
      </Answered>
    </Panel>
  );
}
