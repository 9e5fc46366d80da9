import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { answers } from '#web/asking/answers.ts';
import { sessionByCookie } from './session-by-cookie.ts';
import { ActRefused, SIGNED_IN, SIGNED_OUT } from './sign-in-events.ts';
import type { Arrival, SignedIn, SignInWay } from './sign-in-way.ts';

interface Session {
  /** Who is signed in, or was until the session ended; undefined while it is being asked, null for nobody. */
  readonly who: SignedIn | null | undefined;
  /** True where somebody was signed in a moment ago: the page stays, and asks again. */
  readonly hasEnded: boolean;
  /** Whether the way to sign in again lies over the page. Who is typing is not interrupted, but told. */
  readonly isAskedToSignIn: boolean;
  readonly askToSignIn: (isAsked: boolean) => void;
  readonly way: SignInWay;
  readonly arrival: Arrival;
  /** Resolves to whether the token was taken. */
  readonly enter: (token: string) => Promise<boolean>;
  readonly leave: () => Promise<void>;
}

const NOBODY: Session = {
  who: undefined,
  hasEnded: false,
  isAskedToSignIn: false,
  askToSignIn: () => undefined,
  way: sessionByCookie,
  arrival: 'as-ever',
  enter: async () => false,
  leave: async () => undefined,
};
const SessionContext = createContext<Session>(NOBODY);

interface SessionProviderProps {
  readonly way: SignInWay;
  readonly arrival: Arrival;
  readonly children: ComponentChildren;
}

/** Knows who is signed in, and notices when the session has ended. */
export function SessionProvider({ way, arrival, children }: SessionProviderProps) {
  const [who, setWho] = useState<Session['who']>();
  const [hasEnded, setHasEnded] = useState(false);
  const [isAskedToSignIn, setIsAsked] = useState(false);
  const isPutOff = useRef(false);
  const askToSignIn = (isAsked: boolean) => {
    isPutOff.current = !isAsked;
    setIsAsked(isAsked);
  };
  const settle = (next: SignedIn | null) => {
    // What one officer was shown is not another's.
    if (who && next && who.person !== next.person) answers.clear();
    setWho(next);
    setHasEnded(false);
    setIsAsked(false);
    isPutOff.current = false;
  };
  const end = (event: Event) => {
    if (!who) return setWho(null);
    setHasEnded(true);
    // Whoever has put the question off is asked again at the next press, and by nothing that the page does by itself.
    if (event instanceof ActRefused || !(isTyping() || isPutOff.current)) askToSignIn(true);
  };
  const settleAnew = async (next: SignedIn | null) => {
    if (!next) return;
    settle(next);
    // What was refused meanwhile is asked again; what was typed stays.
    await answers.invalidateQueries();
  };
  useEffect(() => {
    void way.who().then(settle, () => undefined);
  }, []);
  // Who was signed in stays on the page: forms that only they may see would be gone with all that was typed there.
  useEffect(() => hear(SIGNED_OUT, end), [who]);
  useEffect(() => hear(SIGNED_IN, () => void way.who().then(settleAnew)), [who]);
  const session: Session = {
    who,
    hasEnded,
    isAskedToSignIn,
    askToSignIn,
    way,
    arrival,
    async enter(token) {
      const entered = way.by === 'token' ? await way.enter(token) : null;
      await settleAnew(entered);
      return entered !== null;
    },
    async leave() {
      await way.leave();
      answers.clear();
      settle(null);
    },
  };
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

function isTyping(): boolean {
  return document.activeElement?.matches('input, textarea, select') ?? false;
}

function hear(event: string, act: (event: Event) => void): () => void {
  addEventListener(event, act);
  return () => removeEventListener(event, act);
}

export function useSession(): Session {
  return useContext(SessionContext);
}
