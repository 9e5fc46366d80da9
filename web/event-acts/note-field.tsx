interface NoteFieldProps {
  readonly label: string;
  readonly isRequired?: boolean;
  readonly note: string;
  readonly setNote: (note: string) => void;
}

const LONGEST = 1000;

/** Where somebody says in words why, or what else is to be known. */
export function NoteField({ label, isRequired = false, note, setNote }: NoteFieldProps) {
  return (
    <label class="field">
      <span class="strong">{label}</span>
      <textarea
        required={isRequired}
        maxLength={LONGEST}
        lang="vi"
        value={note}
        onInput={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </label>
  );
}
