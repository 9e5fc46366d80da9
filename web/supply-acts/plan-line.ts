import type { ReceivedFrom } from '#contract/client.ts';

/** The plan of an event as it is shown. */
export type ShownPlan = ReceivedFrom<'GET /v1/events/{id}/plan'>;
export type PlanCall = ShownPlan['calls'][number];
export type PlanTrip = PlanCall['trips'][number];
export type PlanLine = ShownPlan['lines'][number];
export type Party = PlanTrip['from'];

/** What a call waits for: an answer, the goods, or nothing any more. */
export type Stage = 'waiting' | 'agreed' | 'done';

const STAGES: Partial<Record<PlanLine['state'], Stage>> = {
  proposed: 'waiting',
  accepted: 'agreed',
  changed: 'agreed',
  completed: 'done',
};

/** The lines of a call, or of one of its trips, that are at one stage. */
export function linesAt(plan: ShownPlan, { trips }: Pick<PlanCall, 'trips'>, stage: Stage): readonly PlanLine[] {
  const carried = new Set(trips.flatMap(({ suggestions }) => suggestions));
  return plan.lines.filter(({ suggestion, state }) => carried.has(suggestion) && STAGES[state] === stage);
}

/** Where a line goes: the stop of its trip. */
export function stopsByLine(trips: readonly PlanTrip[]): ReadonlyMap<string, Party> {
  return new Map(trips.flatMap(({ stops }) => stops.flatMap((stop) => stop.suggestions.map((id) => [id, stop.to]))));
}
