import type { ComponentChildren } from 'preact';
import type { Bilingual } from '#domain/language.ts';
import { LEVEL_WORDS } from '#web/components/level-tag/words.ts';
import { Name } from '#web/components/name/name.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { EventDetail } from '../event-detail.ts';
import { TIMELINE_WORDS } from './words.ts';

type Entry = EventDetail['timeline'][number];

interface EntryProps {
  readonly entry: Entry;
}

/** What an entry of the timeline says. */
export function EntryText({ entry }: EntryProps) {
  return (
    <div>
      <p>
        <Happened entry={entry} />
      </p>
      {entry.note !== undefined && (
        <p class="note">
          <Name>{entry.note}</Name>
        </p>
      )}
    </div>
  );
}

function Happened({ entry }: EntryProps) {
  switch (entry.kind) {
    case 'acknowledge':
    case 'assign':
    case 'resolve':
    case 'silence':
    case 'false-alarm':
      return <Act entry={entry} kind={entry.kind} />;
    case 'verified':
      return <Verified entry={entry} />;
    case 'message-sent':
    case 'message-returned':
    case 'message-failed':
      return <Message entry={entry} kind={entry.kind} />;
    default:
      return <Change entry={entry} kind={entry.kind} />;
  }
}

function Act({ entry, kind }: EntryProps & { readonly kind: keyof typeof TIMELINE_WORDS.vi.acts }) {
  const words = useWords(TIMELINE_WORDS);
  const { timeAndDay, day } = useMoments();
  return (
    <>
      <Who name={entry.byName} /> {words.acts[kind]} {entry.to !== undefined && <Who name={entry.toName} />}
      {entry.dueAt !== undefined && ` · ${words.due(timeAndDay(entry.dueAt))}`}
      {entry.until !== undefined && ` ${words.until(day(entry.until))}`}
      {entry.reason !== undefined && `: ${reasonIn(words.reasons, entry.reason)}`}
    </>
  );
}

function reasonIn(reasons: Readonly<Record<string, string>>, reason: string): string {
  return reasons[reason] ?? reason;
}

/** The shop, the good, what was found there beside what was reported, and whether it corrects or was corrected. */
function Verified({ entry }: EntryProps) {
  const words = useWords(TIMELINE_WORDS);
  const told = useTold();
  const { timeAndDay } = useMoments();
  const { verdict, productName, isStillBeyond, correctedAt, corrects } = entry;
  return (
    <>
      <Who name={entry.byName} /> {words.verified} <Name>{entry.storeName ?? entry.store}</Name>,{' '}
      {productName ? told(productName) : words.allGoods}:{' '}
      <span class={correctedAt === undefined ? undefined : 'timeline-corrected'}>
        {verdict && words.verdicts[verdict]} <SeenPrice entry={entry} />
      </span>
      {verdict === 'wrong' && isStillBeyond === true && ` · ${words.stillBeyond}`}
      {corrects !== undefined && ` · ${words.corrects(timeAndDay(corrects))}`}
      {correctedAt !== undefined && ` · ${words.correctedAt(timeAndDay(correctedAt))}`}
    </>
  );
}

function SeenPrice({ entry: { seenPrice, reported } }: EntryProps) {
  const words = useWords(TIMELINE_WORDS);
  const { dong, dongMore } = useFigures();
  if (seenPrice === undefined) return null;
  if (reported === undefined) return <>{dong(seenPrice)}</>;
  return <>{words.seenAgainst(dong(seenPrice), dong(reported), dongMore(seenPrice - reported))}</>;
}

function Message({ entry, kind }: EntryProps & { readonly kind: keyof typeof TIMELINE_WORDS.vi.messages }) {
  const words = useWords(TIMELINE_WORDS);
  const { news, to, channel } = entry;
  return (
    <>
      {words.messages[kind]} {to === 'topic' ? words.subscribers : <Who name={entry.toName} />}
      {channel !== undefined && ` (${channel})`}
      {news && `: ${words.news[news]}`}
    </>
  );
}

function Change({ entry, kind }: EntryProps & { readonly kind: keyof typeof TIMELINE_WORDS.vi.changes }) {
  const words = useWords(TIMELINE_WORDS);
  const { levels } = useWords(LEVEL_WORDS);
  const level = entry.level === undefined ? '' : levels[entry.level].toLowerCase();
  const places = entry.places === undefined ? '' : ` · ${words.places(entry.places)}`;
  const says: ComponentChildren = words.changes[kind](level);
  return (
    <>
      <strong>{says}</strong>
      {places}
    </>
  );
}

function Who({ name }: { readonly name: Bilingual | undefined }) {
  const words = useWords(TIMELINE_WORDS);
  const told = useTold();
  return name ? <Name>{told(name)}</Name> : words.somebody;
}
