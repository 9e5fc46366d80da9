import { useSession } from '#web/sign-in/session.tsx';
import { isAtLeast } from '#web/sign-in/sign-in-way.ts';
import { EVERYWHERE } from './person.ts';

/** True for who may set how the desk works. */
export function useMaySet(): boolean {
  const { who } = useSession();
  return isAtLeast(who, 'lead') && who?.places.includes(EVERYWHERE) === true;
}
