import { useState } from 'preact/hooks';
import { call } from '#web/asking/answers.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { NoteField } from './note-field.tsx';
import type { ShownEvent } from './shown-event.ts';
import { useEventAct } from './use-event-act.ts';
import { EVENT_ACT_WORDS } from './words.ts';

const MOST_PEOPLE = 200;
/** Times are of the city, wherever the browser is. */
const CITY_OFFSET = ':00+07:00';

interface AssignDialogProps {
  readonly event: ShownEvent;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Gives an event to somebody, with the time by which something is to be done. */
export function AssignDialog({ event, onDone, onClose }: AssignDialogProps) {
  const words = useWords(EVENT_ACT_WORDS);
  const told = useTold();
  const [to, setTo] = useState('');
  const [due, setDue] = useState('');
  const [note, setNote] = useState('');
  const people = useAnswer('GET /v1/people', { query: { limit: MOST_PEOPLE } });
  const { run, ...state } = useEventAct(event, (seenActs) => {
    const dueAt = due === '' ? {} : { dueAt: `${due}${CITY_OFFSET}` };
    const body = { to, seenActs, ...dueAt, ...(note.trim() === '' ? {} : { note }) };
    return call('POST /v1/events/{id}/assign', { params: { id: event.id }, body });
  });
  return (
    <Dialog
      title={words.assignTitle}
      confirm={words.assignConfirm}
      onConfirm={() => void run().then((isDone) => isDone && onDone())}
      onClose={onClose}
      {...state}
    >
      <Answered answer={people} height={76}>
        {({ items }) => (
          <label class="field">
            <span class="strong">{words.assignTo}</span>
            <select required value={to} onChange={({ currentTarget }) => setTo(currentTarget.value)}>
              <option value="">{words.choose}</option>
              {items
                .filter(({ active }) => active)
                .map(({ id, name }) => (
                  <option key={id} value={id} lang="vi">
                    {told(name)}
                  </option>
                ))}
            </select>
          </label>
        )}
      </Answered>
      <label class="field">
        <span class="strong">{words.dueOptional}</span>
        <input type="datetime-local" value={due} onInput={({ currentTarget }) => setDue(currentTarget.value)} />
      </label>
      <NoteField label={words.noteOptional} note={note} setNote={setNote} />
    </Dialog>
  );
}
