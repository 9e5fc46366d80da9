interface NoteFieldProps {
  readonly label: string;
  readonly note: string;
  readonly setNote: (note: string) => void;
}

/** Words of one's own beside an answer. */
export function NoteField({ label, note, setNote }: NoteFieldProps) {
  return (
    <label class="field">
      <span class="strong">{label}</span>
      <textarea maxLength={1000} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
    </label>
  );
}
