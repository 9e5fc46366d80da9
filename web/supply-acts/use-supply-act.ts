import type { ReceivedFrom } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { type Act, useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import type { LineWay, PlanLine } from './plan-line.ts';

/** What is said of a call or a trip. */
export type SupplyAnswer = 'accept' | 'decline' | 'complete';

export type DeclineReason = NonNullable<NonNullable<PlanLine['decision']>['reason']>;

/** What goes with it: the lines that were seen, the quantities that differ, why. */
export interface Said {
  readonly lines: readonly string[];
  readonly quantities?: Readonly<Record<string, number>>;
  readonly reason?: DeclineReason;
  readonly note?: string;
  /** More is meant than the giver has by our figures. */
  readonly confirm?: boolean;
}

/** A call of an event's plan, or one trip of it. */
export interface SupplyTarget {
  readonly event: string;
  readonly call: string;
  readonly retailerName: string;
  readonly trip?: string;
  /** By which trip each line goes, and to whom. */
  readonly ways: ReadonlyMap<string, LineWay>;
}

/** What came of an answer, line by line. */
export interface SupplyOutcome extends SupplyTarget {
  readonly answer: SupplyAnswer;
  readonly said: Said;
  readonly lines: ReceivedFrom<'POST /v1/events/{id}/plan/calls/{call}/accept'>['lines'];
}

/** What tells of a plan. */
const PLAN_ANSWERS = [
  'GET /v1/events/{id}/plan',
  'GET /v1/events/{id}',
  'GET /v1/today',
  'GET /v1/suggestions',
] as const;

/** Answers a call or a trip; then whatever tells of the plan is asked anew, and it is told what came of it. */
export function useSupplyAct(
  onOutcome: (outcome: SupplyOutcome) => void,
): Act<[target: SupplyTarget, answer: SupplyAnswer, said: Said]> {
  return useAct(async (target: SupplyTarget, answer: SupplyAnswer, said: Said) => {
    const { lines } = await (target.trip === undefined
      ? answerCall(target, answer, said)
      : answerTrip({ ...target, trip: target.trip }, answer, said));
    await askAgain(...PLAN_ANSWERS);
    onOutcome({ ...target, answer, said, lines });
  });
}

function answerCall({ event, call: id }: SupplyTarget, answer: SupplyAnswer, { reason = 'other', ...said }: Said) {
  const params = { id: event, call: id };
  const { lines, note } = said;
  if (answer === 'accept') return call('POST /v1/events/{id}/plan/calls/{call}/accept', { params, body: said });
  if (answer === 'complete') return call('POST /v1/events/{id}/plan/calls/{call}/complete', { params, body: said });
  const body = note === undefined ? { lines, reason } : { lines, reason, note };
  return call('POST /v1/events/{id}/plan/calls/{call}/decline', { params, body });
}

function answerTrip(
  { event, trip }: SupplyTarget & { readonly trip: string },
  answer: SupplyAnswer,
  { reason = 'other', ...said }: Said,
) {
  const params = { id: event, trip };
  const { lines, note } = said;
  if (answer === 'accept') return call('POST /v1/events/{id}/plan/trips/{trip}/accept', { params, body: said });
  if (answer === 'complete') return call('POST /v1/events/{id}/plan/trips/{trip}/complete', { params, body: said });
  const body = note === undefined ? { lines, reason } : { lines, reason, note };
  return call('POST /v1/events/{id}/plan/trips/{trip}/decline', { params, body });
}
