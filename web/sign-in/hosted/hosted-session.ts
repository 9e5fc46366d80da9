import { SIGNED_IN, SIGNED_OUT } from '../sign-in-events.ts';
import type { SignInByHostedPage } from '../sign-in-way.ts';
import { CALLBACK_PATH, codeGrant, type HostedPage, type Tokens } from './code-grant.ts';
import { otherWindows } from './other-windows.ts';

/** A token that ends so soon is renewed before it is borne. */
const RENEWED_BEFORE_MS = 60_000;
/** Signing out waits no longer for a server that is slow. */
const MOST_LEAVING_MS = 2_000;
const BEGUN = 'sign-in-begun:';

/**
 * A session whose tokens are held in memory alone, where no other page and no later visitor finds them. A page that is
 * loaded anew asks the hosted page, which knows its people for an hour; an open one renews its tokens.
 */
export function hostedSession(page: HostedPage): SignInByHostedPage {
  const grant = codeGrant(page);
  const verifiers = new Map<string, string>();
  let tokens: Tokens | undefined;
  let renewing: Promise<void> | undefined;

  const others = otherWindows({
    /** A window beside this one was sent back: what it was given is for the window that began. */
    sentBack: (address) => {
      const verifier = verifiers.get(address.searchParams.get('state') ?? '');
      if (verifier === undefined) return false;
      void redeem(address, verifier).then(
        () => dispatchEvent(new Event(SIGNED_IN)),
        () => undefined,
      );
      return true;
    },
    left: () => {
      tokens = undefined;
      dispatchEvent(new Event(SIGNED_OUT));
    },
  });

  async function redeem(address: URL, verifier: string): Promise<void> {
    const state = address.searchParams.get('state') ?? '';
    verifiers.delete(state);
    tokens = await grant.redeem(address, { state, verifier });
  }

  async function go(): Promise<void> {
    const { state, verifier, address } = await grant.begin();
    const { pathname, search, hash } = location;
    const returnTo = pathname === CALLBACK_PATH ? '/' : `${pathname}${search}${hash}`;
    sessionStorage.setItem(`${BEGUN}${state}`, JSON.stringify({ verifier, returnTo }));
    location.assign(address);
    // This page is being left: nothing more is shown of it.
    return new Promise(() => undefined);
  }

  async function renew(old: Tokens): Promise<void> {
    try {
      tokens = await grant.renew(old);
    } catch (error) {
      // The network is away: what is still good serves on.
      if (old.until <= Date.now()) throw error;
    }
  }

  return {
    by: 'hosted-page',
    go,
    who: async () => tokens?.who ?? null,
    async arrive() {
      const sentBack = new URL(location.href);
      const isSentBack = location.pathname === CALLBACK_PATH && sentBack.searchParams.has('state');
      if (!isSentBack) {
        // Whoever has signed out stays out until asked.
        if (location.pathname !== CALLBACK_PATH) await go();
        return 'as-ever';
      }
      const begun = takeBegun(sentBack.searchParams.get('state') ?? '');
      history.replaceState(null, '', begun?.returnTo ?? CALLBACK_PATH);
      if (!begun) return (await others.takeOver(sentBack)) ? 'for-another-window' : 'refused';
      return redeem(sentBack, begun.verifier).then(
        () => 'as-ever' as const,
        () => 'refused' as const,
      );
    },
    async goBeside() {
      // Opened before anything is awaited: a browser blocks what does not follow from a tap.
      const beside = open('about:blank', '_blank', 'popup,width=520,height=720');
      if (!beside) return false;
      const { state, verifier, address } = await grant.begin();
      verifiers.set(state, verifier);
      beside.location.href = address;
      return true;
    },
    async bearer() {
      if (tokens && tokens.until - Date.now() < RENEWED_BEFORE_MS) {
        renewing ??= renew(tokens).finally(() => {
          renewing = undefined;
        });
        await renewing;
      }
      return tokens?.id;
    },
    async leave() {
      const last = tokens;
      tokens = undefined;
      others.tellLeft();
      if (last) await Promise.race([grant.revoke(last).catch(() => undefined), pause(MOST_LEAVING_MS)]);
      location.assign(grant.leaving);
    },
  };
}

interface BegunHere {
  readonly verifier: string;
  readonly returnTo: string;
}

/** What was begun in this window, good for one return. */
function takeBegun(state: string): BegunHere | undefined {
  const kept = sessionStorage.getItem(`${BEGUN}${state}`);
  sessionStorage.removeItem(`${BEGUN}${state}`);
  return kept === null ? undefined : JSON.parse(kept);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
