import { useEffect, useRef } from 'preact/hooks';
import { type BusinessDay, isBusinessDay } from '#domain/business-day.ts';

interface DateInputProps {
  readonly label: string;
  /** Where what stands around it says what it is. */
  readonly hidesLabel?: boolean;
  readonly value: BusinessDay;
  readonly min?: BusinessDay;
  readonly max?: BusinessDay;
  /** Called with a whole and valid day, once somebody has finished typing it or picked it. */
  readonly onChoose: (day: BusinessDay) => void;
}

/**
 * A day that something is asked by. A browser takes a date that is half typed for a whole one ("1" of "15"), so that what is
 * typed counts when the field is left or Enter is pressed; a day that is picked counts at once.
 */
export function DateInput({ label, hidesLabel = false, value, min, max, onChoose }: DateInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const isTyping = useRef(false);
  // Set by hand: what is half typed reads as empty, and to set it anew would take it away.
  useEffect(() => {
    if (input.current && !isTyping.current) input.current.value = value;
  }, [value]);
  const settle = () => {
    const field = input.current;
    if (!field) return;
    isTyping.current = false;
    const isWhole = isBusinessDay(field.value) && field.validity.valid;
    if (!isWhole) field.value = value;
    else if (field.value !== value) onChoose(field.value);
  };
  return (
    <label class={hidesLabel ? undefined : 'field'}>
      <span class={hidesLabel ? 'unseen' : undefined}>{label}</span>
      <input
        type="date"
        ref={input}
        min={min}
        max={max}
        onKeyDown={({ key }) => {
          if (key === 'Enter') settle();
          else if (/^(\d|Backspace|Delete|ArrowUp|ArrowDown)$/.test(key)) isTyping.current = true;
        }}
        onChange={() => {
          if (!isTyping.current) settle();
        }}
        onBlur={settle}
      />
    </label>
  );
}
