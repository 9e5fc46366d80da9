import type { FalseAlarmReason } from '../alert/false-alarm-reason.ts';
import type { BusinessDay } from '../business-day.ts';
import type { Resolution } from '../detection/episode.ts';
import type { EventFace } from '../event/event-face.ts';
import type { Strand } from '../event/strand.ts';
import type { Level } from '../level.ts';

/**
 * What a message on an event says has happened. `goes-on`: a silence has run out and the event is still there; `closed`:
 * somebody has closed it or called it false; `withdrawn`: a correction took it back.
 */
export const EVENT_NEWS = [
  'opened',
  'escalated',
  'spread',
  'supply-found',
  'goes-on',
  'reminder',
  'ended',
  'closed',
  'withdrawn',
] as const;
export type EventNewsKind = (typeof EVENT_NEWS)[number];

/**
 * What is done so that nobody is alone with an event, and it is left to nobody (duty/due-steps.ts). `reminder`: to who was
 * told, while nobody is on it; `escalation`: to the next; `assigned`: to whom it was given; `handed-over`: to the stand-in
 * of whom it was given to; `stalled`: to who is on it, since nothing happens, and then to the lead; `instead`: to the next,
 * since somebody cannot be reached.
 */
export const STEP_KINDS = ['reminder', 'escalation', 'assigned', 'handed-over', 'stalled', 'instead'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Why a reader is told of an event now, beside what has happened to it. */
export interface ToldStep {
  readonly kind: StepKind;
  /** Since when the event waits, milliseconds since the epoch. */
  readonly since: number;
  /** Id of the person who cannot be reached or is not there, or with whom nothing happens. */
  readonly person?: string;
  /** How that person is called, where somebody knows. */
  readonly name?: string;
}

/** Somebody to call, as a message names him. */
export interface Callee {
  readonly name: string;
  readonly contact?: string;
  readonly phone?: string;
}

/** A quantity of one unit, in thousandths; quantities of two units are never added. */
export interface Amount {
  readonly unit: { readonly vi: string; readonly en: string };
  readonly milli: number;
}

/** What is missing for an event and who could send it, in sums. */
export interface SupplyInSums {
  readonly missing: readonly Amount[];
  /** What the calls cover of it. */
  readonly covered: readonly Amount[];
  readonly calls: readonly (Callee & { readonly amounts: readonly Amount[] })[];
}

/** A shop to verify, with the price that is furthest from its own usual one. */
export interface ShopToVerify extends Callee {
  readonly address?: string;
  readonly place: string;
  readonly product: string;
  readonly price: number;
  readonly usual: number;
}

/** How an event ended, or what somebody said when it was closed. */
export interface EventEnding {
  readonly on?: BusinessDay;
  /** Of a market that came to rest: how. */
  readonly resolution?: Resolution;
  /** Who closed it, and what was written with it. */
  readonly by?: string;
  readonly note?: string;
  /** True where it was called false, and why if somebody said. */
  readonly isFalseAlarm?: true;
  readonly reason?: FalseAlarmReason;
}

/** All that a message on an event is written from: facts about the reader's own places. */
export interface EventNews {
  readonly kind: EventNewsKind;
  readonly event: string;
  readonly strand: Strand;
  readonly face: EventFace;
  /** Of the event: rises with each change that people may want to hear of. Absent where nobody counts. */
  readonly version?: number;
  /** Whether the day of its figures is closed; absent where that is not known. */
  readonly figures?: 'provisional' | 'closed';
  /** When it opened, milliseconds since the epoch. */
  readonly openedAt?: number;
  /** Wards and communes that have come since the reader was told last. */
  readonly newWards?: readonly string[];
  /** The level that the reader was told last; none before the first message. */
  readonly toldLevel?: Level;
  /** Who is on it; nobody while it is absent. */
  readonly owner?: { readonly name: string; readonly since: number };
  /** The step of the desk that it tells; the most urgent one where it tells several. */
  readonly step?: ToldStep;
  /** When the next person is told if nobody takes it over, milliseconds since the epoch. */
  readonly escalatesAt?: number;
  /** Who that is; the lead where nobody says. */
  readonly escalatesTo?: 'lead' | 'director';
  readonly supply?: SupplyInSums;
  /** How many shops are beyond a threshold, and the first of them. */
  readonly verify?: { readonly count: number; readonly shops: readonly ShopToVerify[] };
  /** Of a silence that ran out: its last day. */
  readonly silencedUntil?: BusinessDay;
  readonly ending?: EventEnding;
}

/** The news after which nothing more is to be done. */
export function isOver(kind: EventNewsKind): boolean {
  return kind === 'ended' || kind === 'closed' || kind === 'withdrawn';
}
