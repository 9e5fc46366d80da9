import { addDays, businessDayOf } from '#domain/business-day.ts';
import { useEvidenceLine } from '#web/components/evidence-line/use-evidence-line.ts';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Owner } from '#web/components/owner/owner.tsx';
import { EventFigures } from '#web/event-acts/event-figures.tsx';
import { isWanted } from '#web/event-acts/shown-event.ts';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { EndingSoon } from './ending-soon.tsx';
import { ALERTS_PART } from './event-alerts.tsx';
import type { EventDetail } from './event-detail.ts';
import { IsItTrue } from './is-it-true.tsx';
import { EVENT_WORDS } from './words.ts';

/** How bad it is, who is on it, and since when. */
export function EventTags({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const { timeAndDay, shortDay } = useMoments();
  const lastClosed = addDays(businessDayOf(useNow()), -1);
  const isOver = event.endedAt !== undefined;
  return (
    <div class="event-tags">
      <LevelTag level={event.level} direction={event.direction} isOverCeiling={event.ceiling} />
      {!isOver && <Owner owner={event.owner} wantedSince={event.levelSince} isWanted={isWanted(event)} isWhole />}
      {!isOver && <EventFigures event={event} lastClosed={lastClosed} />}
      <span class="note">
        {words.levelSince(timeAndDay(event.levelSince), shortDay(event.goods[0]?.figuresOn ?? event.asOf))} ·{' '}
        {words.openedAt(timeAndDay(event.openedAt))} ·{' '}
        <a class="quiet-link" href={`#${ALERTS_PART}`}>
          {words.alerts(event.alerts)}
        </a>
      </span>
    </div>
  );
}

/** What speaks for it, in two sentences; and what somebody has said of it. */
export function EventFacts({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const evidenceLine = useEvidenceLine();
  const figures = useFigures();
  const { coverDays, goods } = event;
  return (
    <>
      <p class="event-facts">
        {evidenceLine(goods)}. {coverDays !== undefined && `${words.cover(figures.cover(coverDays))} `}
        {event.endedAt === undefined && <strong>{words.pleaseVerify}</strong>}
      </p>
      <IsItTrue event={event} />
      <EndingSoon event={event} />
      <SaidOfIt event={event} />
      {event.owner?.dueAt !== undefined && <DueAt dueAt={event.owner.dueAt} />}
      {event.isPartial && <p class="event-said">{words.partial}</p>}
    </>
  );
}

/** The act that holds: silenced until when, called false why, ended by whom. */
function SaidOfIt({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const { timeAndDay, day } = useMoments();
  const { state } = event;
  if (state === 'withdrawn') return <p class="event-said">{words.states.withdrawn}</p>;
  if (event.endedAt !== undefined) {
    return (
      <p class="event-said">
        {words.states.ended} {timeAndDay(event.endedAt)}.
      </p>
    );
  }
  if (state !== 'silenced' && state !== 'false-alarm' && state !== 'resolved') return null;
  const kind = { silenced: 'silence', 'false-alarm': 'false-alarm', resolved: 'resolve' }[state];
  const act = event.timeline.findLast((entry) => entry.kind === kind);
  const until = event.silencedUntil === undefined ? '' : ` ${words.untilDay(day(event.silencedUntil))}`;
  return (
    <div class="event-said">
      <p>
        <strong>
          {words.states[state]}
          {until}.
        </strong>{' '}
        {act && (
          <span class="note">
            {act.byName && <Name>{told(act.byName)}</Name>} · {timeAndDay(act.at)}
          </span>
        )}
      </p>
      {act?.note !== undefined && (
        <p>
          <Name>{act.note}</Name>
        </p>
      )}
    </div>
  );
}

function DueAt({ dueAt }: { readonly dueAt: string }) {
  const words = useWords(EVENT_WORDS);
  const { timeAndDay } = useMoments();
  return <p class="note">{words.due(timeAndDay(dueAt))}</p>;
}
