import { type Alert, type AlertAction, isLive } from '#domain/alert/alert.ts';
import { DEFAULT_DESK } from '#domain/duty/desk-settings.ts';
import type { Desk } from '#domain/duty/who-is-on-duty.ts';
import { strandOfAlert } from '#domain/event/strand.ts';
import { type Conversation, nextStepAt, type Reader } from '#domain/notification/conversation.ts';
import { NotAccepted } from '#domain/notification/delivery.ts';
import type { ReaderSince } from '#domain/notification/earlier-mails.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { deliverDue } from '#functions/deliver-messages/deliver-due.ts';
import {
  type DeliverPorts,
  deliverMessage,
  type OutgoingMessage,
  type ReachedReader,
  type Way,
} from '#functions/deliver-messages/deliver-message.ts';
import { describeNews } from '#functions/deliver-messages/describe-news.ts';
import { noteReturned } from '#functions/deliver-messages/note-returned.ts';
import { gatherEvents } from '#functions/respond-to-alert/gather-events.ts';
import { noteNews } from '#functions/respond-to-alert/note-news.ts';
import type { Platform } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { TWO_ZONES } from '../../domain/event/event-city.ts';

/**
 * What becomes of one sending: it is accepted and says so; it is refused; it is accepted and the answer is lost; it is
 * accepted, and whoever sent it dies.
 */
export type Manner = 'accepts' | 'refuses' | 'loses-answer' | 'dies';

/** Ends a use case as the end of its process does: nothing more is written. */
class Died extends Error {
  override readonly name = 'Died';
}

interface Life {
  hasEnded: boolean;
}

interface Sent {
  readonly reader: string;
  readonly way: string;
  readonly message: OutgoingMessage;
  readonly at: number;
}

const WHENEVER = Number.MAX_SAFE_INTEGER - 1;
const NOBODY: Conversation<EventNews> = { event: '', reader: '', told: [] };

export const MORNING = Date.parse('2026-11-23T06:30:00+07:00');
export const OFFICER: Reader = { id: 'p-lan', places: ['*'], levels: ['alert', 'crisis'] };
export const WARD_OFFICER: Reader = { id: 'p-ann', places: ['east-1'], levels: ['alert', 'crisis'] };

const NONE = { remindAfter: [], escalate: [], stalledAfter: 1e9, stalledNextAfter: 1e9, insteadAfter: 1e9 };
/** A desk at which nobody is reminded of anything. */
const NO_STEPS: Desk = { settings: { ...DEFAULT_DESK, crisis: NONE, alert: NONE }, people: [], lunarYears: [] };

