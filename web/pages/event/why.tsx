import { useState } from 'preact/hooks';
import { Panel } from '#web/components/panel/panel.tsx';
import { Unbroken } from '#web/components/unbroken/unbroken.tsx';
import type { ShownGood } from '#web/event-acts/shown-event.ts';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { breakable } from '#web/language/two-prices.ts';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { ByHand } from './by-hand.tsx';
import { EventAlerts } from './event-alerts.tsx';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

/** What each good's price has done at the shop in the middle, and how many shops say the same. */
export function Why({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const { shortDay } = useMoments();
  const places = [...new Set(event.goods.map(({ placeName }) => told(placeName)))];
  const figuresOf = words.figuresOf(shortDay(event.goods[0]?.figuresOn ?? event.asOf));
  const definitions = new Set(event.goods.flatMap(({ headline }) => (headline ? [told(headline.definition)] : [])));
  return (
    <Panel
      class="event-why"
      id="vi-sao"
      title={words.why}
      aside={places.length === 1 ? `${places[0]} · ${figuresOf}` : figuresOf}
    >
      <table class="why-table">
        <thead>
          <tr>
            <th scope="col">{words.good}</th>
            <th scope="col" class="number">
              {words.middleShop}
            </th>
            <th scope="col" class="number">
              {words.change}
            </th>
            <th scope="col" class="number why-agreeing">
              {words.agreeing}
            </th>
            <th scope="col" class="number why-cover">
              {words.coverHead}
            </th>
          </tr>
        </thead>
        <tbody>
          {event.goods.map((good) => (
            <GoodRow key={good.product} good={good} namesPlace={places.length > 1} />
          ))}
        </tbody>
      </table>
      {[...definitions].map((text) => (
        <p key={text} class="note why-definition">
          <strong>{words.change}</strong>: {text}
        </p>
      ))}
      <p class="note why-counted">{words.counted(shortDay(event.goods[0]?.figuresOn ?? event.asOf))}</p>
      <Recompute event={event} />
      <EventAlerts event={event} />
    </Panel>
  );
}

function GoodRow({ good, namesPlace }: { readonly good: ShownGood; readonly namesPlace: boolean }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const figures = useFigures();
  const { headline, coverDays } = good;
  return (
    <tr>
      <th scope="row">
        <a href={withQuery(ADDRESS.goods(good.product, good.place), { ngay: good.figuresOn })}>
          {told(good.productName)}
        </a>
        {namesPlace && <span class="note">{told(good.placeName)}</span>}
      </th>
      <td class="number">{headline?.prices ? <Unbroken text={breakable(told(headline.prices))} /> : '–'}</td>
      <td class="number strong">{headline ? told(headline.percent) : '–'}</td>
      <td class="number why-agreeing">{words.ofShops(good.agreeing, good.reporting)}</td>
      <td class="number why-cover">{coverDays === undefined ? '–' : figures.days(coverDays)}</td>
    </tr>
  );
}

/** The rows behind the numbers, read when somebody asks for them. */
function Recompute({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="by-hand" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{words.byHand}</summary>
      {isOpen && <ByHand goods={event.goods} />}
    </details>
  );
}
