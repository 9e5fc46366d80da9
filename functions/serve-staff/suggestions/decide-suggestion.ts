import type { AlertEnd } from '#domain/alert/alert-end.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { businessDayOf } from '#domain/business-day.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { settingsWith } from '#domain/matching/match-settings.ts';
import { type RefusedPair, refusalOf } from '#domain/matching/refused-pair.ts';
import {
  type Decision,
  type DeclineReason,
  partyKey,
  type Suggestion,
  type SuggestionState,
  stateOn,
} from '#domain/matching/suggestion.ts';
import { quantityOf } from '#domain/matching/trips.ts';
import { present } from '#domain/present.ts';
import { toMilli } from '#domain/report/report.ts';
import { Problem } from '#runtime/problem.ts';
import { type EventEndPorts, readEndOf } from '#supply-search/event-end.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { namesOfProduct } from '../http/names.ts';
import { requireOwn, type StaffMember } from '../http/own-places.ts';
import { alertEnded, alreadyDecided, beyondSpare, heldForFoodSafety } from './decision-refusals.ts';
import { describeSuggestion } from './describe-suggestion.ts';
import { type BeyondSpare, type PromiseStockPorts, promiseStock, readPromisedMilli } from './promise-stock.ts';

export interface DecideSuggestionPorts extends AuditPort, PromiseStockPorts, EventEndPorts {
  /** Puts a suggestion over exactly the one that was read; false when it has changed. */
  readonly replaceSuggestion: (
    suggestion: Suggestion,
    read: Suggestion,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly putRefusedPair: (pair: RefusedPair) => Promise<void>;
}

interface Said {
  readonly staff: StaffMember;
  readonly body: {
    readonly quantity?: number;
    readonly confirm?: boolean;
    readonly reason?: DeclineReason;
    readonly note?: string;
  };
}

export type Answer = 'accept' | 'decline' | 'complete';

/** From which states an answer may be given: what was agreed on may still fall through, and is completed once. */
const VALID_PRIOR_STATES: Readonly<Record<Answer, readonly SuggestionState[]>> = {
  accept: ['proposed'],
  decline: ['proposed', 'accepted', 'changed'],
  complete: ['accepted', 'changed'],
};

/** `POST /v1/suggestions/{id}/accept`, `/decline` and `/complete`: who will call, who won't and why, and what came of it. */
export function decideSuggestion(ports: DecideSuggestionPorts, answer: Answer) {
  return async ({ staff, params, body }: Said & { readonly params: { readonly id: string } }) => {
    const suggestion = await ports.readSuggestion(params.id);
    if (!suggestion) {
      throw new Problem(404, 'unknown-suggestion', { vi: 'Không có gợi ý này.', en: 'There is no such suggestion.' });
    }
    requireOwn(staff, ports.catalogue, suggestion.to.place);
    const decided = await decideLine(ports, answer, { staff, suggestion, body });
    const today = businessDayOf(ports.clock());
    const heldBy = heldOn(today, await ports.foodSafetyHolds(), ports.catalogue);
    const end = await readEndOf(ports, ports.catalogue, decided, today);
    return { status: 200 as const, body: describeSuggestion(decided, ports.catalogue, today, heldBy, end) };
  };
}

/**
 * Keeps what somebody says of a suggestion, as it was read. Raises why it cannot be said (409); the suggestion stays as it
 * was then.
 */
export async function decideLine(
  ports: DecideSuggestionPorts,
  answer: Answer,
  { staff, suggestion, body }: Said & { readonly suggestion: Suggestion },
): Promise<Suggestion> {
  const at = ports.clock();
  const today = businessDayOf(at);
  const end = await readEndOf(ports, ports.catalogue, suggestion, today);
  const before = stateOn(suggestion, today, end);
  if (before === 'ended') throw endedWithAlert(suggestion, end);
  if (!VALID_PRIOR_STATES[answer].includes(before)) throw alreadyDecided(before);
  const heldBy = heldOn(today, await ports.foodSafetyHolds(), ports.catalogue);
  const hold = heldBy(suggestion.product, suggestion.from);
  if (hold && answer === 'accept') throw heldForFoodSafety(hold);

  const decision: Decision = present({
    at,
    by: staff.id,
    reason: body.reason,
    note: body.note || undefined,
    quantityMilli: body.quantity === undefined ? undefined : toMilli(body.quantity),
    agreedMilli: answer === 'complete' ? quantityOf(suggestion) : undefined,
    confirmed: body.confirm ? true : undefined,
  });
  const state = stateAfter(answer, suggestion, decision);
  const decided: Suggestion = { ...suggestion, state, decision };
  // First what is remembered for later: refused without being declined harms less than the other way round.
  if (body.reason !== undefined) {
    const { refusalDays } = settingsWith((await ports.readMatchSettings())?.changes);
    const refusal = refusalOf(suggestion, { reason: body.reason, by: staff.id, at }, today, refusalDays);
    if (refusal) await ports.putRefusedPair(refusal);
  }
  const beyond =
    answer === 'accept'
      ? await promiseStock(ports, suggestion, decision)
      : await movedBeyond(ports, answer, suggestion, decision);
  if (beyond) throw beyondSpare(beyond, namesOfProduct(ports.catalogue, suggestion.product).unitName);
  const line = lineOf(ports, staff, {
    action: `suggestion-${state}`,
    subject: `suggestion/${suggestion.id}`,
    before: suggestion.state,
    after: {
      ...decision,
      quantityMilli: quantityOf(decided),
      product: suggestion.product,
      place: suggestion.to.place,
      giver: suggestion.from.retailerName,
      receiver: partyKey(suggestion.to),
    },
  });
  if (!(await keepDecision(ports, suggestion, decided, line))) {
    const now = (await ports.readSuggestion(suggestion.id)) ?? suggestion;
    throw now.state === 'ended' ? endedWithAlert(now, end) : alreadyDecided(now.state);
  }
  return decided;
}

/** Each round that is lost is one in which a search has made the same proposal anew, or does not make it any more. */
const MAX_ROUNDS = 5;

/**
 * Puts the decided suggestion over the one that was read, or over what a search has made of that meanwhile: under one id
 * stand one pair and one quantity. False when somebody else has decided, or its alert has ended.
 */
async function keepDecision(
  ports: Pick<DecideSuggestionPorts, 'readSuggestion' | 'replaceSuggestion'>,
  read: Suggestion,
  decided: Suggestion,
  line: AuditEntry,
): Promise<boolean> {
  let last: Suggestion | undefined = read;
  for (let round = 0; round < MAX_ROUNDS && last; round++) {
    if (await ports.replaceSuggestion(decided, last, [line])) return true;
    last = await ports.readSuggestion(read.id);
    if (last?.state !== 'proposed' || last.state !== read.state || last.again !== read.again) return false;
  }
  return false;
}

/** A mistyped figure must not pass for goods that were moved: more than there was, or was agreed on, is confirmed. */
async function movedBeyond(
  ports: PromiseStockPorts,
  answer: Answer,
  suggestion: Suggestion,
  { at, quantityMilli: askedMilli = 0, confirmed }: Decision,
): Promise<BeyondSpare | undefined> {
  const agreedMilli = suggestion.decision?.quantityMilli ?? suggestion.quantityMilli;
  const hasMilli = Math.max(suggestion.spareMilli, agreedMilli);
  if (answer !== 'complete' || confirmed || askedMilli <= hasMilli) return undefined;
  const promisedMilli = await readPromisedMilli(ports, suggestion, businessDayOf(at));
  return { hasMilli, promisedMilli, askedMilli, agreedMilli };
}

function endedWithAlert(suggestion: Suggestion, end: AlertEnd | undefined): Problem {
  const known = end ?? suggestion.ended;
  return known ? alertEnded(suggestion, known) : alreadyDecided('ended');
}

function stateAfter(answer: Answer, { quantityMilli }: Suggestion, decision: Decision) {
  if (answer === 'decline') return 'declined';
  if (answer === 'complete') return 'completed';
  return (decision.quantityMilli ?? quantityMilli) === quantityMilli ? 'accepted' : 'changed';
}
