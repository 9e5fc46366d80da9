import { type Conversation, type Returned, withReturned } from '#domain/notification/conversation.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import type { ConversationName } from '#runtime/platform.ts';
import { ConversationBusy } from './deliver-message.ts';
import type { ReturnedMail } from './read-message.ts';

type Talk = Conversation<EventNews>;

export interface NoteReturnedPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** False where something later is known of the address. */
  readonly noteReturned: (
    address: string,
    returned: { readonly since: number; readonly kind: Returned['kind'] },
  ) => Promise<boolean>;
  readonly readConversation: (
    event: string,
    reader: string,
  ) => Promise<{ readonly value: Talk; readonly hash: string } | undefined>;
  readonly putConversation: (conversation: Talk, expected?: string) => Promise<string | undefined>;
}

/** Raised where a mail came back before it was noted that it was sent: the trigger comes again. */
export class NotToldYet extends Error {
  override readonly name = 'NotToldYet';
}

const MOST_ROUNDS = 20;

/**
 * Notes of a mail that came back: its address is written to no more, and what was told by it shows it. Harmless to repeat.
 *
 * @returns the conversation to look at now, since its reader has not heard the message; none where nothing has changed.
 */
export function noteReturned(ports: NoteReturnedPorts) {
  return async ({ address, kind, at, message }: ReturnedMail): Promise<ConversationName | undefined> => {
    await ports.noteReturned(address, { since: at, kind });
    if (!message) return undefined;
    const { event, reader, n } = message;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const kept = await ports.readConversation(event, reader);
      if (kept?.value.sending?.n === n)
        throw new NotToldYet(`Message ${n} to ${reader} on ${event} is still being sent`);
      const next = kept && withReturned(kept.value, n, { kind, at }, ports.clock());
      if (!kept || !next || next === kept.value) return undefined;
      if (await ports.putConversation(next, kept.hash)) return { event, reader };
    }
    throw new ConversationBusy(`What ${reader} is told of ${event} kept changing`);
  };
}
