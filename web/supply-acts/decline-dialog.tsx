import { useState } from 'preact/hooks';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useWords } from '#web/language/language.tsx';
import { NoteField } from './note-field.tsx';
import type { DeclineReason, Said } from './use-supply-act.ts';
import { SUPPLY_ACT_WORDS } from './words.ts';

/** After these the pair is not proposed again for long. */
const LASTING: readonly DeclineReason[] = ['no-contract', 'food-safety', 'never'];

interface DeclineDialogProps {
  readonly who: string;
  readonly lines: readonly string[];
  readonly isBusy: boolean;
  readonly refusal: string | undefined;
  readonly onSay: (said: Said) => void;
  readonly onClose: () => void;
}

/** Asks why nobody will deliver. */
export function DeclineDialog({ who, lines, onSay, ...state }: DeclineDialogProps) {
  const words = useWords(SUPPLY_ACT_WORDS);
  const reasons = Object.keys(words.reasons) as DeclineReason[];
  const [reason, setReason] = useState<DeclineReason>('sold-out');
  const [note, setNote] = useState('');
  return (
    <Dialog
      title={words.declineTitle}
      confirm={words.declineConfirm}
      onConfirm={() => onSay({ lines, reason, ...(note.trim() === '' ? {} : { note }) })}
      {...state}
    >
      <p>
        <Name>{who}</Name>
      </p>
      <label class="field">
        <span class="strong">{words.reason}</span>
        <select
          value={reason}
          onChange={({ currentTarget }) => setReason(reasons[currentTarget.selectedIndex] ?? reason)}
        >
          {reasons.map((id) => (
            <option key={id} value={id}>
              {words.reasons[id]}
            </option>
          ))}
        </select>
      </label>
      {LASTING.includes(reason) && <p class="note">{words.lasting}</p>}
      <NoteField label={words.note} note={note} setNote={setNote} />
    </Dialog>
  );
}
