import { sessionByCookie } from './session-by-cookie.ts';
import type { Arrival, SignInWay } from './sign-in-way.ts';

/** How one signs in here: the page that was published to a deployment says where; one machine's says nothing. */
export const chosenWay: Promise<SignInWay> = choose();

/** Resolves once it is known who comes; a window that is led on to the hosted page never gets so far. */
export const arrival: Promise<Arrival> = chosenWay.then((way) => (way.by === 'token' ? 'as-ever' : way.arrive()));

async function choose(): Promise<SignInWay> {
  const setting = document.querySelector<HTMLMetaElement>('meta[name="hosted-sign-in"]')?.content;
  if (setting === undefined) return sessionByCookie;
  const { hostedSession } = await import('./hosted/hosted-session.ts');
  return hostedSession(JSON.parse(setting));
}
