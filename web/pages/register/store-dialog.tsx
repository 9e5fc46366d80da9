import { useState } from 'preact/hooks';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { usePlaces } from '#web/components/place-names/use-places.ts';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { ChangedNote } from '#web/keeping/changed-note.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { ContactFields } from './contact-fields.tsx';
import { bodyOf, contactFrom, type Retailer, type Store, type StoreBody } from './registered.ts';
import { useKeepStore } from './use-keep-store.ts';
import { REGISTER_WORDS } from './words.ts';

interface StoreDialogProps {
  readonly retailer: Retailer;
  /** None to register a new one. */
  readonly store?: Store;
  readonly onClose: () => void;
}

const NEW: StoreBody = { name: '', place: '', channel: 'market' };

/** Registers a store, or changes or moves it. */
export function StoreDialog({ retailer, store, onClose }: StoreDialogProps) {
  const words = useWords(REGISTER_WORDS);
  const refusalOf = useRefusal();
  const [id, setId] = useState(store?.id ?? '');
  const [body, setBody] = useState(() => (store ? bodyOf(store) : NEW));
  const [contact, setContact] = useState(store?.contact ?? { name: '' });
  const { keeping, keep } = useKeepStore(retailer, store);
  const confirm = async () => {
    const { contact: _, address = '', ...rest } = body;
    const said = contactFrom(contact);
    const whole = { ...rest, ...(said && { contact: said }), ...(address.trim() === '' ? {} : { address }) };
    if (await keep(id, whole)) onClose();
  };
  return (
    <Dialog
      title={words.storeTitle[store ? 'edit' : 'add']}
      confirm={words.save}
      isBusy={keeping.isRunning}
      refusal={refusalOf(keeping.error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>
        <Name>{store?.name ?? retailer.name}</Name>
      </p>
      {!store && (
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
      <StoreFace body={body} onChange={setBody} isMoved={store !== undefined} />
      <ContactFields label={words.storeContactName} contact={contact} onChange={setContact} />
      <ChangedNote keeping={keeping} />
    </Dialog>
  );
}

interface StoreFaceProps {
  readonly body: StoreBody;
  readonly onChange: (body: StoreBody) => void;
  /** Another place is a move. */
  readonly isMoved: boolean;
}

function StoreFace({ body, onChange, isMoved }: StoreFaceProps) {
  const words = useWords(REGISTER_WORDS);
  const told = useTold();
  const { leaves } = usePlaces();
  const channels = Object.keys(words.channels) as (keyof typeof words.channels)[];
  return (
    <>
      <TextField
        label={words.name}
        value={body.name}
        isRequired
        maxLength={200}
        onChange={(name) => onChange({ ...body, name })}
      />
      <label class="field">
        <span class="strong">{words.place}</span>
        <select
          required
          value={body.place}
          onChange={({ currentTarget }) => onChange({ ...body, place: currentTarget.value })}
        >
          <option value="" />
          {leaves.map(({ id, name }) => (
            <option key={id} value={id}>
              {told(name)}
            </option>
          ))}
        </select>
        {isMoved && <span class="note">{words.placeHelp}</span>}
      </label>
      <label class="field">
        <span class="strong">{words.channel}</span>
        <select
          value={body.channel}
          onChange={({ currentTarget }) =>
            onChange({ ...body, channel: channels[currentTarget.selectedIndex] ?? body.channel })
          }
        >
          {channels.map((channel) => (
            <option key={channel} value={channel}>
              {words.channels[channel]}
            </option>
          ))}
        </select>
      </label>
      <TextField
        label={words.address}
        value={body.address ?? ''}
        maxLength={200}
        onChange={(address) => onChange({ ...body, address })}
      />
    </>
  );
}
