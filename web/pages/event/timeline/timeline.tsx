import { useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { FoldedPanel } from '#web/components/panel/folded-panel.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import type { EventDetail } from '../event-detail.ts';
import { EntryText } from './entry-text.tsx';
import { TIMELINE_WORDS } from './words.ts';

const FIRST_ENTRIES = 8;

/** What has become of the event, the latest first. */
export function Timeline({ event }: { readonly event: EventDetail }) {
  const words = useWords(TIMELINE_WORDS);
  const { timeAndDay } = useMoments();
  const [showsAll, setShowsAll] = useState(false);
  const latest = event.timeline.toReversed();
  const shown = showsAll ? latest : latest.slice(0, FIRST_ENTRIES);
  return (
    <FoldedPanel title={words.title}>
      <ol class="rows timeline">
        {shown.map((entry, index) => (
          <li key={`${entry.at} ${latest.length - index}`}>
            <time class="note" dateTime={entry.at}>
              {timeAndDay(entry.at)}
            </time>
            <EntryText entry={entry} />
          </li>
        ))}
      </ol>
      {shown.length < latest.length && <Button onClick={() => setShowsAll(true)}>{words.all(latest.length)}</Button>}
    </FoldedPanel>
  );
}
