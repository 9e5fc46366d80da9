import { useEffect, useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useLanguage, useWords } from '#web/language/language.tsx';
import { useIsOnline } from '#web/shell/use-is-online.ts';
import { ConflictView } from './conflict-view.tsx';
import { OtherDays } from './other-days.tsx';
import { OwnDayView } from './own-day-view.tsx';
import { OWN_DAY_WORDS } from './own-day-words.ts';
import { ReceivedView } from './received-view.tsx';
import { SheetView } from './sheet-view.tsx';
import { type Entry, useEntry } from './use-entry.ts';
import { addressOf, useView, type View } from './use-view.ts';
import { ENTRY_WORDS } from './words.ts';

/** The entry page of one stall. */
export function EntryApp() {
  const entry = useEntry();
  const [view, show] = useView();
  return (
    <>
      <EntryHead store={entry.latest?.store.name} view={entry.phone && view} onShow={show} />
      <main class="entry-main">
        <EntryStage entry={entry} view={view} onShow={show} />
      </main>
    </>
  );
}

interface EntryHeadProps {
  readonly store: string | undefined;
  /** None where there is but one: a phone without a key has nothing to look at. */
  readonly view: View | undefined;
  readonly onShow: (view: View) => void;
}

function EntryHead({ store, view, onShow }: EntryHeadProps) {
  const words = useWords(ENTRY_WORDS);
  const { title } = useWords(OWN_DAY_WORDS);
  const { language, speak } = useLanguage();
  const other = language === 'vi' ? 'en' : 'vi';
  useEffect(() => {
    document.title = `${view === 'received' ? title : words.title} · Bình Ổn`;
  }, [words, title, view]);
  return (
    <header class="entry-head">
      <span class="entry-brand">
        <Name>{words.brand}</Name>
      </span>
      <span class="entry-store">{store !== undefined && <Name>{store}</Name>}</span>
      <button type="button" class="entry-language" lang={other} onClick={() => speak(other)}>
        {words.other}
      </button>
      {view && <Views view={view} onShow={onShow} />}
    </header>
  );
}

function Views({ view, onShow }: { readonly view: View; readonly onShow: (view: View) => void }) {
  const words = useWords(ENTRY_WORDS);
  return (
    <nav class="entry-views" aria-label={words.views}>
      {(['enter', 'received'] as const).map((each) => (
        <a
          key={each}
          href={addressOf(each)}
          aria-current={each === view ? 'page' : undefined}
          onClick={(event) => {
            // Opened beside, or by a key that opens beside: the browser does that by itself.
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onShow(each);
          }}
        >
          {words.view[each]}
        </a>
      ))}
    </nav>
  );
}

interface EntryStageProps {
  readonly entry: Entry;
  readonly view: View;
  readonly onShow: (view: View) => void;
}

function EntryStage({ entry, view, onShow }: EntryStageProps) {
  const words = useWords(ENTRY_WORDS);
  // The good whose price was asked for from the other view.
  const [wanted, setWanted] = useState<string>();
  const { stage, latest, phone } = entry;
  if (stage.is === 'stranger') return <Stranger entry={entry} />;
  if (stage.is === 'conflict') {
    return <ConflictView conflict={stage.conflict} onDecide={(which) => void entry.decide(which)} />;
  }
  if (stage.is === 'opening' || !latest || !phone) {
    return (
      <>
        <h1>{words.title}</h1>
        <p role="status">{words.opening}</p>
      </>
    );
  }
  if (view === 'received') {
    const enter = (product?: string) => {
      setWanted(product);
      onShow('enter');
      void entry.enterAgain();
    };
    return (
      <OwnDayView
        key={stage.is === 'received' ? stage.received.receipt : ''}
        phone={phone}
        latest={latest}
        onEnter={enter}
      >
        {entry.waiting !== 'none' && <Banner entry={entry} />}
      </OwnDayView>
    );
  }
  if (stage.is === 'received') {
    return (
      <ReceivedView
        received={stage.received}
        sheet={stage.sheet}
        latest={latest}
        onChange={() => void entry.enterAgain()}
        onLook={() => onShow('received')}
      >
        <OtherDays entry={entry} sheetDay={stage.received.day} />
      </ReceivedView>
    );
  }
  return (
    <SheetView key={stage.sheet.day} entry={entry} sheet={stage.sheet} latest={latest} phone={phone} wanted={wanted}>
      <Banner entry={entry} />
      <OtherDays entry={entry} sheetDay={stage.sheet.day} />
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
