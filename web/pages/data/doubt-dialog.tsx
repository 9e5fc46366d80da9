import { useState } from 'preact/hooks';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import type { Doubt } from './answers.ts';
import type { Verdict } from './decide-doubt.ts';
import { DATA_WORDS } from './words.ts';

interface DoubtDialogProps {
  readonly doubt: Doubt;
  readonly verdict: Verdict;
  readonly isBusy: boolean;
  readonly refusal: string | undefined;
  readonly onDecide: (note: string) => void;
  readonly onClose: () => void;
}

/** Asks how one knows: of a price that is taken out a reason must be given. */
export function DoubtDialog({ doubt, verdict, isBusy, refusal, onDecide, onClose }: DoubtDialogProps) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const figures = useFigures();
  const [note, setNote] = useState('');
  const isDrop = verdict === 'drop';
  return (
    <Dialog
      title={isDrop ? words.dropTitle : words.confirmTitle}
      confirm={isDrop ? words.dropIt : words.right}
      isBusy={isBusy}
      refusal={refusal}
      onConfirm={() => onDecide(note)}
      onClose={onClose}
    >
      <p>
        <strong>
          {told(doubt.productName)} {figures.price(doubt.price, told(doubt.unitName))}
        </strong>
        , <Name>{doubt.storeName}</Name>. {isDrop ? words.dropDetail : words.confirmDetail}
      </p>
      <label class="field">
        <span>{isDrop ? words.why : words.how}</span>
        <textarea
          required={isDrop}
          maxLength={500}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </label>
    </Dialog>
  );
}
