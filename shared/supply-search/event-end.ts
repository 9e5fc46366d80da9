import type { AlertEnd } from '#domain/alert/alert-end.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { actsWithin, type EventAct, holdingAct } from '#domain/event/event-act.ts';
import { type EventBoard, eventOn, type KnownEvent, membersOf, type PastEvent } from '#domain/event/event-board.ts';
import { type Strand, strandOfEvent } from '#domain/event/strand.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { type AlertEndPorts, readAlertEnd } from './alert-end.ts';

/** What tells whether an event stands; all reads strongly consistent. */
export interface EventEndPorts extends AlertEndPorts {
  readonly readBoard: (strand: Strand) => Promise<{ readonly value: EventBoard }>;
  readonly readPastEvent: (id: string) => Promise<PastEvent | undefined>;
  readonly actsOf: (event: string) => Promise<readonly EventAct[]>;
}

/**
 * How the event of a suggestion has ended; none while it stands, or where nobody knows it. One that was joined into
 * another ends with that. An event ends by what somebody said of it as a whole, or once all of its alerts have ended.
 */
export async function readEventEnd(
  ports: EventEndPorts,
  catalogue: Catalogue,
  id: string,
  today: BusinessDay,
): Promise<AlertEnd | undefined> {
  const strand = strandOfEvent(id);
  if (strand === undefined) return undefined;
  const { value: board } = await ports.readBoard(strand);
  const known = eventOn(board, id);
  const members = known ? membersOf(board, known) : [];
  if (known && members.length > 0) return endOfEvent(ports, catalogue, { strand, known, members }, today);
  const past = await ports.readPastEvent(known?.id ?? id);
  return past && endOfEvent(ports, catalogue, past, today);
}

/** How an event has ended, by its acts and its members as they are now. */
export async function endOfEvent(
  ports: EventEndPorts,
  catalogue: Catalogue,
  { known, members }: PastEvent,
  today: BusinessDay,
): Promise<AlertEnd | undefined> {
  const acts = known.endedAt === undefined ? actsWithin(catalogue, await ports.actsOf(known.id), members) : [];
  const said = endBySaying(known, acts, today);
  if (said) return said;
  let end: AlertEnd | undefined;
  // Of most events the first alert stands: the others need not be read.
  for (const { id } of members) {
    const own = await readAlertEnd(ports, catalogue, id);
    if (!own) return undefined;
    if (!end || own.on > end.on) end = own;
  }
  return end;
}

function endBySaying({ level }: KnownEvent, acts: readonly EventAct[], today: BusinessDay): AlertEnd | undefined {
  const act = holdingAct(acts, level, today);
  if (act?.kind === 'false-alarm') return { reason: 'false-alarm', on: businessDayOf(act.at) };
  return act?.kind === 'resolve' ? { reason: 'closed-by-hand', on: businessDayOf(act.at) } : undefined;
}

/** How what a suggestion was made for has ended: its event, its alert, or nothing, where it was made for a day. */
export async function readEndOf(
  ports: EventEndPorts,
  catalogue: Catalogue,
  { event, alert }: Pick<Suggestion, 'event' | 'alert'>,
  today: BusinessDay,
): Promise<AlertEnd | undefined> {
  if (event !== undefined) return readEventEnd(ports, catalogue, event, today);
  return alert === undefined ? undefined : readAlertEnd(ports, catalogue, alert);
}
