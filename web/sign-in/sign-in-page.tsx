import { useId, useState } from 'preact/hooks';
import { useAct } from '#web/asking/use-act.ts';
import { Button } from '#web/components/button/button.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { useWords } from '#web/language/language.tsx';
import { useTitle } from '#web/routing/use-title.ts';
import { useSession } from './session.tsx';
import './sign-in-page.css';
import type { SignInByHostedPage } from './sign-in-way.ts';
import { SIGN_IN_WORDS } from './words.ts';

/** Asks who comes; what was opened is shown once that is right. */
export function SignInPage({ linkIsUsed }: { readonly linkIsUsed: boolean }) {
  const { way } = useSession();
  useTitle(useWords(SIGN_IN_WORDS).title);
  return way.by === 'token' ? <TokenForm linkIsUsed={linkIsUsed} /> : <WayToHostedPage way={way} />;
}

/** Asks again where a session has ended: the page behind it keeps what was typed, and so it does where this is closed. */
export function SignInAgain() {
  const words = useWords(SIGN_IN_WORDS);
  const { way, isAskedToSignIn, askToSignIn } = useSession();
  if (!isAskedToSignIn) {
    return (
      <div class="sign-in-ended" role="status">
        <span>{words.ended}</span>
        <Button onClick={() => askToSignIn(true)}>{words.enter}</Button>
      </div>
    );
  }
  return way.by === 'token' ? <TokenAgain /> : <HostedPageBeside way={way} />;
}

function TokenForm({ linkIsUsed }: { readonly linkIsUsed: boolean }) {
  const words = useWords(SIGN_IN_WORDS);
  const entry = useEntry();
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

function TokenAgain() {
  const words = useWords(SIGN_IN_WORDS);
  const entry = useEntry();
  const { askToSignIn } = useSession();
  return (
    <Dialog
      title={words.title}
      confirm={words.enter}
      isBusy={entry.isRunning}
      onConfirm={() => void entry.run()}
      onClose={() => askToSignIn(false)}
    >
      <p>{words.ended}</p>
      <TokenField {...entry} />
    </Dialog>
  );
}

function WayToHostedPage({ way }: { readonly way: SignInByHostedPage }) {
  const words = useWords(SIGN_IN_WORDS);
  const { arrival } = useSession();
  if (arrival === 'for-another-window') {
    return (
      <div class="sign-in">
        <h1>{words.signedIn}</h1>
        <p>{words.closeWindow}</p>
      </div>
    );
  }
  return (
    <div class="sign-in">
      <h1>{words.title}</h1>
      {arrival === 'refused' && (
        <p class="field-wrong" role="alert">
          {words.refused}
        </p>
      )}
      <p class="note">{words.hostedIntro}</p>
      <Button kind="first" onClick={() => void way.go()}>
        {words.enter}
      </Button>
    </div>
  );
}

function HostedPageBeside({ way }: { readonly way: SignInByHostedPage }) {
  const words = useWords(SIGN_IN_WORDS);
  const { askToSignIn } = useSession();
  const [isBlocked, setIsBlocked] = useState(false);
  const opening = useAct(async () => setIsBlocked(!(await way.goBeside())));
  return (
    <Dialog
      title={words.title}
      confirm={words.enter}
      isBusy={opening.isRunning}
      onConfirm={() => void opening.run()}
      onClose={() => askToSignIn(false)}
    >
      <p>{words.endedBeside}</p>
      {isBlocked && (
        <p class="field-wrong" role="alert">
          {words.blocked}
        </p>
      )}
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
