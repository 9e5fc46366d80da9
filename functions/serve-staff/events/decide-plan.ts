import type { AnswerOf } from '#contract/operations.ts';
import type { PlanRequest } from '#domain/matching/plan.ts';
import { type DeclineReason, isAgreed, type Suggestion, type SuggestionState } from '#domain/matching/suggestion.ts';
import { isOnTrip, quantityOf, tripsOf } from '#domain/matching/trips.ts';
import { present } from '#domain/present.ts';
import { fromMilli, toMilli } from '#domain/report/report.ts';
import { Problem } from '#runtime/problem.ts';
import { namesOfProduct } from '../http/names.ts';
import type { StaffMember } from '../http/own-places.ts';
import { type Answer, type DecideSuggestionPorts, decideLine } from '../suggestions/decide-suggestion.ts';
import { type ReadPlanPorts, readPlan } from './read-plan.ts';

export type DecidePlanPorts = ReadPlanPorts & DecideSuggestionPorts;

type Outcome = AnswerOf<'POST /v1/events/{id}/plan/calls/{call}/accept'>['lines'][number];

interface PlanOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string; readonly call?: string; readonly trip?: string };
  readonly body: {
    readonly quantities?: Readonly<Record<string, number>>;
    readonly lines?: readonly string[];
    readonly confirm?: boolean;
    readonly reason?: DeclineReason;
    readonly note?: string;
  };
}

/** The states in which a line is as an answer would make it. */
const ALREADY: Readonly<Record<Answer, readonly SuggestionState[]>> = {
  accept: ['accepted', 'changed', 'completed'],
  decline: ['declined'],
  complete: ['completed'],
};

/**
 * `POST /v1/events/{id}/plan/calls/{call}/…` and `…/trips/{trip}/…`: one answer to all lines of a call or a trip. Each line
 * is decided for itself, as on its own: several items cannot be written as one. So each tells what came of it, and whoever
 * repeats the request finishes what was left.
 */
export function decidePlan(ports: DecidePlanPorts, answer: Answer) {
  return async ({ staff, params, body }: PlanOrder) => {
    const { event, request, overtaken } = await readPlan(ports, staff, params.id);
    const { carried, known } = (params.trip === undefined ? linesOfCall : linesOfTrip)(request, overtaken, params);
    const { lines = carried.map(({ id }) => id), quantities = {} } = body;
    requireOfPlan([...lines, ...Object.keys(quantities)], known);
    const shared = readOnce(ports);
    const outcomes: Outcome[] = [];
    for (const line of known.filter(({ id }) => lines.includes(id))) {
      outcomes.push(await decideOne(shared, answer, { staff, line, body }));
    }
    const done = outcomes.filter(({ outcome }) => outcome === 'done').length;
    return { status: 200 as const, body: { event: event.known.id, done, lines: outcomes } };
  };
}

/**
 * The same ports, which read only once what all lines of a request share: what it was answered by stands when it begins.
 * Promises and the lines themselves are read each time, since others write them meanwhile.
 */
function readOnce(ports: DecidePlanPorts): DecidePlanPorts {
  return {
    ...ports,
    foodSafetyHolds: once(ports.foodSafetyHolds),
    readMatchSettings: once(ports.readMatchSettings),
    readBalance: once(ports.readBalance),
    readBoard: once(ports.readBoard),
    readPastEvent: once(ports.readPastEvent),
    actsOf: once(ports.actsOf),
    readAlert: once(ports.readAlert),
    alertsOf: once(ports.alertsOf),
    actionsOf: once(ports.actionsOf),
  };
}

/** A read that is made once for each question. */
function once<Asked extends readonly unknown[], Result>(
  read: (...asked: Asked) => Promise<Result>,
): (...asked: Asked) => Promise<Result> {
  const known = new Map<string, Promise<Result>>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const answer = known.get(key) ?? read(...asked);
    known.set(key, answer);
    return answer;
  };
}

