import { useEffect } from 'preact/hooks';
import { useSession } from '#web/sign-in/session.tsx';
import { sendFindings } from './send-findings.ts';

const AGAIN_MS = 30_000;

/** Sends what waits on this device, whatever page is open: once somebody signs in, and as soon as there is a network. */
export function FindingsSender() {
  const person = useSession().who?.person;
  useEffect(() => {
    if (person === undefined) return;
    const send = () => void sendFindings(person);
    send();
    addEventListener('online', send);
    const timer = setInterval(send, AGAIN_MS);
    return () => {
      removeEventListener('online', send);
      clearInterval(timer);
    };
  }, [person]);
  return null;
}
