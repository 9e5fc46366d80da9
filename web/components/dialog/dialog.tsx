import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { useWords } from '#web/language/language.tsx';
import './dialog.css';
import { DIALOG_WORDS } from './words.ts';

interface DialogProps {
  readonly title: string;
  /** Where the title is a name, whatever the page speaks. */
  readonly titleLanguage?: 'vi';
  /** What its button does. */
  readonly confirm: string;
  readonly isBusy?: boolean;
  /** Why it was refused; what was typed stays. */
  readonly refusal?: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

/** Asks for what an act needs to be told. Native: Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, confirm, isBusy = false, refusal, onConfirm, onClose, ...props }: DialogProps) {
  const words = useWords(DIALOG_WORDS);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={heading} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        <h2 id={heading} lang={props.titleLanguage}>
          {title}
        </h2>
        {props.children}
        <div class="dialog-foot">
          {refusal !== undefined && (
            <p class="field-wrong" role="alert">
              {refusal}
            </p>
          )}
          <div class="buttons">
            <Button kind="first" type="submit" isBusy={isBusy}>
              {confirm}
            </Button>
            <Button kind="plain" onClick={() => dialog.current?.close()}>
              {words.cancel}
            </Button>
          </div>
        </div>
      </form>
    </dialog>
  );
}
