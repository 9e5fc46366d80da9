import type { BusinessDay } from '#domain/business-day.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import type { PlanRequest } from '#domain/matching/plan.ts';
import { isOvertaken, type Suggestion } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import { type EventEndPorts, readEventEnd } from '#supply-search/event-end.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { type FindEventPorts, findEvent, type SeenEvent } from './find-event.ts';

export interface ReadPlanPorts extends FindEventPorts, EventEndPorts {
  readonly today: () => BusinessDay;
  readonly suggestionsOf: (event: string) => Promise<readonly Suggestion[]>;
  readonly latestSearch: (event: string) => Promise<SupplySearch | undefined>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly readMatchSettings: () => Promise<{ readonly changes: Partial<MatchSettings> } | undefined>;
}

/** What somebody may see of an event's plan, and from when it is. */
interface ReadPlan {
  readonly event: SeenEvent;
  readonly request: PlanRequest;
  readonly searchedAt: number | undefined;
}

/**
 * The lines of an event at a person's places, with those of the events that it was joined with, as they are now, and what
 * the latest search has left without. Raises `unknown-event` (404) or `not-your-place` (403).
 */
export async function readPlan(ports: ReadPlanPorts, staff: StaffMember, id: string): Promise<ReadPlan> {
  const event = await findEvent(ports, staff, id);
  const { catalogue } = ports;
  const day = ports.today();
  const own = event.known.id;
  const joined = event.known.log.flatMap(({ kind, event: other }) => (kind === 'joined' && other ? [other] : []));
  const subjects = [...new Set([own, ...joined])];
  const [search, end, holds, set, ...kept] = await Promise.all([
    ports.latestSearch(own),
    readEventEnd(ports, catalogue, own, day),
    ports.foodSafetyHolds(),
    ports.readMatchSettings(),
    ...subjects.map((subject) => ports.suggestionsOf(subject)),
  ]);
  const heldBy = heldOn(day, holds, catalogue);
  const isSeen = (place: string) => maySee(staff, catalogue, place);
  // Nothing is missing any more for an event that is over: only what was agreed on stands.
  const found = end ? undefined : search;
  const isOpen = ({ state }: Suggestion) => state !== 'ended' && !(end && state === 'proposed');
  return {
    event,
    searchedAt: search?.made?.at,
    request: {
      day,
      catalogue,
      settings: settingsWith(set?.changes),
      lines: kept.flat().filter((line) => isSeen(line.to.place) && isOpen(line) && !isOvertaken(line)),
      found: found?.suggestions ?? [],
      unmet: found?.unmet.filter(({ to }) => isSeen(to.place)) ?? [],
      left: found?.left?.filter(({ place }) => isSeen(place)) ?? [],
      isHeld: ({ product, from }) => heldBy(product, from) !== undefined,
    },
  };
}
