import { useEffect, useState } from 'preact/hooks';
import { useWords } from '#web/language/language.tsx';
import type { EntrySheet } from './entry-sheet.ts';
import { unusualPrice } from './unusual.ts';
import type { Entry } from './use-entry.ts';
import { ENTRY_WORDS } from './words.ts';

interface Counts {
  readonly sent: number;
  readonly changed: number;
  readonly unusual: number;
  readonly carried: number;
}

/** Adds up what is entered, a moment after the last key: of many rows that takes longer than one key should. */
const SETTLED_MS = 120;

/** What will be sent, and what sends it. */
export function SendBar({ entry, sheet }: { readonly entry: Entry; readonly sheet: EntrySheet }) {
  const words = useWords(ENTRY_WORDS);
  const [counts, setCounts] = useState(() => countsOf(sheet));
  const [isSending, setIsSending] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    setCounts(countsOf(sheet));
    const stop = sheet.listen('*', () => {
      clearTimeout(timer);
      timer = setTimeout(() => setCounts(countsOf(sheet)), SETTLED_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [sheet]);
  const { sent, changed, unusual, carried } = counts;
  const [first, second] = words.changedOf(changed, sent - changed);
  const send = () => {
    if (isSending || sent === 0) return;
    setIsSending(true);
    void entry.send().finally(() => setIsSending(false));
  };
  return (
    <div class="entry-bar">
      <p>
        <b>{first}</b>
        {second}
        {(unusual > 0 || carried > 0) && (
          <span class="note">
            {[unusual > 0 && words.lookAt(unusual), carried > 0 && words.untouched(carried)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </p>
      <button
        type="button"
        class="button button-first entry-send"
        aria-disabled={isSending || sent === 0}
        onClick={send}
      >
        {isSending ? words.sending : words.send(sent)}
      </button>
    </div>
  );
}

function countsOf(sheet: EntrySheet): Counts {
  const counts = { sent: 0, changed: 0, unusual: 0, carried: 0 };
  for (const row of sheet.rows) {
    const value = sheet.valueOf(row.key);
    if (value.price === undefined) continue;
    counts.sent++;
    if (value.entered === 'carried') counts.carried++;
    else if (value.price !== row.before.price) counts.changed++;
    if (unusualPrice(row, value)) counts.unusual++;
  }
  return counts;
}
