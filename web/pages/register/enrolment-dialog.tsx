import { useState } from 'preact/hooks';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { useWords } from '#web/language/language.tsx';
import { EnrolmentSheets } from './enrolment-sheets.tsx';
import type { Retailer, Sheets, Store } from './registered.ts';
import { REGISTER_WORDS } from './words.ts';

interface EnrolmentDialogProps {
  readonly retailer: Retailer;
  /** The one store that a sheet is for; all of the retailer's that are open where none is named. */
  readonly store?: Store;
  readonly onClose: () => void;
}

/** Asks for how long and for how many phones, makes the codes, and shows them this once, ready for the printer. */
export function EnrolmentDialog({ retailer, store, onClose }: EnrolmentDialogProps) {
  const words = useWords(REGISTER_WORDS);
  const refusalOf = useRefusal();
  const [days, setDays] = useState('14');
  const [phones, setPhones] = useState('3');
  const [sheets, setSheets] = useState<Sheets>();
  const act = useAct(async () => {
    const order = { days: Number(days), phones: Number(phones) };
    const body = store ? { ...order, stores: [store.id] } : order;
    setSheets(await call('POST /v1/retailers/{id}/enrolments', { params: { id: retailer.id }, body }));
    await askAgain('GET /v1/retailers/{id}/phones');
  });
  if (sheets) return <EnrolmentSheets retailer={retailer} sheets={sheets} onClose={onClose} />;
  const count = store ? 1 : retailer.stores.filter(({ closed }) => closed === undefined).length;
  return (
    <Dialog
      title={words.printTitle}
      confirm={words.printConfirm}
      isBusy={act.isRunning}
      refusal={refusalOf(act.error)}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>
        <Name>{store?.name ?? retailer.name}</Name>
      </p>
      <p class="note">{words.printStores(count)}</p>
      <TextField type="number" label={words.days} value={days} onChange={setDays} />
      <TextField type="number" label={words.phonesMost} value={phones} onChange={setPhones} />
      <p class="note">{words.printHelp}</p>
    </Dialog>
  );
}
