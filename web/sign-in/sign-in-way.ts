/** Who is signed in, as the server knows it. */
export interface SignedIn {
  readonly person: string;
  readonly group: 'staff' | 'lead' | 'admin';
  /** Ids of places with all that lies inside; "*" is everywhere. */
  readonly places: readonly string[];
}

interface AnyWay {
  readonly who: () => Promise<SignedIn | null>;
  readonly leave: () => Promise<void>;
  /** What a request bears to say who asks; nothing where a cookie says it, or where nobody is signed in. */
  readonly bearer: () => Promise<string | undefined>;
}

/** On one machine: a token is pasted, and the server keeps a cookie. */
export interface SignInByToken extends AnyWay {
  readonly by: 'token';
  readonly enter: (token: string) => Promise<SignedIn | null>;
}

/** How this window came here, where that is worth a word. */
export type Arrival = 'as-ever' | 'for-another-window' | 'refused';

/** Deployed: people sign in at the page of the user pool, and come back. */
export interface SignInByHostedPage extends AnyWay {
  readonly by: 'hosted-page';
  /** Takes in what the hosted page sent back, or leads there; resolves when there is something to show. */
  readonly arrive: () => Promise<Arrival>;
  /** Leaves this page for the hosted one, and comes back to what is open here. */
  readonly go: () => Promise<void>;
  /** Opens the hosted page in a window beside, so that this page keeps what was typed; false where that is blocked. */
  readonly goBeside: () => Promise<boolean>;
}

export type SignInWay = SignInByToken | SignInByHostedPage;

/** True for who may do what is left to a group, each of which may do what those before it may. */
export function isAtLeast(who: SignedIn | null | undefined, group: SignedIn['group']): boolean {
  const groups = ['staff', 'lead', 'admin'];
  return who != null && groups.indexOf(who.group) >= groups.indexOf(group);
}
