import type { BusinessDay } from '#domain/business-day.ts';
import { type EventEndPorts, readEventEnd } from '#supply-search/event-end.ts';
import { type PlanOfEventPorts, type ReadPlanRequest, readPlanRequest } from '#supply-search/plan-of-event.ts';
import { placesAsked, type StaffMember } from '../http/own-places.ts';
import { type FindEventPorts, findEvent, type SeenEvent } from './find-event.ts';

export interface ReadPlanPorts extends FindEventPorts, EventEndPorts, PlanOfEventPorts {
  readonly today: () => BusinessDay;
}

/** What somebody may see of an event's plan, and from when it is. */
interface ReadPlan extends ReadPlanRequest {
  readonly event: SeenEvent;
}

/**
 * The plan of an event at a person's places, or in one of them. Raises `unknown-event` or `unknown-place` (404), or
 * `not-your-place` (403).
 */
export async function readPlan(
  ports: ReadPlanPorts,
  staff: StaffMember,
  id: string,
  place?: string,
): Promise<ReadPlan> {
  const event = await findEvent(ports, staff, id);
  const { catalogue } = ports;
  const day = ports.today();
  const isOver = (await readEventEnd(ports, catalogue, event.known.id, day)) !== undefined;
  const isSeen = placesAsked(staff, catalogue, place);
  return { event, ...(await readPlanRequest(ports, catalogue, event.known, { day, isOver, isSeen })) };
}
