import { useState } from 'preact/hooks';
import { addDays, businessDayOf } from '#domain/business-day.ts';
import { call } from '#web/asking/answers.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { useWords } from '#web/language/language.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { NoteField } from './note-field.tsx';
import type { ShownEvent } from './shown-event.ts';
import { useEventAct } from './use-event-act.ts';
import { EVENT_ACT_WORDS } from './words.ts';

/** What can be done with an event beside taking it over. */
export type EventActName = 'assign' | 'silence' | 'false-alarm' | 'resolve';

interface ActProps {
  readonly event: ShownEvent;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const WEEK = 7;
const LONGEST_SILENCE_DAYS = 90;

/** The dialog of an act. */
export function ActDialog({ name, ...props }: ActProps & { readonly name: EventActName }) {
  if (name === 'assign') return <AssignDialog {...props} />;
  if (name === 'silence') return <Silence {...props} />;
  return name === 'false-alarm' ? <FalseAlarm {...props} /> : <Resolve {...props} />;
}

function Silence({ event, onDone, onClose }: ActProps) {
  const words = useWords(EVENT_ACT_WORDS);
  const today = businessDayOf(Date.now());
  const [until, setUntil] = useState(addDays(today, WEEK));
  const [note, setNote] = useState('');
  const { run, ...state } = useEventAct(event, (seenActs) =>
    call('POST /v1/events/{id}/silence', { params: { id: event.id }, body: { until, note, seenActs } }),
  );
  return (
    <Dialog
      title={words.silenceTitle}
      confirm={words.silenceConfirm}
      onConfirm={() => void run().then((isDone) => isDone && onDone())}
      onClose={onClose}
      {...state}
    >
      <p class="note">{words.silenceMeans}</p>
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

function FalseAlarm({ event, onDone, onClose }: ActProps) {
  const words = useWords(EVENT_ACT_WORDS);
  const reasons = Object.keys(words.reasons) as (keyof typeof words.reasons)[];
  const [reason, setReason] = useState(reasons[0] ?? 'other');
  const [note, setNote] = useState('');
  const { run, ...state } = useEventAct(event, (seenActs) => {
    const body = { reason, seenActs, ...noted(note) };
    return call('POST /v1/events/{id}/false-alarm', { params: { id: event.id }, body });
  });
  return (
    <Dialog
      title={words.falseAlarmTitle}
      confirm={words.falseAlarmConfirm}
      onConfirm={() => void run().then((isDone) => isDone && onDone())}
      onClose={onClose}
      {...state}
    >
      <p class="note">{words.falseAlarmMeans}</p>
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
      <NoteField
        label={reason === 'other' ? words.note : words.noteOptional}
        isRequired={reason === 'other'}
        note={note}
        setNote={setNote}
      />
    </Dialog>
  );
}

function Resolve({ event, onDone, onClose }: ActProps) {
  const words = useWords(EVENT_ACT_WORDS);
  const [note, setNote] = useState('');
  const { run, ...state } = useEventAct(event, (seenActs) =>
    call('POST /v1/events/{id}/resolve', { params: { id: event.id }, body: { seenActs, ...noted(note) } }),
  );
  return (
    <Dialog
      title={words.resolveTitle}
      confirm={words.resolveConfirm}
      onConfirm={() => void run().then((isDone) => isDone && onDone())}
      onClose={onClose}
      {...state}
    >
      <p class="note">{words.resolveMeans}</p>
      <NoteField label={words.noteOptional} note={note} setNote={setNote} />
    </Dialog>
  );
}

function noted(note: string): { readonly note?: string } {
  return note.trim() === '' ? {} : { note };
}
