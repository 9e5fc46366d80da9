import { useState } from 'preact/hooks';
import { call } from '#web/asking/answers.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { ChangedNote } from '#web/keeping/changed-note.tsx';
import { useKeep } from '#web/keeping/use-keep.ts';
import { useWords } from '#web/language/language.tsx';
import { ContactFields } from './contact-fields.tsx';
import { contactFrom, faceOf, REGISTER_ANSWERS, type Retailer, readRetailer, webhookFrom } from './registered.ts';
import { WebhookFields } from './webhook-fields.tsx';
import { REGISTER_WORDS } from './words.ts';

interface RetailerDialogProps {
  /** None to register a new one. */
  readonly retailer?: Retailer;
  readonly onClose: () => void;
}

/** Registers an organisation, or changes its name, its contact, and where its reminders are posted to. */
export function RetailerDialog({ retailer, onClose }: RetailerDialogProps) {
  const words = useWords(REGISTER_WORDS);
  const refusalOf = useRefusal();
  const [id, setId] = useState(retailer?.id ?? '');
  const [name, setName] = useState(retailer?.name ?? '');
  const [contact, setContact] = useState(retailer?.contact ?? { name: '' });
  const [webhook, setWebhook] = useState({ address: retailer?.webhook?.address ?? '', secret: '' });
  const keeping = useKeep({
    subject: `retailer/${id}`,
    before: retailer && faceOf(retailer),
    readNow: async () => {
      const now = await readRetailer(id);
      return now && faceOf(now);
    },
  });
  const keep = async () => {
    const said = contactFrom(contact);
    if (!said) return;
    const isKept = await keeping.run(async () => {
      const body = { name, contact: said, ...webhookFrom(retailer, webhook) };
      await call('PUT /v1/retailers/{id}', { params: { id }, body });
      await askAgain(...REGISTER_ANSWERS);
    });
    if (isKept) onClose();
  };
  return (
    <Dialog
      title={words.retailerTitle[retailer ? 'edit' : 'add']}
      confirm={words.save}
      isBusy={keeping.isRunning}
      refusal={refusalOf(keeping.error)}
      onConfirm={() => void keep()}
      onClose={onClose}
    >
      {!retailer && (
        <TextField
          label={words.id}
          value={id}
          isRequired
          pattern="[a-z0-9][a-z0-9\-]*"
          maxLength={63}
          help={words.idHelp}
          onChange={setId}
        />
      )}
      <TextField label={words.name} value={name} isRequired maxLength={200} onChange={setName} />
      <ContactFields label={words.contactName} isRequired contact={contact} onChange={setContact} />
      <WebhookFields before={retailer} webhook={webhook} onChange={setWebhook} />
      <ChangedNote keeping={keeping} />
    </Dialog>
  );
}
