import { useState } from 'preact/hooks';
import type { BusinessDay } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { useEvidenceLine } from '#web/components/evidence-line/use-evidence-line.ts';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { Owner } from '#web/components/owner/owner.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { Unbroken } from '#web/components/unbroken/unbroken.tsx';
import { EventFigures } from '#web/event-acts/event-figures.tsx';
import { isWanted, MOST_EVENTS, OPEN_STATES, type ShownEvent } from '#web/event-acts/shown-event.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { useEventChange } from './use-event-change.ts';
import { THIS_MORNING_WORDS } from './words.ts';

interface EventRowsProps {
  readonly events: readonly ShownEvent[];
  readonly lastClosed: BusinessDay;
  /** Of all open events that stand on no card of their own, also those that are not listed. */
  readonly total: number;
  /** True for what the page shows already, here or on a card. */
  readonly isShown: (id: string) => boolean;
}

/** The open events, in the order in which they should be looked at. */
export function EventRows({ events, lastClosed, total, isShown }: EventRowsProps) {
  const words = useWords(THIS_MORNING_WORDS);
  const [place] = usePlace();
  const [showsAll, setShowsAll] = useState(false);
  const all = useAnswer(
    'GET /v1/events',
    { query: { place, state: OPEN_STATES, limit: MOST_EVENTS } },
    { when: showsAll },
  );
  const isFurther = ({ id }: ShownEvent) => !isShown(id);
  if (events.length === 0 && total === 0) return null;
  const left = total - events.length;
  return (
    <Panel title={words.otherEvents} aside={words.openCount(total)}>
      <ul class="rows">
        {events.map((event) => (
          <EventRow key={event.id} event={event} lastClosed={lastClosed} />
        ))}
      </ul>
      {left > 0 && !showsAll && (
        <div class="buttons">
          <Button onClick={() => setShowsAll(true)}>{words.moreEvents(left)}</Button>
        </div>
      )}
      {showsAll && (
        <Answered answer={all} height={120}>
          {({ items }) => (
            <ul class="rows">
              {items.filter(isFurther).map((event) => (
                <EventRow key={event.id} event={event} lastClosed={lastClosed} />
              ))}
            </ul>
          )}
        </Answered>
      )}
    </Panel>
  );
}

function EventRow({ event, lastClosed }: { readonly event: ShownEvent; readonly lastClosed: BusinessDay }) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  const changeOf = useEventChange();
  const evidenceLine = useEvidenceLine();
  const change = changeOf(event);
  const agreeing = Math.max(...event.goods.map((good) => good.agreeing));
  return (
    <li class="event-row">
      <div class="event-row-head">
        <LevelTag level={event.level} direction={event.direction} isOverCeiling={event.ceiling} />
        <Owner owner={event.owner} wantedSince={event.levelSince} isWanted={isWanted(event)} />
        <EventFigures event={event} lastClosed={lastClosed} />
      </div>
      <a class="event-row-sentence" href={ADDRESS.event(event.id)}>
        <Unbroken text={told(event.sentence)} />
      </a>
      <p class="note event-row-why">{evidenceLine(event.goods)}</p>
      {change !== undefined && (
        <div class="event-row-figure">
          <span class="event-row-change">{change}</span>
          <span class="note">{words.shops(agreeing)}</span>
        </div>
      )}
    </li>
  );
}
