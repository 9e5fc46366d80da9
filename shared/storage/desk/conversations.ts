import { type Conversation, nextStepAt } from '#domain/notification/conversation.ts';
import { pack, unpack } from '../packed.ts';
import {
  type Attributes,
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

/** What each reader is told of each event. */
export function conversationStore<Content>(table: Table) {
  return {
    /** What the readers of an event were told. */
    async conversationsOf(event: string): Promise<Kept<Conversation<Content>>[]> {
      const items = await readPartition(table, eventKey(event), `told#${event}#`);
      return items.flatMap((item) => keptOf(item, read<Content>) ?? []);
    },

    async readConversation(event: string, reader: string): Promise<Kept<Conversation<Content>> | undefined> {
      return keptOf(await readItem(table, keyOf(event, reader)), read<Content>);
    },

    /** The hash of what is kept then; none when the conversation has changed since it was read. */
    async putConversation(conversation: Conversation<Content>, expected?: string): Promise<string | undefined> {
      const { event, reader } = conversation;
      const { bytes, hash } = pack(conversation);
      const next = nextStepAt(conversation);
      const listed = next === undefined ? {} : { listPk: WAITING, listSk: `${instantKey(next)}#${event}#${reader}` };
      const item = { ...keyOf(event, reader), ...listed, data: bytes, h: hash };
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

function keyOf(event: string, reader: string) {
  return { pk: eventKey(event), sk: `told#${event}#${reader}` };
}

/** Instants in the order of their texts. */
function instantKey(at: number): string {
  return String(Math.max(0, Math.ceil(at))).padStart(15, '0');
}

function read<Content>(item: Attributes): Conversation<Content> {
  return unpack(item['data'] as Uint8Array) as Conversation<Content>;
}
