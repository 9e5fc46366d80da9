import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { settingsWith } from '#domain/matching/match-settings.ts';
import { type RefusedPair, refusalOf } from '#domain/matching/refused-pair.ts';
import {
  type Decision,
  type DeclineReason,
  type Suggestion,
  type SuggestionState,
  stateOn,
} from '#domain/matching/suggestion.ts';
import { present } from '#domain/present.ts';
import { fromMilli, toMilli } from '#domain/report/report.ts';
import { Problem } from '#runtime/problem.ts';
import type { AuditPort } from '../http/audit.ts';
import { requireOwn, type StaffMember } from '../http/own-places.ts';
import { describeSuggestion } from './describe-suggestion.ts';
import { type PromiseStockPorts, promiseStock } from './promise-stock.ts';

export interface DecideSuggestionPorts extends AuditPort, PromiseStockPorts {
  readonly catalogue: Catalogue;
  readonly decideSuggestion: (suggestion: Suggestion, from: SuggestionState) => Promise<boolean>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
  readonly putRefusedPair: (pair: RefusedPair) => Promise<void>;
}

interface Request {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly quantity?: number; readonly reason?: DeclineReason; readonly note?: string };
}

type Answer = 'accept' | 'decline' | 'complete';

/** From which states an answer may be given: what was agreed on may still fall through, and is completed once. */
const VALID_PRIOR_STATES: Readonly<Record<Answer, readonly SuggestionState[]>> = {
  accept: ['proposed'],
  decline: ['proposed', 'accepted', 'changed'],
  complete: ['accepted', 'changed'],
};

/** `POST /v1/suggestions/{id}/accept`, `/decline` and `/complete`: who will call, who won't and why, and what came of it. */
export function decideSuggestion(ports: DecideSuggestionPorts, answer: Answer) {
  return async ({ staff, params, body }: Request) => {
    const suggestion = await ports.readSuggestion(params.id);
    if (!suggestion) {
      throw new Problem(404, 'unknown-suggestion', { vi: 'Không có gợi ý này.', en: 'There is no such suggestion.' });
    }
    requireOwn(staff, ports.catalogue, suggestion.to.place);
    const at = ports.clock();
    const today = businessDayOf(at);
    const before = stateOn(suggestion, today);
    if (!VALID_PRIOR_STATES[answer].includes(before)) throw alreadyDecided(before);
    const heldBy = heldOn(today, await ports.foodSafetyHolds(), ports.catalogue);
    const hold = heldBy(suggestion.product, suggestion.from);
    if (hold && answer === 'accept') throw heldForFoodSafety(hold);

    const decision: Decision = present({
      at,
      by: staff.name,
      reason: body.reason,
      note: body.note || undefined,
      quantityMilli: body.quantity === undefined ? undefined : toMilli(body.quantity),
    });
    const decided: Suggestion = { ...suggestion, state: stateAfter(answer, suggestion, decision), decision };
    // First what is remembered for later: refused without being declined harms less than the other way round.
    if (body.reason !== undefined) {
      const { refusalDays } = settingsWith((await ports.readMatchSettings())?.changes);
      const refusal = refusalOf(suggestion, { reason: body.reason, by: staff.name, at }, today, refusalDays);
      if (refusal) await ports.putRefusedPair(refusal);
    }
    const leftMilli = answer === 'accept' ? await promiseStock(ports, suggestion, decision) : undefined;
    if (leftMilli !== undefined) throw promisedMeanwhile(leftMilli);
    if (!(await ports.decideSuggestion(decided, suggestion.state))) {
      throw alreadyDecided((await ports.readSuggestion(params.id))?.state ?? suggestion.state);
    }
    await ports.audit(staff, {
      action: `suggestion-${decided.state}`,
      subject: `suggestion/${suggestion.id}`,
      before: suggestion.state,
      after: decision,
    });
    return { status: 200 as const, body: describeSuggestion(decided, ports.catalogue, today, heldBy) };
  };
}

function stateAfter(answer: Answer, { quantityMilli }: Suggestion, decision: Decision): SuggestionState {
  if (answer === 'decline') return 'declined';
  if (answer === 'complete') return 'completed';
  return (decision.quantityMilli ?? quantityMilli) === quantityMilli ? 'accepted' : 'changed';
}

function alreadyDecided(state: SuggestionState): Problem {
  const vi = 'Ở trạng thái hiện tại, gợi ý này không nhận thao tác đó.';
  const en = 'In its present state this suggestion cannot be answered so.';
  return new Problem(409, 'already-decided', { vi, en }, { state });
}

function heldForFoodSafety({ id, document, reason }: FoodSafetyHold): Problem {
  const vi = `Hàng của bên giao đang tạm giữ vì an toàn thực phẩm theo ${document} (${reason}), chưa được điều phối.`;
  const en = `The giver's goods are held for food safety by ${document} (${reason}) and must not move.`;
  return new Problem(409, 'held-for-food-safety', { vi, en }, { hold: id });
}

function promisedMeanwhile(leftMilli: number): Problem {
  const vi = 'Hàng của bên giao vừa được hứa cho nơi khác nên không còn đủ. Có thể nhận với số lượng còn lại (left).';
  const en =
    "The giver's goods have just been promised to others, so that not enough is left. What is left (left) can be accepted.";
  return new Problem(409, 'promised-meanwhile', { vi, en }, { left: fromMilli(leftMilli) });
}
