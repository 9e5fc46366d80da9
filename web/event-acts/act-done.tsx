import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '#web/language/language.tsx';
import './event-acts.css';
import { EVENT_ACT_WORDS } from './words.ts';

interface ActDoneProps {
  readonly text: string;
  /** Where what was pressed is gone: whoever goes on by keyboard goes on from here. */
  readonly hasFocus?: boolean;
}

/** Says in its place what was done, and that colleagues see it. */
export function ActDone({ text, hasFocus = false }: ActDoneProps) {
  const words = useWords(EVENT_ACT_WORDS);
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (hasFocus && document.activeElement === document.body) note.current?.focus({ preventScroll: true });
  }, []);
  return (
    <p class="act-done" role="status" tabIndex={-1} ref={note}>
      <strong>{text}</strong> {words.seen}
    </p>
  );
}
