import { useEffect, useRef } from 'preact/hooks';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { LEVEL_WORDS } from '#web/components/level-tag/words.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

/** Where the count in the event's head leads to. */
export const ALERTS_PART = 'canh-bao';

/** Every alert that is gathered in the event: one good at one place, each with the way to its prices. */
export function EventAlerts({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const open = () => {
      if (location.hash === `#${ALERTS_PART}` && details.current) details.current.open = true;
    };
    open();
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  }, []);
  return (
    <details class="event-alerts" id={ALERTS_PART} ref={details}>
      <summary>{words.eachAlert(event.members.length)}</summary>
      <p class="note">{words.alertsAre}</p>
      <TakeAlerts event={event} />
      <table>
        <thead>
          <tr>
            <th scope="col">{words.good}</th>
            <th scope="col">{words.level}</th>
            <th scope="col" class="number">
              {words.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {event.members.map((alert) => (
            <AlertRow key={alert.id} event={event} alert={alert} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface AlertRowProps {
  readonly event: EventDetail;
  readonly alert: EventDetail['members'][number];
}

function AlertRow({ event, alert }: AlertRowProps) {
  const told = useTold();
  const figures = useFigures();
  const { product, place, productName, placeName, level, changePct } = alert;
  return (
    <tr>
      <th scope="row">
        <a href={withQuery(ADDRESS.goods(product, place), { ngay: event.asOf })}>{told(productName)}</a>
        <span class="note">{told(placeName)}</span>
      </th>
      <td>
        <LevelTag level={level} direction={event.direction} isOverCeiling={event.ceiling} />
      </td>
      <td class="number">{figures.change(changePct)}</td>
    </tr>
  );
}

function TakeAlerts({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const { levels } = useWords(LEVEL_WORDS);
  const told = useTold();
  const { day } = useMoments();
  return (
    <TakeList
      of={words.eachAlert(event.members.length)}
      list={`canh-bao-${event.id}`}
      day={event.asOf}
      rows={event.members}
      columns={[
        { heading: words.good, cell: ({ productName }) => told(productName) },
        { heading: words.where, cell: ({ placeName }) => told(placeName) },
        { heading: words.level, cell: ({ level }) => levels[level] },
        { heading: `${words.change} (%), ${day(event.asOf)}`, cell: ({ changePct }) => changePct },
        { heading: words.openedOn, cell: ({ openedOn }) => openedOn, as: 'day' },
      ]}
    />
  );
}
