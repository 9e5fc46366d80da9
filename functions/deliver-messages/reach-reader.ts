import type { PersonChannel, WebhookChannel } from '#domain/notification/person-channel.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { present } from '#domain/present.ts';
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
    readonly webhook: (webhook: WebhookChannel) => Way;
    readonly sms?: (phone: string) => Way;
    readonly topic?: Way;
  };
}

/**
 * A reader with the ways that are open, in the person's order: an address from which mail came back is none until it is
 * changed or revived.
 */
export function reachReader({ env, recipients, readReturned, ways }: ReachReaderPorts) {
  const openWay = async (channel: PersonChannel): Promise<Way | 'paused' | undefined> => {
    if (channel.kind === 'webhook') return ways.webhook(channel);
    if (channel.kind === 'sms') return ways.sms?.(channel.address);
    return ways.mail && (await readReturned(channel.address)) ? 'paused' : ways.mail?.(channel.address);
  };
  return async (id: string): Promise<ReachedReader | undefined> => {
    if (id === TOPIC_READER) {
      const [topic] = readersOf([], env);
      return topic && { ...topic, language: 'vi', ways: ways.topic ? [ways.topic] : [] };
    }
    const found = (await recipients()).find((recipient) => recipient.id === id);
    if (!found) return undefined;
    const { channels, places, levels, language, crisesOnly } = found;
    const all = await Promise.all(channels.map(openWay));
    const open = all.flatMap((way) => (way === undefined || way === 'paused' ? [] : [way]));
    const hasPaused = all.includes('paused') ? true : undefined;
    return present<ReachedReader>({ id, places, levels, language, crisesOnly, ways: open, hasPaused });
  };
}
