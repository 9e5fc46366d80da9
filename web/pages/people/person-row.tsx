import { useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { useSession } from '#web/sign-in/session.tsx';
import { type AccountActName, AccountDialog } from './account-dialog.tsx';
import type { Person } from './person.ts';
import { PersonDialog } from './person-dialog.tsx';
import { usePlaceText } from './use-place-text.ts';
import { PEOPLE_WORDS } from './words.ts';

interface PersonRowProps {
  readonly person: Person;
  readonly mayChange: boolean;
}

/** One person: what they may do, where, who stands in, and how they are told. */
export function PersonRow({ person, mayChange }: PersonRowProps) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const { who } = useSession();
  const places = usePlaceText();
  const isOneself = person.id === who?.person;
  return (
    <li class="person">
      <div>
        <p>
          <span class="strong">
            <Name>{told(person.name)}</Name>
          </span>{' '}
          {isOneself && <span class="person-tag">{words.you}</span>}{' '}
          {!person.active && <span class="person-tag">{person.erased ? words.erased : words.inactive}</span>}{' '}
          {person.active && !isOneself && person.hasAccount === false && (
            <span class="person-tag">{words.noAccount}</span>
          )}
        </p>
        <p class="note">
          {words.groups[person.group]} · {places(person)}
        </p>
        <Reached person={person} />
      </div>
      {mayChange && <Acts person={person} isOneself={isOneself} />}
    </li>
  );
}

/** Whom to call, who stands in, and by what the person is told; of a colleague that is not for everybody. */
function Reached({ person }: { readonly person: Person }) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const { phone, emails = [], channels, levels = [], language, deputyName } = person;
  if (channels === undefined) return <p class="note">{words.colleagueOnly}</p>;
  const named = (['watch', 'alert', 'crisis'] as const).filter((level) => levels.includes(level));
  return (
    <>
      <p class="person-reached">
        {phone !== undefined && <PhoneLink phone={phone} who={told(person.name)} />}
        <span>{emails.join(', ')}</span>
      </p>
      <p class="note">
        {words.deputyIs} {deputyName ? <Name>{told(deputyName)}</Name> : words.noDeputy}
      </p>
      <p class="note">
        {channels.length === 0 ? (
          words.notTold
        ) : (
          <>
            {words.told} {channels.map(({ kind, address }) => `${words.channelKinds[kind]} ${address}`).join(' → ')} ·{' '}
            {named.map((level) => words.levels[level]).join(', ')}
            {language && ` · ${words.inLanguage[language]}`}
          </>
        )}
      </p>
    </>
  );
}

function Acts({ person, isOneself }: { readonly person: Person; readonly isOneself: boolean }) {
  const words = useWords(PEOPLE_WORDS);
  const [open, setOpen] = useState<AccountActName | 'edit'>();
  const close = () => setOpen(undefined);
  return (
    <div class="buttons person-acts">
      <Button onClick={() => setOpen('edit')}>{words.edit}</Button>
      <Button onClick={() => setOpen('invite')}>{person.hasAccount ? words.inviteAgain : words.invite}</Button>
      {person.hasAccount && <Button onClick={() => setOpen('reset')}>{words.resetFactor}</Button>}
      {!isOneself && person.active && (
        <Button kind="plain" onClick={() => setOpen('disable')}>
          {words.disable}
        </Button>
      )}
      {!isOneself && (
        <Button kind="plain" onClick={() => setOpen('erase')}>
          {words.erase}
        </Button>
      )}
      {open === 'edit' && <PersonDialog person={person} onClose={close} />}
      {open !== undefined && open !== 'edit' && <AccountDialog act={open} person={person} onClose={close} />}
    </div>
  );
}