/** The telling of events on tables of their own: time stands still until it is moved, and nothing is sent but here. */
export function delivering({ dynamodb, env }: Pick<Platform, 'dynamodb' | 'env'>) {
  const desk = deskStore(dynamodb, env['DESK_TABLE'] ?? '');
  const registry = registryStore(dynamodb, env['REGISTRY_TABLE'] ?? '');
  const state = {
    now: MORNING,
    readers: [OFFICER] as readonly ReaderSince[],
    supply: false,
    givenUp: 0,
    desk: NO_STEPS,
    /** The ways of a reader, by name, where they are others than mail and webhook. */
    channels: new Map<string, readonly string[]>(),
  };
  const clock = () => state.now;
  /** What reached somebody, in its order. */
  const sent: Sent[] = [];
  /** What was asked to be looked at later. */
  const asked: { readonly event: string; readonly reader: string; readonly at: number }[] = [];
  /** The manners of the next sendings on a way; those after them are accepted. */
  const manners = new Map<string, Manner[]>();
  const closed = new Set<string>();
  const waits = { gatherMs: 45_000, pauseMs: 1_800_000 };

  const wayOf = (reader: string, name: string, life: Life): Way => ({
    name,
    leaseMs: 120_000,
    ...(name === 'sms' ? { crisesOnly: true } : {}),
    async send(message) {
      const manner = manners.get(name)?.shift() ?? 'accepts';
      if (manner === 'refuses') throw new NotAccepted(`${name} said no`);
      sent.push({ reader, way: name, message, at: state.now });
      life.hasEnded = manner === 'dies';
      if (manner !== 'accepts') throw new Error('The connection was lost');
    },
  });
  const tellPorts = {
    ...desk,
    clock,
    hasSupply: async () => state.supply,
    desk: async () => state.desk,
    workedAt: async () => [],
  };
  const portsOf = (life: Life): DeliverPorts => ({
    ...tellPorts,
    async reader(id) {
      const reader = state.readers.find((each) => each.id === id);
      const names = (state.channels.get(id) ?? ['mail', 'webhook']).filter((name) => !closed.has(`${id} ${name}`));
      if (!reader) return undefined;
      const ways = names.map((name) => wayOf(id, name, life));
      const hasPaused = closed.has(`${id} mail`) ? true : undefined;
      return present<ReachedReader>({ ...reader, language: 'vi', ways, hasPaused });
    },
    describe: describeNews({ ...desk, ...registry, clock, nameOf: async () => undefined }, TWO_ZONES),
    waits,
    noteGivenUp: () => void state.givenUp++,
    async putConversation(talk, expected) {
      if (life.hasEnded) throw new Died();
      return desk.putConversation(talk, expected);
    },
  });
  const gather = gatherEvents(tellPorts, TWO_ZONES);
  const note = noteNews(
    {
      ...tellPorts,
      readers: async () => state.readers,
      waits,
      deliverLater: async ({ event, reader }, at) => void asked.push({ event, reader, at }),
    },
    TWO_ZONES,
  );

  /** What a process does with one message of the queue. */
  async function look(event: string, reader: string): Promise<number | undefined> {
    try {
      return await deliverMessage(portsOf({ hasEnded: false }), TWO_ZONES)(event, reader);
    } catch (error) {
      if (error instanceof Died) return undefined;
      throw error;
    }
  }

  const sweep = deliverDue({ clock, conversationsDue: desk.conversationsDue, deliver: look });

  /** Lets time go on: at each instant at which something is due, it is looked at. */
  async function runUntil(end: number): Promise<void> {
    for (;;) {
      const waiting = await desk.conversationsDue(WHENEVER, 1000);
      const steps = await Promise.all(waiting.map(async ({ event, reader }) => (await talk(event, reader)) ?? NOBODY));
      const next = Math.min(...steps.map((each) => nextStepAt(each) ?? WHENEVER));
      if (next > end) break;
      state.now = Math.max(state.now, next);
      await sweep();
    }
    state.now = Math.max(state.now, end);
  }

  async function talk(event: string, reader = OFFICER.id): Promise<Conversation<EventNews> | undefined> {
    return (await desk.readConversation(event, reader))?.value;
  }

  return {
    desk,
    state,
    sent,
    asked,
    manners,
    closed,
    look,
    sweep,
    runUntil,
    /** What the stream does after alerts have changed. */
    async alerts(...changed: readonly Alert[]): Promise<void> {
      for (const alert of changed) {
        const kept = await desk.readAlert(alert.id);
        await desk.putAlert({ ...alert, version: (kept?.value.version ?? 0) + 1 }, kept?.hash);
      }
      const strands = Map.groupBy(changed, ({ id }) => strandOfAlert(TWO_ZONES, id));
      for (const [strand, own] of strands) {
        if (strand)
          await note(
            await gather(
              strand,
              own.map(({ id }) => id),
            ),
          );
      }
    },
    /** What somebody says of a single alert, as the stream then tells; a silence is for a day. */
    async say(id: string, kind: AlertAction['kind']): Promise<void> {
      const alert = (await desk.readAlert(id))?.value;
      const strand = strandOfAlert(TWO_ZONES, id);
      if (!alert || !strand || !isLive(alert)) return;
      const action = { alert: id, kind, at: state.now, by: OFFICER.id, version: alert.version, level: alert.level };
      await desk.putAction(kind === 'silence' ? { ...action, until: '2026-11-23' } : action);
      await note(await gather(strand, [id]));
    },
    /** What the clock's look does: the day may have made something news. */
    async noteLive(): Promise<void> {
      for (const board of await desk.liveBoards()) await note(board);
    },
    returned: noteReturned({ ...desk, clock }),
    talk,
    kinds: (reader = OFFICER.id) =>
      sent.filter((each) => each.reader === reader).map(({ message }) => message.news.kind),
  };
}
