import { useState } from 'preact/hooks';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Button } from '#web/components/button/button.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useWords } from '#web/language/language.tsx';
import type { Retailer } from './registered.ts';
import { REGISTER_WORDS } from './words.ts';

interface KeyDialogProps {
  readonly retailer: Retailer;
  readonly onClose: () => void;
}

/** Issues a key, and shows it this once. */
export function IssueKeyDialog({ retailer, onClose }: KeyDialogProps) {
  const words = useWords(REGISTER_WORDS);
  const refusalOf = useRefusal();
  const [bearer, setBearer] = useState<string>();
  const act = useAct(async () => {
    const made = await call('POST /v1/retailers/{id}/keys', { params: { id: retailer.id } });
    setBearer(made.bearer);
  });
  // The list is asked anew only then: what is shown once must not go with a list that is drawn anew.
  const close = () => {
    onClose();
    void askAgain('GET /v1/retailers');
  };
  if (bearer !== undefined) return <NewKey retailer={retailer} bearer={bearer} onClose={close} />;
  return (
    <Dialog
      title={words.issueTitle}
      confirm={words.issueConfirm}
      isBusy={act.isRunning}
      refusal={refusalOf(act.error)}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>
        <Name>{retailer.name}</Name>
      </p>
      <p class="note">{words.issueHelp}</p>
    </Dialog>
  );
}

function NewKey({ retailer, bearer, onClose }: KeyDialogProps & { readonly bearer: string }) {
  const words = useWords(REGISTER_WORDS);
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Dialog key="new-key" title={words.keyTitle} confirm={words.keyDone} onConfirm={onClose} onClose={onClose}>
      <p>
        <Name>{retailer.name}</Name>
      </p>
      <p class="strong">{words.keyHelp}</p>
      <label class="field">
        <span class="note">{words.keyTitle}</span>
        <input
          class="register-bearer"
          readOnly
          value={bearer}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </label>
      <Button onClick={() => void navigator.clipboard.writeText(bearer).then(() => setIsCopied(true))}>
        {isCopied ? words.copied : words.copy}
      </Button>
    </Dialog>
  );
}

/** Has a key refused from now on. */
export function RevokeKeyDialog({ retailer, keyId, onClose }: KeyDialogProps & { readonly keyId: string }) {
  const words = useWords(REGISTER_WORDS);
  const refusalOf = useRefusal();
  const act = useAct(async () => {
    await call('DELETE /v1/retailers/{id}/keys/{keyId}', { params: { id: retailer.id, keyId } });
    await askAgain('GET /v1/retailers', 'GET /v1/retailers/{id}/phones');
  });
  return (
    <Dialog
      title={words.revokeTitle}
      confirm={words.revokeConfirm}
      isBusy={act.isRunning}
      refusal={refusalOf(act.error)}
      onConfirm={() => void act.run().then((isDone) => isDone && onClose())}
      onClose={onClose}
    >
      <p>
        <code>{keyId}</code>
      </p>
      <p class="note">{words.revokeHelp}</p>
    </Dialog>
  );
}
