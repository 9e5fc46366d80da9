/** Who is signed in, as the server knows it. */
export interface SignedIn {
  readonly person: string;
  readonly group: 'staff' | 'lead' | 'admin';
  /** Ids of places with all that lies inside; "*" is everywhere. */
  readonly places: readonly string[];
}

/** How one signs in: on one machine by a cookie of its server; elsewhere another of the same form takes its place. */
export interface SignInWay {
  readonly who: () => Promise<SignedIn | null>;
  readonly enter: (token: string) => Promise<SignedIn | null>;
  readonly leave: () => Promise<void>;
}

/** A session that one machine keeps in a cookie which no script can read. */
export const sessionByCookie: SignInWay = {
  who: () => ask({ method: 'GET' }),
  enter: (token) => ask({ method: 'POST', body: token }),
  leave: async () => void (await ask({ method: 'DELETE' })),
};

async function ask(request: RequestInit): Promise<SignedIn | null> {
  const answer = await fetch('/session', request);
  return answer.ok ? answer.json() : null;
}

/** True for who may do what is left to a group, each of which may do what those before it may. */
export function isAtLeast(who: SignedIn | null | undefined, group: SignedIn['group']): boolean {
  const groups = ['staff', 'lead', 'admin'];
  return who != null && groups.indexOf(who.group) >= groups.indexOf(group);
}
