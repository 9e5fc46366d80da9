import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { KnownEvent } from '#domain/event/event-board.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import type { PlanRequest } from '#domain/matching/plan.ts';
import type { SearchMade } from '#domain/matching/search-pauses.ts';
import { isOvertaken, type Suggestion } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';

export interface PlanOfEventPorts {
  readonly suggestionsOf: (event: string) => Promise<readonly Suggestion[]>;
  readonly latestSearch: (event: string) => Promise<SupplySearch | undefined>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly readMatchSettings: () => Promise<{ readonly changes: Partial<MatchSettings> } | undefined>;
}

interface PlanQuestion {
  readonly day: BusinessDay;
  /** True of an event that is over: nothing is missing for it any more, and only what was agreed on stands. */
  readonly isOver: boolean;
  /** The places whose receivers are looked at. */
  readonly isSeen: (place: string) => boolean;
}

export interface ReadPlanRequest {
  readonly request: PlanRequest;
  /** What earlier searches proposed and the latest does not: no plan shows it, and who has telephoned by it may answer it. */
  readonly overtaken: readonly Suggestion[];
  readonly searchedAt: number | undefined;
  readonly made: SearchMade | undefined;
}

/**
 * What the plan of an event is made from: its lines at some places, with those of the events that it was joined with, as they
 * are now, and what the latest search has left without.
 */
export async function readPlanRequest(
  ports: PlanOfEventPorts,
  catalogue: Catalogue,
  { id, log }: Pick<KnownEvent, 'id' | 'log'>,
  { day, isOver, isSeen }: PlanQuestion,
): Promise<ReadPlanRequest> {
  const joined = log.flatMap(({ kind, event: other }) => (kind === 'joined' && other ? [other] : []));
  const subjects = [...new Set([id, ...joined])];
  const [search, holds, set, ...kept] = await Promise.all([
    ports.latestSearch(id),
    ports.foodSafetyHolds(),
    ports.readMatchSettings(),
    ...subjects.map((subject) => ports.suggestionsOf(subject)),
  ]);
  const heldBy = heldOn(day, holds, catalogue);
  const found = isOver ? undefined : search;
  const isOpen = ({ state }: Suggestion) => state !== 'ended' && !(isOver && state === 'proposed');
  const open = kept.flat().filter((line) => isSeen(line.to.place) && isOpen(line));
  return {
    overtaken: open.filter(isOvertaken),
    searchedAt: search?.made?.at,
    made: found?.made,
    request: {
      day,
      catalogue,
      settings: settingsWith(set?.changes),
      lines: open.filter((line) => !isOvertaken(line)),
      found: found?.suggestions ?? [],
      unmet: found?.unmet.filter(({ to }) => isSeen(to.place)) ?? [],
      left: found?.left?.filter(({ place }) => isSeen(place)) ?? [],
      isHeld: ({ product, from }) => heldBy(product, from) !== undefined,
    },
  };
}
