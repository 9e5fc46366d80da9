import { isWithin } from '#domain/catalogue.ts';
import type { PastEvent } from '#domain/event/event-board.ts';
import { type FindEventPorts, noPartYours, readEvent, unknownEvent } from '../events/find-event.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';

/**
 * An event with its alerts at a person's places or around them: the shops of a ward stand in the alert of its zone, too.
 * Raises `unknown-event` (404), or `not-your-place` (403) for one that lies at other places alone.
 */
export async function findEventAround(ports: FindEventPorts, staff: StaffMember, id: string): Promise<PastEvent> {
  const event = await readEvent(ports, id);
  if (!event) throw unknownEvent();
  const isNear = (place: string) =>
    maySee(staff, ports.catalogue, place) || staff.places.some((own) => isWithin(ports.catalogue, own, place));
  const members = event.members.filter(({ place }) => isNear(place));
  if (members.length === 0) throw noPartYours();
  return { ...event, members };
}
