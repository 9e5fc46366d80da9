import type { Recipient } from '#domain/notification/recipient.ts';
import { readersOf, TOPIC_READER } from '#telling/readers.ts';
import type { ReachedReader, Way } from './deliver-message.ts';

export interface ReachReaderPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly recipients: () => Promise<readonly Recipient[]>;
  /** What came back from an address; nothing while it is written to. */
  readonly readReturned: (address: string) => Promise<object | undefined>;
  /** None where this deployment has no such way. */
  readonly ways: {
    readonly mail?: (address: string) => Way;
    readonly webhook: (webhook: NonNullable<Recipient['webhook']>) => Way;
    readonly topic?: Way;
  };
}

/** A reader with the ways that are open: an address from which mail came back is none until it is changed or revived. */
export function reachReader({ env, recipients, readReturned, ways }: ReachReaderPorts) {
  return async (id: string): Promise<ReachedReader | undefined> => {
    if (id === TOPIC_READER) {
      const [topic] = readersOf([], env);
      return topic && { ...topic, language: 'vi', ways: ways.topic ? [ways.topic] : [] };
    }
    const found = (await recipients()).find((recipient) => recipient.id === id);
    if (!found) return undefined;
    const { email, webhook, places, levels, language } = found;
    const mail = email === undefined ? undefined : ways.mail?.(email);
    const isPaused = mail !== undefined && (await readReturned(email ?? '')) !== undefined;
    const open = [isPaused ? undefined : mail, webhook && ways.webhook(webhook)];
    return { id, places, levels, language, isPaused, ways: open.flatMap((way) => way ?? []) };
  };
}
