import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Button } from '#web/components/button/button.tsx';
import { FindingsSender } from '#web/findings/findings-sender.tsx';
import { useWords } from '#web/language/language.tsx';
import { useSession } from '#web/sign-in/session.tsx';
import { SignInAgain, SignInPage } from '#web/sign-in/sign-in-page.tsx';
import { Pages } from './routes.tsx';
import './shell.css';
import { TabBar } from './tab-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useIsOnline } from './use-is-online.ts';
import { SHELL_WORDS } from './words.ts';

/** What stands around every page: navigation, the place, who is signed in, and whether there is a network. */
export function Shell() {
  const words = useWords(SHELL_WORDS);
  const { who, hasEnded } = useSession();
  const { query } = useLocation();
  const isOnline = useIsOnline();
  const isStranger = who === null && !hasEnded;
  return (
    <>
      <a class="skip-link" href="#main">
        {words.skip}
      </a>
      <TopBar isStranger={isStranger} />
      {!isOnline && (
        <p class="offline" role="status">
          <strong>{words.offline}</strong> {words.offlineDetail}
        </p>
      )}
      <main id="main" class="main" tabIndex={-1}>
        {isStranger ? <SignInPage linkIsUsed={query['link'] === 'used'} /> : <GuardedPages />}
      </main>
      {!isStranger && <TabBar />}
      {hasEnded && <SignInAgain />}
      <FindingsSender />
    </>
  );
}

/** A page that fails leaves the navigation alone. */
function GuardedPages() {
  const words = useWords(SHELL_WORDS);
  const { url } = useLocation();
  const [error, forget] = useErrorBoundary();
  const isOnline = useIsOnline();
  const isNotLoaded = useRef(false);
  useEffect(() => {
    if (!error) isNotLoaded.current = false;
    else if (!isOnline) isNotLoaded.current = true;
    // Without a network the page could not be fetched: nothing stands on it that would be lost.
    else if (isNotLoaded.current) location.reload();
  }, [error, isOnline]);
  if (!error) return <Pages />;
  return (
    <div class="broken-page" role="alert" key={url}>
      <h1>{isOnline ? words.broken : words.notLoaded}</h1>
      <p>{isOnline ? words.brokenDetail : words.notLoadedDetail}</p>
      <Button onClick={() => (isOnline ? location.reload() : forget())}>{words.reload}</Button>
    </div>
  );
}
