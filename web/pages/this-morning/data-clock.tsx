import { FigureTag } from '#web/components/figure-tag/figure-tag.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { Today } from './today.ts';
import { THIS_MORNING_WORDS } from './words.ts';

/** Of which day the figures are, and how far today's have come. */
export function DataClock({ today: { clock, coverage, doubts } }: { readonly today: Today }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { time, timeAndDay, shortDay } = useMoments();
  const { reported, expected, late } = coverage;
  const [place] = usePlace();
  const isClosed = clock.figures === 'closed';
  return (
    <Panel title={words.data} aside={words.cutOff(time(clock.cutOffAt))}>
      {clock.closedDay ? (
        <p>{words.holiday}</p>
      ) : (
        <>
          <ClockBar clock={clock} />
          <p class="clock-text">
            <strong>
              <a class="quiet-link" href={ADDRESS.data(clock.lastClosed, place)}>
                {isClosed
                  ? words.afterCutOff(shortDay(clock.date), reported, expected)
                  : words.beforeCutOff(shortDay(clock.lastClosed))}
              </a>
            </strong>{' '}
            {!isClosed && (
              <a class="quiet-link" href={ADDRESS.data(clock.date, place)}>
                {words.soFar(reported, expected)}
              </a>
            )}{' '}
            {late > 0 && (
              <a class="quiet-link" href={`${withQuery(ADDRESS.data(clock.date, place), { loc: 'muon' })}#diem-ban`}>
                {words.late(late, timeAndDay(clock.cutOffAt))}
              </a>
            )}{' '}
            {!isClosed && <FigureTag state="provisional" />}
          </p>
        </>
      )}
      {doubts > 0 && (
        <p>
          <a href={`${ADDRESS.data(clock.date, place)}#gia-cho`}>{words.doubts(doubts)}</a>
        </p>
      )}
    </Panel>
  );
}

function ClockBar({ clock }: { readonly clock: Today['clock'] }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { time } = useMoments();
  const [from, to] = [Date.parse(clock.opensAt), Date.parse(clock.cutOffAt)];
  const share = Math.min(1, Math.max(0, (useNow() - from) / (to - from)));
  return (
    <>
      <div class="clock-bar" aria-hidden="true">
        <span style={{ width: `${100 * share}%` }} />
      </div>
      <div class="clock-ends">
        <span>{words.opens(time(clock.opensAt))}</span>
        <span>{words.closes(time(clock.cutOffAt))}</span>
      </div>
    </>
  );
}
