import { useState } from 'preact/hooks';
import { addDays, businessDayOf } from '#domain/business-day.ts';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { useWords } from '#web/language/language.tsx';
import type { ShownEvent } from './shown-event.ts';
import { EVENT_ANSWERS } from './take-over.tsx';
import { EVENT_ACT_WORDS } from './words.ts';

/** What can be done with an event beside taking it over. */
export type EventActName = 'silence' | 'false-alarm' | 'resolve';

interface ActProps {
  readonly event: ShownEvent;
  readonly onClose: () => void;
}

const WEEK = 7;
const LONGEST_SILENCE_DAYS = 90;

/** The dialog of an act. */
export function ActDialog({ name, ...props }: ActProps & { readonly name: EventActName }) {
  if (name === 'silence') return <Silence {...props} />;
  return name === 'false-alarm' ? <FalseAlarm {...props} /> : <Resolve {...props} />;
}

/** Runs an act; once it is done all that tells of the event is asked anew, and the dialog closes. */
function useEventAct(act: () => Promise<unknown>, onClose: () => void) {
  const refusalOf = useRefusal();
  const running = useAct(act);
  return {
    isBusy: running.isRunning,
    refusal: refusalOf(running.error),
    onConfirm: async () => {
      if (!(await running.run())) return;
      await askAgain(...EVENT_ANSWERS);
      onClose();
    },
  };
}

function Silence({ event, onClose }: ActProps) {
  const words = useWords(EVENT_ACT_WORDS);
  const today = businessDayOf(Date.now());
  const [until, setUntil] = useState(addDays(today, WEEK));
  const [note, setNote] = useState('');
  const { onConfirm, ...state } = useEventAct(
    () => call('POST /v1/events/{id}/silence', { params: { id: event.id }, body: { until, note } }),
    onClose,
  );
  return (
    <Dialog
      title={words.silenceTitle}
      confirm={words.silenceConfirm}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
      {...state}
    >
      <label class="field">
        <span class="strong">{words.until}</span>
        <input
          type="date"
          required
          min={today}
          max={addDays(today, LONGEST_SILENCE_DAYS)}
          value={until}
          onInput={({ currentTarget }) => setUntil(currentTarget.value)}
        />
      </label>
      <NoteField label={words.reason} isRequired note={note} setNote={setNote} />
    </Dialog>
  );
}

function FalseAlarm({ event, onClose }: ActProps) {
  const words = useWords(EVENT_ACT_WORDS);
  const reasons = Object.keys(words.reasons) as (keyof typeof words.reasons)[];
  const [reason, setReason] = useState(reasons[0] ?? 'other');
  const [note, setNote] = useState('');
  const { onConfirm, ...state } = useEventAct(() => {
    const body = note.trim() === '' ? { reason } : { reason, note };
    return call('POST /v1/events/{id}/false-alarm', { params: { id: event.id }, body });
  }, onClose);
  return (
    <Dialog
      title={words.falseAlarmTitle}
      confirm={words.falseAlarmConfirm}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
      {...state}
    >
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
      <NoteField label={words.noteOptional} note={note} setNote={setNote} />
    </Dialog>
  );
}

function Resolve({ event, onClose }: ActProps) {
  const words = useWords(EVENT_ACT_WORDS);
  const [note, setNote] = useState('');
  const { onConfirm, ...state } = useEventAct(() => {
    const body = note.trim() === '' ? {} : { note };
    return call('POST /v1/events/{id}/resolve', { params: { id: event.id }, body });
  }, onClose);
  return (
    <Dialog
      title={words.resolveTitle}
      confirm={words.resolveConfirm}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
      {...state}
    >
      <NoteField label={words.noteOptional} note={note} setNote={setNote} />
    </Dialog>
  );
}

interface NoteFieldProps {
  readonly label: string;
  readonly isRequired?: boolean;
  readonly note: string;
  readonly setNote: (note: string) => void;
}

function NoteField({ label, isRequired = false, note, setNote }: NoteFieldProps) {
  return (
    <label class="field">
      <span class="strong">{label}</span>
      <textarea
        required={isRequired}
        maxLength={1000}
        value={note}
        onInput={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </label>
  );
}
