import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { Latest } from './entered-row.ts';
import type { EntrySheet } from './entry-sheet.ts';
import { GoodRow } from './good-row.tsx';
import { moveByKeyboard } from './move-by-keyboard.ts';
import type { PhoneKey } from './on-this-phone.ts';
import { SendBar } from './send-bar.tsx';
import type { Entry } from './use-entry.ts';
import { useVerdicts } from './use-verdicts.ts';
import { ENTRY_WORDS } from './words.ts';

interface SheetViewProps {
  readonly entry: Entry;
  readonly sheet: EntrySheet;
  readonly latest: Latest;
  readonly phone: PhoneKey;
  /** The good whose price is to be entered first. */
  readonly wanted?: string | undefined;
  /** What stands above the goods. */
  readonly children: ComponentChildren;
}

/** Who supplies others is asked for the stock first. */
const SUPPLIERS = ['wholesale', 'producer'];

/** All goods of a stall with their fields, and what sends them. */
export function SheetView({ entry, sheet, latest, phone, wanted, children }: SheetViewProps) {
  const words = useWords(ENTRY_WORDS);
  const { longDay, shortDay } = useMoments();
  const verdicts = useVerdicts(sheet, phone);
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(sheet.rows.length);
  useEffect(() => sheet.listen('*', () => setCount(sheet.rows.length)), [sheet]);
  useEffect(() => {
    if (wanted === undefined) return;
    const row = form.current?.querySelector(`[data-product="${CSS.escape(wanted)}"]`);
    row?.querySelector<HTMLInputElement>('input[name="price"]')?.focus();
  }, [wanted]);
  const isOfToday = sheet.day === entry.today || entry.today === '';
  const isFirst = sheet.rows.every(({ before }) => before.price === undefined);
  return (
    <form
      ref={form}
      class={SUPPLIERS.includes(latest.store.channel) ? 'entry-sheet entry-stock-first' : 'entry-sheet'}
      autocomplete="off"
      noValidate
      onKeyDown={(event) => moveByKeyboard(event, form.current)}
      onSubmit={(event) => event.preventDefault()}
    >
      <div class="entry-title">
        <h1>{isOfToday ? words.title : words.titleOf(shortDay(sheet.day))}</h1>
        <span class="entry-day">{longDay(sheet.day)}</span>
      </div>
      {children}
      <section class="panel entry-panel">
        <h2>{words.goods(count)}</h2>
        <p class="note">{isFirst ? words.firstTime : words.prefilled}</p>
        <ul class="entry-goods">
          {sheet.rows.slice(0, count).map((row) => (
            <GoodRow
              key={row.key}
              row={row}
              sheet={sheet}
              verdicts={verdicts}
              isStockFirst={SUPPLIERS.includes(latest.store.channel)}
            />
          ))}
        </ul>
        <AddGood sheet={sheet} />
        <p class="note">{words.rule}</p>
      </section>
      <SendBar entry={entry} sheet={sheet} />
    </form>
  );
}

function AddGood({ sheet }: { readonly sheet: EntrySheet }) {
  const words = useWords(ENTRY_WORDS);
  const told = useTold();
  const [chosen, setChosen] = useState('');
  const { others } = sheet;
  if (others.length === 0) return null;
  return (
    <div class="entry-add">
      <label class="field">
        <span class="note">{words.addGood}</span>
        <select value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
          <option value="" />
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {told(name)}
            </option>
          ))}
        </select>
      </label>
      <Button
        onClick={() => {
          if (chosen !== '') sheet.add(chosen);
          setChosen('');
        }}
      >
        {words.add}
      </Button>
    </div>
  );
}
