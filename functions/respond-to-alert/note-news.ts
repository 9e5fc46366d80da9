import { isLive } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { actsWithin } from '#domain/event/event-act.ts';
import type { EventBoard } from '#domain/event/event-board.ts';
import { atLeast } from '#domain/level.ts';
import {
  type Conversation,
  membersFor,
  type NewsInShort,
  nextStepAt,
  type Told,
  type Waits,
  withDue,
} from '#domain/notification/conversation.ts';
import type { Delivery } from '#domain/notification/delivery.ts';
import { heardByAlerts, membersBefore, type ReaderSince } from '#domain/notification/earlier-mails.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { eachForItself } from '#runtime/each-for-itself.ts';
import { type AttentionPorts, attentionTo, tellableNow } from '#telling/attention.ts';
import { heardOf, newsToReader, type TellPorts, type ToldEvent, toldEventOn } from '#telling/event-for-reader.ts';

type Talk = Conversation<EventNews>;
interface KeptTalk {
  readonly value: Talk;
  readonly hash: string;
  /** Receipts of the reports that led to what waits in it. */
  readonly receipts?: readonly string[];
}

export interface NoteNewsPorts extends TellPorts, AttentionPorts {
  readonly readers: () => Promise<readonly ReaderSince[]>;
  /** What versions before 0.3 told of an alert; nothing is added to it. */
  readonly deliveriesOf: (alert: string) => Promise<readonly Delivery[]>;
  readonly conversationsOf: (event: string) => Promise<readonly KeptTalk[]>;
  /** The hash of what is kept then; none when the conversation has changed since it was read. */
  readonly putConversation: (conversation: Talk, expected?: string) => Promise<string | undefined>;
  /** Has a message looked at once an instant has come; harmless to repeat, and made good by the clock where it is lost. */
  readonly deliverLater: (
    conversation: { readonly event: string; readonly reader: string },
    at: number,
  ) => Promise<void>;
  readonly waits: Waits;
  /** Receipts of the reports that led to this; none where nobody asks. */
  readonly followed?: () => readonly string[];
  /** Told of news that is noted for a reader, or of more reports that led to it. */
  readonly noteNoted?: (news: { readonly event: string; readonly reader: string }) => void;
}

/**
 * Notes for each reader of a board's events that there is something to tell, and from when on. What the message says is
 * decided when it is sent. Harmless to repeat. An event of which that fails keeps no other from being told.
 */
export function noteNews(ports: NoteNewsPorts, catalogue: Catalogue): (board: EventBoard) => Promise<void> {
  return async (board) => {
    const standing = board.events.filter(({ joinedInto, members }) => joinedInto === undefined && members.length > 0);
    if (standing.length === 0) return;
    const readers = await ports.readers();
    const notes = standing.map((known) => () => noteOf(ports, catalogue, board, known, readers));
    await eachForItself(notes, 1);
  };
}

async function noteOf(
  ports: NoteNewsPorts,
  catalogue: Catalogue,
  board: EventBoard,
  known: EventBoard['events'][number],
  readers: readonly ReaderSince[],
): Promise<void> {
  const now = toldEventOn(board, known);
  const event = { ...now, acts: actsWithin(catalogue, await ports.actsOf(known.id), now.members) };
  const [own = [], ...joined] = await Promise.all([known.id, ...event.joined].map(ports.conversationsOf));
  const talks = [own, ...joined].flat().map(({ value }) => value);
  const { desk, steps } = await attentionTo(ports, event, talks);
  for (const reader of readers) {
    const kept = own.find(({ value }) => value.reader === reader.id);
    const due = steps.filter((step) => step.reader === reader.id);
    const told = heardOf(talks.filter((talk) => talk.reader === reader.id));
    const first = await newsToReader(ports, catalogue, event, { reader, told, steps: due });
    const isNew = told.length === 0 && !kept?.value.sending;
    const before = isNew ? await heardBefore(ports, catalogue, event, reader, first) : undefined;
    const news = before ? await newsToReader(ports, catalogue, event, { reader, told: [before], steps: due }) : first;
    if (!news && !before) continue;
    const begun: Talk = kept?.value ?? { event: known.id, reader: reader.id, told: [] };
    const conversation = before ? { ...begun, told: [before] } : begun;
    const quietUntil = news && tellableNow(desk, ports.clock(), news, reader.id);
    const waits = present<Waits>({ ...ports.waits, quietUntil });
    const next = news ? withDue(conversation, news, ports.clock(), waits) : conversation;
    const at = nextStepAt(next);
    // Who else has written meanwhile has either noted it or sends it, and looks again after that.
    if ((next === kept?.value && !bringsReports(ports, kept)) || !(await ports.putConversation(next, kept?.hash)))
      continue;
    ports.noteNoted?.({ event: known.id, reader: reader.id });
    if (at !== undefined && next !== kept?.value) await ports.deliverLater(next, at);
  }
}

/** True where other reports have led to what is due already: whoever follows one finds the message that tells of it. */
function bringsReports({ followed = () => [] }: NoteNewsPorts, { value, receipts = [] }: KeptTalk): boolean {
  return value.due !== undefined && followed().some((receipt) => !receipts.includes(receipt));
}

/**
 * What a reader who was told nothing of an event has heard by the messages on alerts of an earlier version: it stands in
 * his conversation from then on. Read only where it matters: before an opening is told, and once all has ended.
 */
async function heardBefore(
  ports: NoteNewsPorts,
  catalogue: Catalogue,
  { known, members }: Pick<ToldEvent, 'known' | 'members'>,
  reader: ReaderSince,
  news: NewsInShort | undefined,
): Promise<Told | undefined> {
  const own = membersFor(catalogue, reader, members);
  const wasAsked = own.some(({ level }) => atLeast(level, 'alert') && reader.levels.includes(level));
  if (!news && (own.some(isLive) || !wasAsked)) return undefined;
  const deliveries = await Promise.all(membersBefore(own, known).map(({ id }) => ports.deliveriesOf(id)));
  return heardByAlerts(catalogue, reader, deliveries.flat());
}
