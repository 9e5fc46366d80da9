import { useRef } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { useFigures, useLanguage, useWords } from '#web/language/language.tsx';
import type { EntrySheet, SheetRow } from './entry-sheet.ts';
import type { Unusual } from './unusual.ts';
import { ENTRY_WORDS } from './words.ts';
import { writeNumber } from './written-number.ts';

interface PriceQuestionProps {
  readonly unusual: Unusual;
  readonly row: SheetRow;
  readonly sheet: EntrySheet;
}

/** Asks about an unusual price, with the answers that there are; nobody has to give one. */
export function PriceQuestion({ unusual, row, sheet }: PriceQuestionProps) {
  const words = useWords(ENTRY_WORDS);
  const { headlineSize } = useFigures();
  const { language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const { price } = sheet.valueOf(row.key);
  const write = (value: number | undefined) => (value === undefined ? undefined : writeNumber(value, language));
  const meant = unusual.kind === 'changed' ? undefined : unusual.meant;
  const text =
    unusual.kind === 'changed'
      ? words.muchChanged(headlineSize(unusual.percent), unusual.percent > 0)
      : words[unusual.kind === 'too-low' ? 'tooLow' : 'tooHigh'](write(price) ?? '', write(meant));
  const retype = () => {
    const field = box.current?.closest('li')?.querySelector<HTMLInputElement>('input[name="price"]');
    field?.focus();
    field?.select();
  };
  return (
    <div class="entry-ask" ref={box}>
      <p>{text}</p>
      <div class="entry-answers">
        {unusual.kind === 'changed' && (
          <Button onClick={() => sheet.change(row.key, { confirm: true, entered: 'typed' })}>{words.yes}</Button>
        )}
        {meant !== undefined && (
          <Button onClick={() => sheet.change(row.key, { price: meant, confirm: undefined, entered: 'typed' })}>
            {write(meant)}
          </Button>
        )}
        <Button onClick={retype}>{words.retype}</Button>
      </div>
    </div>
  );
}
