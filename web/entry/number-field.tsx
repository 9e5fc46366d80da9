import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useLanguage } from '#web/language/language.tsx';
import { type Written, writeNumber } from './written-number.ts';

interface NumberFieldProps {
  readonly name: 'price' | 'stock';
  readonly label: string;
  readonly short: string;
  readonly value: number | undefined;
  /** What stood there last, where it is not filled in. */
  readonly hint?: string;
  readonly read: (text: string) => Written;
  /** Said of a text that nobody should guess. */
  readonly unclear: string;
  readonly saysId?: string;
  readonly onRead: (value: number | undefined) => void;
  readonly onLeave: () => void;
}

/** A number as people write it. What is typed stands as it is until the field is left; each key is read at once. */
export function NumberField({
  name,
  label,
  short,
  value,
  hint,
  read,
  unclear,
  saysId,
  onRead,
  onLeave,
}: NumberFieldProps) {
  const { language } = useLanguage();
  const wrongId = useId();
  const field = useRef<HTMLInputElement>(null);
  const isTyping = useRef(false);
  const [isUnclear, setIsUnclear] = useState(false);
  useEffect(() => {
    // From elsewhere: another answer, or what was confirmed; never under the fingers of who types.
    if (field.current && !isTyping.current && !isUnclear) field.current.value = writeNumber(value, language);
  }, [value, language, isUnclear]);
  const take = (text: string) => {
    const written = read(text);
    setIsUnclear(written === 'unclear');
    if (written !== 'unclear') onRead(written === 'empty' ? undefined : written);
  };
  return (
    <label class={`entry-field entry-field-${name}`}>
      <span class="entry-short">{short}</span>
      <input
        ref={field}
        type="text"
        name={name}
        inputMode={name === 'price' ? 'numeric' : 'decimal'}
        enterkeyhint="next"
        aria-label={label}
        aria-invalid={isUnclear}
        aria-describedby={[saysId, isUnclear ? wrongId : undefined].filter(Boolean).join(' ') || undefined}
        placeholder={hint}
        defaultValue={writeNumber(value, language)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onInput={({ currentTarget }) => {
          isTyping.current = true;
          take(currentTarget.value);
        }}
        onBlur={({ currentTarget }) => {
          if (!isTyping.current) return;
          isTyping.current = false;
          const written = read(currentTarget.value);
          if (typeof written === 'number') currentTarget.value = writeNumber(written, language);
          onLeave();
        }}
      />
      {isUnclear && (
        <span id={wrongId} class="entry-unclear">
          {unclear}
        </span>
      )}
    </label>
  );
}
