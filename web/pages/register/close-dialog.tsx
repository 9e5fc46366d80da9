import { useState } from 'preact/hooks';
import { addDays, businessDayOf } from '#domain/business-day.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Choice } from '#web/components/choice/choice.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { ChangedNote } from '#web/keeping/changed-note.tsx';
import { useWords } from '#web/language/language.tsx';
import { bodyOf, type Retailer, type Store } from './registered.ts';
import { useKeepStore } from './use-keep-store.ts';
import { REGISTER_WORDS } from './words.ts';

const WEEK = 7;

interface CloseDialogProps {
  readonly retailer: Retailer;
  readonly store: Store;
  readonly onClose: () => void;
}

/** Has a store pause for some days, or close for good. */
export function CloseDialog({ retailer, store, onClose }: CloseDialogProps) {
  const words = useWords(REGISTER_WORDS);
  const refusalOf = useRefusal();
  const today = businessDayOf(Date.now());
  const { closed } = store;
  const [kind, setKind] = useState<'pause' | 'close'>(closed && closed.until === undefined ? 'close' : 'pause');
  const [from, setFrom] = useState(closed?.from ?? today);
  const [until, setUntil] = useState(closed?.until ?? addDays(today, WEEK));
  const [reason, setReason] = useState(closed?.reason ?? '');
  const { keeping, keep } = useKeepStore(retailer, store);
  const confirm = async () => {
    const said = {
      from,
      ...(kind === 'pause' ? { until } : {}),
      ...(reason.trim() === '' ? {} : { reason }),
    };
    if (await keep(store.id, { ...bodyOf(store), closed: said })) onClose();
  };
  return (
    <Dialog
      title={words.closeTitle}
      confirm={words.closeConfirm}
      isBusy={keeping.isRunning}
      refusal={refusalOf(keeping.error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>
        <Name>{store.name}</Name>
      </p>
      <p class="note">{words.closeHelp}</p>
      <Choice
        label={words.closeKind}
        chosen={kind}
        options={(['pause', 'close'] as const).map((id) => ({ id, name: words.closeKinds[id] }))}
        onChoose={setKind}
      />
      <TextField label={words.from} type="date" isRequired value={from} onChange={setFrom} />
      {kind === 'pause' && (
        <TextField label={words.until} type="date" isRequired min={from} value={until} onChange={setUntil} />
      )}
      <TextField label={words.reason} value={reason} maxLength={200} onChange={setReason} />
      <ChangedNote keeping={keeping} />
    </Dialog>
  );
}
