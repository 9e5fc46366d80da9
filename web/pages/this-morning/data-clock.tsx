import { FigureTag } from '#web/components/figure-tag/figure-tag.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { ADDRESS } from '#web/routing/addresses.ts';
import type { Today } from './today.ts';
import { THIS_MORNING_WORDS } from './words.ts';

/** Of which day the figures are, and how far today's have come. */
export function DataClock({ today: { clock, coverage, doubts } }: { readonly today: Today }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { time, shortDay } = useMoments();
  const { reported, expected, late } = coverage;
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
              {isClosed
                ? words.afterCutOff(shortDay(clock.date), reported, expected)
                : words.beforeCutOff(shortDay(clock.lastClosed))}
            </strong>{' '}
            {!isClosed && words.soFar(reported, expected)} {late > 0 && words.late(late)}{' '}
            {!isClosed && <FigureTag state="provisional" />}
          </p>
        </>
      )}
      {doubts > 0 && (
        <p>
          <a href={ADDRESS.data()}>{words.doubts(doubts)}</a>
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
