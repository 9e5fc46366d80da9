import { useEffect } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useLanguage, useWords } from '#web/language/language.tsx';
import { useIsOnline } from '#web/shell/use-is-online.ts';
import { ConflictView } from './conflict-view.tsx';
import { ReceivedView } from './received-view.tsx';
import { SheetView } from './sheet-view.tsx';
import { type Entry, useEntry } from './use-entry.ts';
import { ENTRY_WORDS } from './words.ts';

/** The entry page of one stall. */
export function EntryApp() {
  const entry = useEntry();
  return (
    <>
      <EntryHead store={entry.latest?.store.name} />
      <main class="entry-main">
        <EntryStage entry={entry} />
      </main>
    </>
  );
}

function EntryHead({ store }: { readonly store: string | undefined }) {
  const words = useWords(ENTRY_WORDS);
  const { language, speak } = useLanguage();
  const other = language === 'vi' ? 'en' : 'vi';
  useEffect(() => {
    document.title = `${words.title} · Bình Ổn`;
  }, [words]);
  return (
    <header class="entry-head">
      <span class="entry-brand">
        <Name>{words.brand}</Name>
      </span>
      <span class="entry-store">{store !== undefined && <Name>{store}</Name>}</span>
      <button type="button" class="entry-language" lang={other} onClick={() => speak(other)}>
        {words.other}
      </button>
    </header>
  );
}

function EntryStage({ entry }: { readonly entry: Entry }) {
  const words = useWords(ENTRY_WORDS);
  const { stage, latest, phone } = entry;
  if (stage.is === 'stranger') return <Stranger entry={entry} />;
  if (stage.is === 'conflict') {
    return (
      <ConflictView latest={stage.latest} waiting={stage.waiting} onDecide={(which) => void entry.decide(which)} />
    );
  }
  if (stage.is === 'opening' || !latest || !phone) {
    return (
      <>
        <h1>{words.title}</h1>
        <p role="status">{words.opening}</p>
      </>
    );
  }
  if (stage.is === 'received') {
    return (
      <ReceivedView
        received={stage.received}
        sheet={stage.sheet}
        latest={latest}
        onChange={() => void entry.enterAgain()}
      />
    );
  }
  return (
    <SheetView key={stage.sheet.day} entry={entry} sheet={stage.sheet} latest={latest} phone={phone}>
      <Banner entry={entry} />
    </SheetView>
  );
}

/** What keeps the prices from being sent; nothing where nothing does. */
function Banner({ entry: { waiting, detail } }: { readonly entry: Entry }) {
  const words = useWords(ENTRY_WORDS);
  const isOnline = useIsOnline();
  const told =
    waiting === 'offline' || (waiting === 'later' && !isOnline)
      ? [words.offline, words.offlineHelp]
      : waiting === 'later'
        ? [words.later, words.laterHelp]
        : waiting === 'locked-out'
          ? [words.lockedOut, words.lockedOutHelp]
          : waiting === 'refused'
            ? [words.refused, detail ?? '']
            : isOnline
              ? undefined
              : [words.offline, words.offlineTyping];
  return (
    <div role="status">
      {told && (
        <p class="entry-banner">
          <b>{told[0]}</b> {told[1]}
        </p>
      )}
    </div>
  );
}

function Stranger({ entry }: { readonly entry: Entry }) {
  const words = useWords(ENTRY_WORDS);
  const { stage } = entry;
  const sheet = stage.is === 'stranger' ? stage.sheet : undefined;
  const refusal = stage.is === 'stranger' ? stage.refusal : undefined;
  return (
    <section class="panel entry-panel">
      <h1>{sheet ? words.enrolFailedTitle : words.strangerTitle}</h1>
      <p role="alert">{sheet ? (refusal ?? words.enrolOffline) : ''}</p>
      <p>{words.strangerHelp}</p>
      {sheet && (
        <Button kind="first" onClick={() => void entry.tryAgain()}>
          {words.retry}
        </Button>
      )}
    </section>
  );
}
