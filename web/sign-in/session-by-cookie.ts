import type { SignedIn, SignInByToken } from './sign-in-way.ts';

/** A session that one machine keeps in a cookie which no script can read. */
export const sessionByCookie: SignInByToken = {
  by: 'token',
  who: () => ask({ method: 'GET' }),
  enter: (token) => ask({ method: 'POST', body: token }),
  leave: async () => void (await ask({ method: 'DELETE' })),
  bearer: async () => undefined,
};

async function ask(request: RequestInit): Promise<SignedIn | null> {
  const answer = await fetch('/session', request);
  if (answer.ok) return answer.json();
  // What nobody reads keeps its connection.
  await answer.body?.cancel();
  return null;
}
