import type { Catalogue } from '#domain/catalogue.ts';
import type { EventBoard } from '#domain/event/event-board.ts';
import { type Conversation, nextStepAt, type Reader, type Waits, withDue } from '#domain/notification/conversation.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { type AttentionPorts, attentionTo, tellableNow } from '#telling/attention.ts';
import { heardOf, newsToReader, type TellPorts, toldEventOn } from '#telling/event-for-reader.ts';

type Talk = Conversation<EventNews>;

export interface NoteNewsPorts extends TellPorts, AttentionPorts {
  readonly readers: () => Promise<readonly Reader[]>;
  readonly conversationsOf: (event: string) => Promise<readonly { readonly value: Talk; readonly hash: string }[]>;
  /** The hash of what is kept then; none when the conversation has changed since it was read. */
  readonly putConversation: (conversation: Talk, expected?: string) => Promise<string | undefined>;
  /** Has a message looked at once an instant has come; harmless to repeat, and made good by the clock where it is lost. */
  readonly deliverLater: (
    conversation: { readonly event: string; readonly reader: string },
    at: number,
  ) => Promise<void>;
  readonly waits: Waits;
}

/**
 * Notes for each reader of a board's events that there is something to tell, and from when on. What the message says is
 * decided when it is sent. Harmless to repeat.
 */
export function noteNews(ports: NoteNewsPorts, catalogue: Catalogue): (board: EventBoard) => Promise<void> {
  return async (board) => {
    const standing = board.events.filter(({ joinedInto, members }) => joinedInto === undefined && members.length > 0);
    if (standing.length === 0) return;
    const readers = await ports.readers();
    for (const known of standing) await noteOf(ports, catalogue, board, known, readers);
  };
}

async function noteOf(
  ports: NoteNewsPorts,
  catalogue: Catalogue,
  board: EventBoard,
  known: EventBoard['events'][number],
  readers: readonly Reader[],
): Promise<void> {
  const event = { ...toldEventOn(board, known), acts: await ports.actsOf(known.id) };
  const [own = [], ...joined] = await Promise.all([known.id, ...event.joined].map(ports.conversationsOf));
  const talks = [own, ...joined].flat().map(({ value }) => value);
  const { desk, steps } = await attentionTo(ports, event, talks);
  for (const reader of readers) {
    const kept = own.find(({ value }) => value.reader === reader.id);
    const told = heardOf(talks.filter((talk) => talk.reader === reader.id));
    const due = steps.filter((step) => step.reader === reader.id);
    const news = await newsToReader(ports, catalogue, event, { reader, told, steps: due });
    if (!news) continue;
    const conversation: Talk = kept?.value ?? { event: known.id, reader: reader.id, told: [] };
    const quietUntil = tellableNow(desk, ports.clock(), news, reader.id);
    const next = withDue(conversation, news, ports.clock(), { ...ports.waits, quietUntil });
    const at = nextStepAt(next);
    // Who else has written meanwhile has either noted it or sends it, and looks again after that.
    if (next !== conversation && !(await ports.putConversation(next, kept?.hash))) continue;
    if (at !== undefined && next !== conversation) await ports.deliverLater(next, at);
  }
}
