import { Button } from '#web/components/button/button.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import type { EarlierDay } from './earlier-days.ts';
import type { Entry } from './use-entry.ts';
import { ENTRY_WORDS } from './words.ts';

interface OtherDaysProps {
  readonly entry: Entry;
  /** The day that is shown. */
  readonly sheetDay: string;
}

/** Says which day is shown where it is not today's, what has arrived of other days, and what of them is still here. */
export function OtherDays({ entry, sheetDay }: OtherDaysProps) {
  const words = useWords(ENTRY_WORDS);
  const { shortDay } = useMoments();
  const others = entry.earlier.filter(({ day }) => day !== sheetDay);
  const isOfToday = entry.today === '' || sheetDay === entry.today;
  return (
    <>
      <div role="status">
        {entry.arrived.map(({ day, receipt, accepted, sent }) => (
          <p key={receipt} class="strong">
            {words.receivedOf(shortDay(day), accepted, sent)}
          </p>
        ))}
      </div>
      {!isOfToday && (
        <div class="entry-banner entry-other-day">
          <p class="strong">{words.isOfAnotherDay(shortDay(sheetDay))}</p>
          <Button onClick={() => void entry.enterAgain()}>{words.toToday}</Button>
        </div>
      )}
      {others.map((other) => (
        <OtherDay key={other.day} entry={entry} other={other} />
      ))}
    </>
  );
}

function OtherDay({ entry, other }: { readonly entry: Entry; readonly other: EarlierDay }) {
  const words = useWords(ENTRY_WORDS);
  const { shortDay } = useMoments();
  const day = shortDay(other.day);
  return (
    <div class="entry-banner entry-other-day">
      <p>
        <b>{words.otherDay[other.state](day, other.count)}</b> {other.detail}
      </p>
      <div class="buttons">
        <Button label={words.openDay(day)} onClick={() => void entry.enterAgain(other)}>
          {words.open}
        </Button>
        {other.state === 'unsent' && (
          <Button kind="plain" label={words.discardDay(day)} onClick={() => void entry.discard(other)}>
            {words.discard}
          </Button>
        )}
      </div>
    </div>
  );
}
