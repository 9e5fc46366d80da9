import type { Alert } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type EventBoard, eventOn, membersOf, type PastEvent } from '#domain/event/event-board.ts';
import type { SaidOfAlert } from '#domain/event/said-of-alert.ts';
import { type Strand, strandOfEvent } from '#domain/event/strand.ts';
import { present } from '#domain/present.ts';
import { Problem } from '#runtime/problem.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';

export interface FindEventPorts {
  readonly catalogue: Catalogue;
  readonly readBoard: (strand: Strand) => Promise<{ readonly value: EventBoard }>;
  readonly readPastEvent: (id: string) => Promise<PastEvent | undefined>;
}

/** An event with what was said last of single live members, where it keeps them from readers. */
export interface FoundEvent extends PastEvent {
  readonly said?: readonly SaidOfAlert[];
}

/** An event as somebody may see it: with its members at that person's places, of which there is at least one. */
export interface SeenEvent extends FoundEvent {
  /** All of its members: whether an act holds is decided by them. */
  readonly everywhere: readonly Alert[];
  /** True where it has members at other places, too. */
  readonly isPartial: boolean;
}

/**
 * The event of a path, or the one that it was joined into. Raises `unknown-event` (404), or `not-your-place` (403) for one
 * that lies at other places alone.
 */
export async function findEvent(ports: FindEventPorts, staff: StaffMember, id: string): Promise<SeenEvent> {
  const event = await readEvent(ports, id);
  if (!event) throw unknownEvent();
  const seen = seenBy(staff, ports.catalogue, event);
  if (seen) return seen;
  throw noPartYours();
}

export function unknownEvent(): Problem {
  return new Problem(404, 'unknown-event', { vi: 'Không có sự kiện này.', en: 'There is no such event.' });
}

export function noPartYours(): Problem {
  return new Problem(403, 'not-your-place', {
    vi: 'Sự kiện này không có cảnh báo nào ở địa bàn của tài khoản này.',
    en: 'This event has no alert at the places of this account.',
  });
}

/** The part of an event that a person may see; none where all of it lies elsewhere. */
export function seenBy(staff: StaffMember, catalogue: Catalogue, event: FoundEvent): SeenEvent | undefined {
  const members = event.members.filter(({ place }) => maySee(staff, catalogue, place));
  const isPartial = members.length < event.members.length;
  return members.length > 0 ? { ...event, members, everywhere: event.members, isPartial } : undefined;
}

/** An event with all of its members; one that was joined into another is that one. */
export async function readEvent(ports: FindEventPorts, id: string): Promise<FoundEvent | undefined> {
  const strand = strandOfEvent(id);
  if (strand === undefined) return undefined;
  const { value: board } = await ports.readBoard(strand);
  const known = eventOn(board, id);
  const members = known ? membersOf(board, known) : [];
  if (known && members.length > 0) return present<FoundEvent>({ strand, known, members, said: board.said });
  return ports.readPastEvent(known?.id ?? id);
}
