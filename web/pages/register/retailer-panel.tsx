import { useState } from 'preact/hooks';
import { businessDayOf } from '#domain/business-day.ts';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { EnrolmentDialog } from './enrolment-dialog.tsx';
import { IssueKeyDialog, RevokeKeyDialog } from './key-dialogs.tsx';
import { PhoneKeys } from './phone-keys.tsx';
import type { Retailer, Store } from './registered.ts';
import { RetailerDialog } from './retailer-dialog.tsx';
import { StoreDialog } from './store-dialog.tsx';
import { StoreRow } from './store-row.tsx';
import { TakeKeys } from './take-keys.tsx';
import { REGISTER_WORDS } from './words.ts';

interface RetailerPanelProps {
  readonly retailer: Retailer;
  /** Those of its stores that are looked for. */
  readonly stores: readonly Store[];
  readonly mayChange: boolean;
  readonly isOpen: boolean;
}

/** One organisation: whom to call, its keys, its stores. */
export function RetailerPanel({ retailer, stores, mayChange, isOpen }: RetailerPanelProps) {
  const words = useWords(REGISTER_WORDS);
  const [open, setOpen] = useState<'edit' | 'store' | 'key' | 'print'>();
  const [isSeen, setIsSeen] = useState(isOpen);
  const live = retailer.keys.filter(({ revokedAt }) => revokedAt === undefined);
  const closed = stores.filter((store) => store.closed !== undefined);
  const close = () => setOpen(undefined);
  return (
    <details
      class="panel register-retailer"
      open={isOpen}
      onToggle={({ currentTarget }) => currentTarget.open && setIsSeen(true)}
    >
      <summary>
        <h2>
          <Name>{retailer.name}</Name>
        </h2>
        <span class="note">
          {[
            words.storesOf(stores.length),
            words.keysOf(live.length),
            ...(closed.length > 0 ? [words.closedOf(closed.length)] : []),
          ].join(' · ')}
        </span>
      </summary>
      <div class="register-face">
        <p>
          <span class="note">{words.contact}: </span>
          <Name>{retailer.contact.name}</Name>{' '}
          {retailer.contact.phone !== undefined && (
            <PhoneLink phone={retailer.contact.phone} who={retailer.contact.name} />
          )}
        </p>
        {mayChange && (
          <div class="buttons">
            <Button onClick={() => setOpen('edit')}>{words.edit}</Button>
            <Button onClick={() => setOpen('store')}>{words.addStore}</Button>
            <Button onClick={() => setOpen('key')}>{words.issueKey}</Button>
            {stores.length > 0 && <Button onClick={() => setOpen('print')}>{words.printAll}</Button>}
          </div>
        )}
      </div>
      <Keys retailer={retailer} mayChange={mayChange} />
      {isSeen && <PhoneKeys retailer={retailer} mayChange={mayChange} />}
      <h3>{words.stores}</h3>
      {stores.length === 0 && <p class="note">{words.noStores}</p>}
      <ul class="rows">
        {stores.map((store) => (
          <StoreRow key={store.id} retailer={retailer} store={store} mayChange={mayChange} />
        ))}
      </ul>
      {open === 'edit' && <RetailerDialog retailer={retailer} onClose={close} />}
      {open === 'store' && <StoreDialog retailer={retailer} onClose={close} />}
      {open === 'key' && <IssueKeyDialog retailer={retailer} onClose={close} />}
      {open === 'print' && <EnrolmentDialog retailer={retailer} onClose={close} />}
    </details>
  );
}

function Keys({ retailer, mayChange }: Pick<RetailerPanelProps, 'retailer' | 'mayChange'>) {
  const words = useWords(REGISTER_WORDS);
  const { day } = useMoments();
  const [revoking, setRevoking] = useState<string>();
  const dayOf = (instant: string) => day(businessDayOf(Date.parse(instant)));
  return (
    <>
      <h3>{words.keys}</h3>
      {retailer.keys.length === 0 && <p class="note">{words.noKeys}</p>}
      <TakeKeys retailer={retailer} of={words.keys} list="khoa" keys={retailer.keys} />
      <ul>
        {retailer.keys.map(({ keyId, createdAt, revokedAt }) => (
          <li key={keyId} class="register-key">
            <code class={revokedAt === undefined ? '' : 'register-revoked'}>{keyId}</code>
            <span class="note">
              {words.keyMade(dayOf(createdAt))}
              {revokedAt !== undefined && ` · ${words.keyRevoked(dayOf(revokedAt))}`}
            </span>
            {mayChange && revokedAt === undefined && (
              <Button kind="plain" label={`${words.revoke} ${keyId}`} onClick={() => setRevoking(keyId)}>
                {words.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {revoking !== undefined && (
        <RevokeKeyDialog retailer={retailer} keyId={revoking} onClose={() => setRevoking(undefined)} />
      )}
    </>
  );
}
