import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { useFigures, useWords } from '#web/language/language.tsx';
import { readPrice } from './read-price.ts';
import { VERIFY_WORDS } from './words.ts';

interface SeenPriceFieldProps {
  readonly label: string;
  /** VND for one unit, as the shop reported it. */
  readonly reported: number;
  readonly hint: string;
  /** The one that is typed into at once. */
  readonly isFirst: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
}

const THOUSAND = 1000;
/** Shops that report 16.000 are not seen to ask 160 or 1.600.000 for it. */
const FAR = 5;

/** A price as it stands on the label; what looks like thousands left out is asked, never changed by itself. */
export function SeenPriceField({ label, reported, hint, isFirst, text, onText }: SeenPriceFieldProps) {
  const words = useWords(VERIFY_WORDS);
  const figures = useFigures();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    // After the dialog has opened, which takes the focus for itself.
    if (isFirst) setTimeout(() => input.current?.focus());
  }, []);
  const price = readPrice(text);
  const meant = price === undefined ? undefined : price * THOUSAND;
  const isFar = price !== undefined && price < reported / FAR;
  return (
    <div class="field verify-price">
      <label for={id}>
        <span class="strong">{label}</span> <span class="note">{hint}</span>
      </label>
      <input
        id={id}
        ref={input}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={13}
        value={text}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      {isFar && meant !== undefined && meant < reported * FAR && (
        <Button onClick={() => onText(String(meant))}>{words.meant(figures.dong(meant))}</Button>
      )}
    </div>
  );
}
