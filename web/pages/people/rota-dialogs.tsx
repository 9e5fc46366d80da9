import { useState } from 'preact/hooks';
import { addDays, businessDayOf } from '#domain/business-day.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { ChangedNote } from '#web/keeping/changed-note.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { PersonField } from './person-field.tsx';
import { PersonName } from './person-name.tsx';
import { type DeskSettings, type Settings, useKeepSettings } from './use-desk-settings.ts';
import { PEOPLE_WORDS } from './words.ts';

const WEEK = 7;

interface DaysDialogProps {
  readonly kind: 'rota' | 'leave';
  readonly desk: DeskSettings;
  readonly onClose: () => void;
}

/** Gives somebody duty, or notes that somebody is away. */
export function AddDaysDialog({ kind, desk, onClose }: DaysDialogProps) {
  const words = useWords(PEOPLE_WORDS);
  const refusalOf = useRefusal();
  const today = businessDayOf(Date.now());
  const [who, setWho] = useState('');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(addDays(today, WEEK - 1));
  const { keeping, keep } = useKeepSettings(desk);
  const confirm = async () => {
    if (await keep((now) => ({ [kind]: [...now[kind], { who, from, to }] }))) onClose();
  };
  return (
    <Dialog
      title={kind === 'rota' ? words.addDuty : words.addLeave}
      confirm={words.save}
      isBusy={keeping.isRunning}
      refusal={refusalOf(keeping.error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <PersonField label={words.who} isRequired isCityWide={kind === 'rota'} value={who} onChange={setWho} />
      <TextField label={words.from} type="date" isRequired value={from} onChange={setFrom} />
      <TextField label={words.to} type="date" isRequired min={from} value={to} onChange={setTo} />
      <ChangedNote keeping={keeping} />
    </Dialog>
  );
}

/** Takes an entry away. */
export function DropDaysDialog(props: DaysDialogProps & { readonly days: Settings['rota'][number] }) {
  const { kind, desk, days, onClose } = props;
  const words = useWords(PEOPLE_WORDS);
  const refusalOf = useRefusal();
  const { day } = useMoments();
  const { keeping, keep } = useKeepSettings(desk);
  const isOther = (entry: Settings['rota'][number]) =>
    entry.who !== days.who || entry.from !== days.from || entry.to !== days.to;
  const confirm = async () => {
    if (await keep((now) => ({ [kind]: now[kind].filter(isOther) }))) onClose();
  };
  return (
    <Dialog
      title={words.dropTitle}
      confirm={words.dropConfirm}
      isBusy={keeping.isRunning}
      refusal={refusalOf(keeping.error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>
        <PersonName id={days.who} /> · {words.span(day(days.from), day(days.to))}
      </p>
      <ChangedNote keeping={keeping} />
    </Dialog>
  );
}
