import { useId, useState } from 'preact/hooks';
import { useAct } from '#web/asking/use-act.ts';
import { Button } from '#web/components/button/button.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { useWords } from '#web/language/language.tsx';
import { useTitle } from '#web/routing/use-title.ts';
import { useSession } from './session.tsx';
import './sign-in-page.css';
import { SIGN_IN_WORDS } from './words.ts';

/** Asks for a token of staff; what was opened is shown once it is right. */
export function SignInPage({ linkIsUsed }: { readonly linkIsUsed: boolean }) {
  const words = useWords(SIGN_IN_WORDS);
  const entry = useEntry();
  useTitle(words.title);
  return (
    <form
      class="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        void entry.run();
      }}
    >
      <h1>{words.title}</h1>
      {linkIsUsed && <p class="strong">{words.used}</p>}
      <TokenField {...entry} />
      <Button kind="first" type="submit" isBusy={entry.isRunning}>
        {words.enter}
      </Button>
    </form>
  );
}

/** Asks again where a session has ended: the page behind it keeps what was typed. */
export function SignInAgain() {
  const words = useWords(SIGN_IN_WORDS);
  const entry = useEntry();
  return (
    <Dialog
      title={words.title}
      confirm={words.enter}
      isBusy={entry.isRunning}
      onConfirm={() => void entry.run()}
      onClose={() => location.reload()}
    >
      <p>{words.ended}</p>
      <TokenField {...entry} />
    </Dialog>
  );
}

function useEntry() {
  const { enter } = useSession();
  const [token, setToken] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const entering = useAct(async () => setIsWrong(!(await enter(token.trim()))));
  return { ...entering, token, setToken, isWrong };
}

function TokenField({ token, setToken, isWrong }: Pick<ReturnType<typeof useEntry>, 'token' | 'setToken' | 'isWrong'>) {
  const words = useWords(SIGN_IN_WORDS);
  const hint = useId();
  return (
    <>
      <p class="note" id={hint}>
        {words.intro}
      </p>
      <label class="field">
        <span class="strong">{words.token}</span>
        <input
          type="password"
          autocomplete="current-password"
          required
          aria-describedby={hint}
          aria-invalid={isWrong}
          value={token}
          onInput={({ currentTarget }) => setToken(currentTarget.value)}
        />
      </label>
      {isWrong && (
        <p class="field-wrong" role="alert">
          {words.wrong}
        </p>
      )}
    </>
  );
}