async function decideOne(
  ports: DecidePlanPorts,
  answer: Answer,
  { staff, line, body }: Pick<PlanOrder, 'staff' | 'body'> & { readonly line: Suggestion },
): Promise<Outcome> {
  const { quantities = {}, confirm, reason, note } = body;
  if (isDone(answer, line, quantities[line.id])) return describe(ports, line, 'already');
  const standing = answer === 'complete' ? fromMilli(quantityOf(line)) : undefined;
  const quantity = quantities[line.id] ?? standing;
  try {
    const decided = await decideLine(ports, answer, {
      staff,
      suggestion: line,
      body: present({ quantity, confirm, reason, note }),
    });
    return describe(ports, decided, 'done');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const now = (await ports.readSuggestion(line.id)) ?? line;
    // Somebody who said the same at the same time has done it.
    if (isDone(answer, now, quantities[line.id])) return describe(ports, now, 'already');
    return { ...describe(ports, now, 'refused'), code: error.code, detail: error.detail };
  }
}

/** True for a line that is as the answer would make it; another quantity than was said is another answer. */
function isDone(answer: Answer, line: Suggestion, quantity: number | undefined): boolean {
  if (!ALREADY[answer].includes(line.state)) return false;
  const isSame = quantity === undefined || toMilli(quantity) === quantityOf(line);
  return answer === 'decline' || isSame || (answer === 'accept' && !isAgreed(line));
}

function describe({ catalogue }: DecidePlanPorts, line: Suggestion, outcome: Outcome['outcome']): Outcome {
  const { unit } = namesOfProduct(catalogue, line.product);
  return { suggestion: line.id, outcome, state: line.state, quantity: fromMilli(quantityOf(line)), unit };
}

/** What an answer is about, by what it names. */
interface AnsweredLines {
  /** What is answered unless lines are named: what the plan shows. */
  readonly carried: readonly Suggestion[];
  /** What may be named: also what a search has overtaken since somebody telephoned by it. */
  readonly known: readonly Suggestion[];
}

function linesOfCall(
  { lines }: PlanRequest,
  overtaken: readonly Suggestion[],
  { call }: PlanOrder['params'],
): AnsweredLines {
  const isOwn = ({ from }: Suggestion) => from.retailer === call;
  const carried = lines.filter(isOwn);
  const known = [...carried, ...overtaken.filter(isOwn)];
  if (known.length > 0) return { carried, known };
  throw new Problem(404, 'unknown-call', {
    vi: 'Phương án của sự kiện này không có cuộc gọi đó.',
    en: 'The plan of this event has no such call.',
  });
}

/** A new search may also have put a line on the next vehicle of the same way. */
function linesOfTrip(
  { lines, catalogue, settings }: PlanRequest,
  overtaken: readonly Suggestion[],
  { trip = '' }: PlanOrder['params'],
): AnsweredLines {
  const stops = tripsOf(lines, catalogue, settings).find(({ id }) => id === trip)?.stops ?? [];
  const carried = stops.flatMap((stop) => stop.lines);
  const others = [...lines, ...overtaken].filter((line) => !carried.includes(line) && isOnTrip(trip, line, catalogue));
  if (carried.length + others.length > 0) return { carried, known: [...carried, ...others] };
  throw new Problem(404, 'unknown-trip', {
    vi: 'Phương án của sự kiện này không có chuyến đó.',
    en: 'The plan of this event has no such trip.',
  });
}

/** Raises `unknown-line` (422) for a line that is not in the call or trip. */
function requireOfPlan(named: readonly string[], known: readonly Suggestion[]): void {
  const unknown = named.find((id) => !known.some((line) => line.id === id));
  if (unknown === undefined) return;
  throw new Problem(422, 'unknown-line', {
    vi: `"${unknown}" không thuộc cuộc gọi hoặc chuyến này.`,
    en: `"${unknown}" is no line of this call or trip.`,
  });
}
