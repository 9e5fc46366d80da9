import { useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { usePlaces } from '#web/components/place-names/use-places.ts';
import { useMoments, useWords } from '#web/language/language.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { EnrolmentDialog } from './enrolment-dialog.tsx';
import type { Retailer, Store } from './registered.ts';
import { ReopenDialog } from './reopen-dialog.tsx';
import { StoreDialog } from './store-dialog.tsx';
import { REGISTER_WORDS } from './words.ts';

interface StoreRowProps {
  readonly retailer: Retailer;
  readonly store: Store;
  readonly mayChange: boolean;
}

/** One store: where it is, whom to call there, and whether it is open. */
export function StoreRow({ retailer, store, mayChange }: StoreRowProps) {
  const words = useWords(REGISTER_WORDS);
  const { day } = useMoments();
  const { nameOf } = usePlaces();
  const [open, setOpen] = useState<'edit' | 'close' | 'reopen' | 'print'>();
  const { closed, contact, nextPlace, address } = store;
  const close = () => setOpen(undefined);
  return (
    <li class="register-store">
      <div>
        <p>
          <span class="strong">
            <Name>{store.name}</Name>
          </span>{' '}
          {closed && (
            <span class="register-closed">
              {closed.until === undefined
                ? words.closedFrom(day(closed.from))
                : words.pausedFrom(day(closed.from), day(closed.until))}
            </span>
          )}
        </p>
        <p class="note">
          {words.channels[store.channel]} · {nameOf(store.place)}
          {nextPlace && ` · ${words.moves(nameOf(nextPlace.place), day(nextPlace.from))}`}
        </p>
        <p>{address === undefined ? <span class="note">{words.noAddress}</span> : <Name>{address}</Name>}</p>
        <p>
          {contact ? (
            <>
              <Name>{contact.name}</Name>{' '}
              {contact.phone !== undefined && <PhoneLink phone={contact.phone} who={contact.name} />}
            </>
          ) : (
            <span class="note">{words.noContact}</span>
          )}
        </p>
        {closed?.reason !== undefined && (
          <p class="note">
            <Name>{closed.reason}</Name>
          </p>
        )}
      </div>
      {mayChange && (
        <div class="buttons">
          <Button onClick={() => setOpen('edit')}>{words.edit}</Button>
          <Button onClick={() => setOpen('print')}>
            {words.printOne}{' '}
            <span class="unseen">
              <Name>{store.name}</Name>
            </span>
          </Button>
          {closed && <Button onClick={() => setOpen('reopen')}>{words.reopen}</Button>}
          <Button kind="plain" onClick={() => setOpen('close')}>
            {words.close}
          </Button>
        </div>
      )}
      {open === 'edit' && <StoreDialog retailer={retailer} store={store} onClose={close} />}
      {open === 'print' && <EnrolmentDialog retailer={retailer} store={store} onClose={close} />}
      {open === 'close' && <CloseDialog retailer={retailer} store={store} onClose={close} />}
      {open === 'reopen' && <ReopenDialog retailer={retailer} store={store} onClose={close} />}
    </li>
  );
}
