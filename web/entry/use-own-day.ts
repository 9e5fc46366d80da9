import { useEffect, useState } from 'preact/hooks';
import { askServer, type Refusal, refusalOf } from './ask-server.ts';
import { keep, kept, type PhoneKey } from './on-this-phone.ts';
import type { ShownDay } from './own-day.ts';

/** What is known of the store's day, and why it is not as of now; no reason where it is. */
export interface KnownDay {
  readonly shown?: ShownDay | undefined;
  readonly refusal?: Refusal | undefined;
  readonly isAsking: boolean;
}

/** Shows what was told last at once, and asks anew: when the page is looked at, and when a network comes. */
export function useOwnDay(phone: PhoneKey): KnownDay {
  const [known, setKnown] = useState<KnownDay>({ isAsking: true });
  useEffect(() => {
    let isShown = true;
    const tell = (next: KnownDay) => {
      if (isShown) setKnown(next);
    };
    const ask = async () => {
      const before = await kept('ownDay');
      tell({ shown: before, isAsking: true });
      await askOwnDay(phone).then(
        (shown) => tell({ shown, isAsking: false }),
        (error: unknown) => tell({ shown: before, refusal: refusalOf(error), isAsking: false }),
      );
    };
    const look = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    void ask();
    addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      isShown = false;
      removeEventListener('online', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [phone]);
  return known;
}

/** Asks what has come of the store of this phone, and keeps it for when there is no network. */
async function askOwnDay(phone: PhoneKey): Promise<ShownDay> {
  const said = await askServer(phone)('GET /v1/me/today', { query: { store: phone.store } });
  const askedAt = new Date(Date.now() + ((await kept('clockAhead')) ?? 0)).toISOString();
  const shown = { said, askedAt };
  await keep('ownDay', shown);
  return shown;
}
