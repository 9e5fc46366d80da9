import { useState } from 'preact/hooks';
import type { ReceivedFrom } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { PEOPLE_ANSWERS, type Person } from './person.ts';
import { PEOPLE_WORDS } from './words.ts';

/** What is done with the account of a person. */
export type AccountActName = 'invite' | 'disable' | 'reset' | 'erase';

type Invitation = ReceivedFrom<'POST /v1/people/{id}/invite'>;

interface AccountDialogProps {
  readonly act: AccountActName;
  readonly person: Person;
  readonly onClose: () => void;
}

/** Invites, disables, resets or erases; what an invitation shows once, it shows here. */
export function AccountDialog({ act, person, onClose }: AccountDialogProps) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const refusalOf = useRefusal();
  const [invited, setInvited] = useState<Invitation>();
  const acting = useAct(async () => {
    const done = await run(act, person.id);
    if (done) setInvited(done);
    else await askAgain(...PEOPLE_ANSWERS);
    return done;
  });
  // Only then: what is shown once must not go with a list that is drawn anew.
  const close = () => {
    onClose();
    void askAgain(...PEOPLE_ANSWERS);
  };
  if (invited) return <Invited invitation={invited} onClose={close} />;
  const { title, help, confirm } = words.acts[act];
  return (
    <Dialog
      title={title}
      confirm={confirm}
      isBusy={acting.isRunning}
      refusal={refusalOf(acting.error)}
      onConfirm={() => void acting.run().then((isDone) => isDone && act !== 'invite' && act !== 'reset' && onClose())}
      onClose={onClose}
    >
      <p>
        <Name>{told(person.name)}</Name>
      </p>
      <p class="note">{help}</p>
    </Dialog>
  );
}

/** Resolves to the invitation, where the act is or brings one. */
async function run(act: AccountActName, id: string): Promise<Invitation | undefined> {
  const params = { id };
  if (act === 'invite') return call('POST /v1/people/{id}/invite', { params });
  if (act === 'reset') return call('POST /v1/people/{id}/reset-second-factor', { params });
  if (act === 'disable') await call('POST /v1/people/{id}/disable', { params });
  else await call('DELETE /v1/people/{id}', { params });
  return undefined;
}

function Invited({ invitation, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const { name, sentTo, token } = invitation;
  return (
    <Dialog key="invited" title={words.invited} confirm={words.done} onConfirm={onClose} onClose={onClose}>
      <p>
        <Name>{told(name)}</Name>
      </p>
      {sentTo !== undefined && (
        <p>
          {words.sentTo} {sentTo}
        </p>
      )}
      {token !== undefined && (
        <>
          <p class="strong">{words.tokenHelp}</p>
          <label class="field">
            <span class="note">{words.tokenTitle}</span>
            <input readOnly value={token} onFocus={({ currentTarget }) => currentTarget.select()} />
          </label>
        </>
      )}
    </Dialog>
  );
}
