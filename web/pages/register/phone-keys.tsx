import { useState } from 'preact/hooks';
import { businessDayOf } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { RevokeKeyDialog } from './key-dialogs.tsx';
import type { Retailer } from './registered.ts';
import { TakeKeys } from './take-keys.tsx';
import { REGISTER_WORDS } from './words.ts';

interface PhoneKeysProps {
  readonly retailer: Retailer;
  readonly mayChange: boolean;
}

/** The phones that report for stores of a retailer, each with its own key. */
export function PhoneKeys({ retailer, mayChange }: PhoneKeysProps) {
  const words = useWords(REGISTER_WORDS);
  const { day } = useMoments();
  const [revoking, setRevoking] = useState<string>();
  const answer = useAnswer('GET /v1/retailers/{id}/phones', { params: { id: retailer.id } });
  const dayOf = (instant: string) => day(businessDayOf(Date.parse(instant)));
  const nameOf = (store: string) => retailer.stores.find(({ id }) => id === store)?.name ?? store;
  return (
    <>
      <h3>{words.phones}</h3>
      <Answered answer={answer} height={40}>
        {({ items, sheets }) => (
          <>
            {items.length === 0 && <p class="note">{words.noPhones}</p>}
            <TakeKeys retailer={retailer} of={words.phones} list="dien-thoai" keys={items} />
            {sheets.length > 0 && <p class="note">{words.sheetsOpen(sheets.length)}</p>}
            <ul>
              {items.map(({ keyId, name, store, createdAt, revokedAt }) => (
                <li key={keyId} class="register-key">
                  <span class={revokedAt === undefined ? '' : 'register-revoked'}>
                    <Name>{name}</Name> · <Name>{nameOf(store)}</Name>
                  </span>
                  <code>{keyId}</code>
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
          </>
        )}
      </Answered>
      {revoking !== undefined && (
        <RevokeKeyDialog retailer={retailer} keyId={revoking} onClose={() => setRevoking(undefined)} />
      )}
    </>
  );
}
