import { type Conversation, nextStepAt } from '#domain/notification/conversation.ts';
import { RECEIPTS } from '../follow-receipts.ts';
import { pack, unpack } from '../packed.ts';
import {
  type Attributes,
  type ItemKey,
  type Kept,
  keptOf,
  over,
  putIf,
  readItem,
  readListThrough,
  readPartition,
  type Table,
} from '../table-client.ts';
import { eventKey } from './events.ts';

interface KeptConversation<Content> extends Kept<Conversation<Content>> {
  /** Receipts of the reports that led to what waits in it, or was told last. */
  readonly receipts: readonly string[];
}

/** What each reader is told of each event. */
export function conversationStore<Content>(table: Table) {
  return {
    /** What the readers of an event were told. */
    async conversationsOf(event: string): Promise<KeptConversation<Content>[]> {
      const items = await readPartition(table, eventKey(event), `told#${event}#`);
      return items.flatMap((item) => {
        const kept = keptOf(item, read<Content>);
        return kept ? [{ ...kept, receipts: Object.keys(item[RECEIPTS] ?? {}) }] : [];
      });
    },

    async readConversation(event: string, reader: string): Promise<Kept<Conversation<Content>> | undefined> {
      return keptOf(await readItem(table, conversationKey(event, reader)), read<Content>);
    },

    /** The hash of what is kept then; none when the conversation has changed since it was read. */
    async putConversation(conversation: Conversation<Content>, expected?: string): Promise<string | undefined> {
      const { event, reader } = conversation;
      const { bytes, hash } = pack(conversation);
      const next = nextStepAt(conversation);
      const listed = next === undefined ? {} : { listPk: WAITING, listSk: `${instantKey(next)}#${event}#${reader}` };
      const item = { ...conversationKey(event, reader), ...listed, data: bytes, h: hash };
      return (await putIf(table, over(expected), item)) ? hash : undefined;
    },

    /** Conversations in which something is to be done by an instant (milliseconds since the epoch), the earliest first. */
    async conversationsDue(now: number, limit: number): Promise<{ readonly event: string; readonly reader: string }[]> {
      const items = await readListThrough(table, WAITING, instantKey(now + 1), limit);
      return items.map((item) => {
        const [, event = '', reader = ''] = String(item['sk']).split('#');
        return { event, reader };
      });
    },
  };
}

const WAITING = 'told#waiting';

/** The key under which it is kept what a reader is told of an event. Raises on a text that is no event's id. */
export function conversationKey(event: string, reader: string): ItemKey {
  return { pk: eventKey(event), sk: `told#${event}#${reader}` };
}

/** Instants in the order of their texts. */
function instantKey(at: number): string {
  return String(Math.max(0, Math.ceil(at))).padStart(15, '0');
}

function read<Content>(item: Attributes): Conversation<Content> {
  return unpack(item['data'] as Uint8Array) as Conversation<Content>;
}
