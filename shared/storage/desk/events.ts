import { isLive } from '#domain/alert/alert.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { EventAct } from '#domain/event/event-act.ts';
import { type EventBoard, emptyBoard, type PastEvent } from '#domain/event/event-board.ts';
import { type Strand, strandOfEvent } from '#domain/event/strand.ts';
import { pack, unpack } from '../packed.ts';
import {
  type Attributes,
  IF_ABSENT,
  type Kept,
  over,
  put,
  putIf,
  readItem,
  readList,
  type Table,
} from '../table-client.ts';
import { fromJson, jsonOf } from './json-item.ts';
import { partitionOfStrand, readAllOf, readOf } from './partition.ts';

const BOARD = 'board';

/** The events of each strand, and what people did with them. */
export function eventStore(table: Table) {
  return {
    /** The board of a strand; an empty one, with no hash, before its first alert. */
    async readBoard(strand: Strand): Promise<{ readonly value: EventBoard; readonly hash?: string }> {
      const item = await readItem(table, { pk: partitionOfStrand(strand), sk: BOARD });
      return item ? keptBoard(item) : { value: emptyBoard(strand) };
    },

    /** False when the board was changed between; the caller reads again. */
    putBoard(board: EventBoard, expected?: string): Promise<boolean> {
      const { bytes, hash } = pack(board);
      const latest = board.events.findLast(
        ({ endedAt, joinedInto }) => endedAt === undefined && joinedInto === undefined,
      );
      const key = { pk: partitionOfStrand(board.strand), sk: BOARD };
      const listed = board.alerts.some(isLive)
        ? { listPk: LIVE_BOARDS, listSk: `${latest?.openedOn}#${board.strand}` }
        : { listPk: CALM_BOARDS, listSk: board.strand };
      return putIf(table, over(expected), { ...key, ...listed, data: bytes, h: hash });
    },

    /** The boards with live alerts, in no order. Never quite up to date. */
    async liveBoards(): Promise<EventBoard[]> {
      return (await readList(table, LIVE_BOARDS, { limit: MOST_BOARDS })).map((item) => keptBoard(item).value);
    },

    /** Keeps an event as it ended, or that it is on again; false where a later version of it is kept. */
    keepPastEvent(event: PastEvent): Promise<boolean> {
      const { id, openedOn, version, endedAt } = event.known;
      const { bytes, hash } = pack(event);
      const list = { listPk: endedAt === undefined ? REOPENED_EVENTS : PAST_EVENTS, listSk: `${openedOn}#${id}` };
      const notLater = {
        ConditionExpression: 'attribute_not_exists(version) OR version <= :version',
        ExpressionAttributeValues: { ':version': version },
      };
      return putIf(table, notLater, { pk: eventKey(id), sk: `event#${id}`, ...list, version, data: bytes, h: hash });
    },

    /** An event as it last ended; none for one that never has. */
    async readPastEvent(id: string): Promise<PastEvent | undefined> {
      const item = await readOf(table, id, `event#${id}`);
      return item && pastEvent(item);
    },

    /** Events that have ended, newest first. */
    async listPastEvents({ limit, after }: { readonly limit: number; readonly after?: string }) {
      const items = await readList(table, PAST_EVENTS, { limit: limit + 1, after });
      const shown = items.slice(0, limit);
      const next = items.length > limit ? (shown.at(-1)?.['listSk'] as string | undefined) : undefined;
      return { items: shown.map(pastEvent), next };
    },

    /** What people did with an event, oldest first. */
    async actsOf(event: string): Promise<EventAct[]> {
      return (await readAllOf(table, event, `act#${event}#`)).map(fromJson<EventAct>);
    },

    /** Wakes the responder of an event; `because` tells one waking from another. */
    async wakeEvent(id: string, because: string): Promise<void> {
      await put(table, { pk: eventKey(id), sk: `wake#${id}`, because });
    },

    /**
     * Appends an act as the one after so many; false where somebody has acted meanwhile, unless it is the very same act.
     * Raises on a text that is no event's id.
     */
    async putAct(act: EventAct, after: number, lines: readonly AuditEntry[] = []): Promise<boolean> {
      const content = jsonOf(act);
      const key = { pk: eventKey(act.event), sk: `act#${act.event}#${String(after + 1).padStart(6, '0')}` };
      if (await putIf(table, IF_ABSENT, { ...key, ...content }, lines)) return true;
      return (await readItem(table, key))?.['h'] === content.h;
    },
  };
}

const LIVE_BOARDS = 'board#live';
const CALM_BOARDS = 'board#calm';
const PAST_EVENTS = 'event#past';
const REOPENED_EVENTS = 'event#reopened';
/** Strands are as many as goods and directions: all of them at once are one read. */
const MOST_BOARDS = 5000;

/** The partition of an event. Raises on a text that is no event's id. */
export function eventKey(id: string): string {
  const strand = strandOfEvent(id);
  if (strand === undefined) throw new Error(`"${id}" is no id of an event`);
  return partitionOfStrand(strand);
}

function keptBoard(item: Attributes): Kept<EventBoard> {
  return { value: unpack(item['data'] as Uint8Array) as EventBoard, hash: item['h'] as string };
}

function pastEvent(item: Attributes): PastEvent {
  return unpack(item['data'] as Uint8Array) as PastEvent;
}
