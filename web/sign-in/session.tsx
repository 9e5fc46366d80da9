import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { answers, SIGNED_OUT } from '#web/asking/answers.ts';
import { type SignedIn, sessionByCookie } from './session-by-cookie.ts';

interface Session {
  /** Who is signed in; undefined while it is being asked, null for nobody. */
  readonly who: SignedIn | null | undefined;
  /** True where somebody was signed in a moment ago: the page stays, and asks again. */
  readonly hasEnded: boolean;
  /** Resolves to whether the token was taken. */
  readonly enter: (token: string) => Promise<boolean>;
  readonly leave: () => Promise<void>;
}

const NOBODY: Session = { who: undefined, hasEnded: false, enter: async () => false, leave: async () => undefined };
const SessionContext = createContext<Session>(NOBODY);

/** Knows who is signed in, and notices when the session has ended. */
export function SessionProvider({ children }: { readonly children: ComponentChildren }) {
  const [who, setWho] = useState<Session['who']>();
  const [last, setLast] = useState<string>();
  const settle = (next: SignedIn | null) => {
    setWho(next);
    if (!next) return;
    // What one officer was shown is not another's.
    if (last !== undefined && last !== next.person) answers.clear();
    setLast(next.person);
  };
  useEffect(() => {
    void sessionByCookie.who().then(settle, () => undefined);
    const ended = () => setWho(null);
    addEventListener(SIGNED_OUT, ended);
    return () => removeEventListener(SIGNED_OUT, ended);
  }, []);
  const session: Session = {
    who,
    hasEnded: who === null && last !== undefined,
    async enter(token) {
      const entered = await sessionByCookie.enter(token);
      settle(entered ?? null);
      // What was refused meanwhile is asked again; what was typed stays.
      if (entered) await answers.invalidateQueries();
      return entered !== null;
    },
    async leave() {
      await sessionByCookie.leave();
      answers.clear();
      setLast(undefined);
      setWho(null);
    },
  };
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  return useContext(SessionContext);
}
