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

/** How a line is carried: by which trip, and to whom. */
export interface LineWay {
  readonly trip: string;
  readonly stop: string;
}

/** How each line of some trips is carried. */
export function waysByLine(trips: readonly PlanTrip[]): ReadonlyMap<string, LineWay> {
  return new Map(
    trips.flatMap(({ id, stops }) =>
      stops.flatMap(({ to, suggestions }) =>
        suggestions.map((line): [string, LineWay] => [line, { trip: id, stop: `${to.place} ${to.store}` }]),
      ),
    ),
  );
}

/** What came less of some lines than was agreed on; of what was only agreed on, less than was proposed. */
export function shortOf(lines: readonly PlanLine[]): readonly PlanLine[] {
  return lines.flatMap((line) => {
    const expected = line.state === 'completed' ? line.agreed : line.state === 'changed' ? line.proposed : undefined;
    const short = expected === undefined ? 0 : expected - line.quantity;
    return short > 0 ? [{ ...line, quantity: short }] : [];
  });
}

/** Where a line goes: the stop of its trip. */
export function stopsByLine(trips: readonly PlanTrip[]): ReadonlyMap<string, Party> {
  return new Map(trips.flatMap(({ stops }) => stops.flatMap((stop) => stop.suggestions.map((id) => [id, stop.to]))));
}
