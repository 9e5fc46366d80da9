import type { AnswerOf } from '#contract/operations.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import {
  type Call,
  type GoodOfPlan,
  type Load,
  linesOf,
  type Plan,
  type PlanRequest,
  type SupplySums,
} from '#domain/matching/plan.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { quantityOf } from '#domain/matching/trips.ts';
import { present } from '#domain/present.ts';
import { fromMilli } from '#domain/report/report.ts';
import { explainCause } from '#domain/wording/searches.ts';
import { namesOfProduct } from '../http/names.ts';
import { describeTrip } from '../suggestions/describe-search.ts';
import { describeParty } from '../suggestions/describe-suggestion.ts';

type PlanAnswer = AnswerOf<'GET /v1/events/{id}/plan'>;

/** A plan in the units of the API, with all names. */
export function describePlan(
  plan: Plan,
  catalogue: Catalogue,
): Pick<PlanAnswer, 'units' | 'goods' | 'calls' | 'byReceiver' | 'unmet'> {
  const unitNames = new Map([...catalogue.products.values()].map(({ unit }) => [unit.vi, unit]));
  return {
    units: plan.units.map(({ unit, ...sums }) => ({
      unit,
      unitName: unitNames.get(unit) ?? { vi: unit, en: unit },
      ...describeSums(sums),
    })),
    goods: plan.goods.map((good) => describeGood(good, catalogue)),
    calls: plan.calls.map((call) => describeCall(call, catalogue)),
    byReceiver: plan.receipts.map(({ to, product, quantityMilli, transferredMilli, agreedMilli, cover, lines }) =>
      present<PlanAnswer['byReceiver'][number]>({
        to: describeParty(to, catalogue),
        product,
        ...namesOfProduct(catalogue, product),
        quantity: fromMilli(quantityMilli),
        transferred: fromMilli(transferredMilli),
        agreed: fromMilli(agreedMilli),
        cover,
        suggestions: lines,
      }),
    ),
    unmet: plan.unmet.map(({ to, product, quantityMilli, cause, figures }) =>
      present<PlanAnswer['unmet'][number]>({
        to: describeParty(to, catalogue),
        product,
        ...namesOfProduct(catalogue, product),
        quantity: fromMilli(quantityMilli),
        cause,
        causeText: explainCause(cause),
        figures,
      }),
    ),
  };
}

/** Each line as it is now: what the trips would carry, and what was turned down. */
export function describeLines(request: PlanRequest, catalogue: Catalogue): Pick<PlanAnswer, 'lines' | 'declined'> {
  const { standing, declined } = linesOf(request);
  return {
    lines: standing.map((line) => describeLine(line, catalogue)),
    declined: declined.map((line) => ({
      ...describeLine(line, catalogue),
      from: describeParty(line.from, catalogue),
      to: describeParty(line.to, catalogue),
    })),
  };
}

function describeLine(line: Suggestion, catalogue: Catalogue): PlanAnswer['lines'][number] {
  const { id, product, quantityMilli, state, decision } = line;
  return present({
    suggestion: id,
    product,
    ...namesOfProduct(catalogue, product),
    proposed: fromMilli(quantityMilli),
    quantity: fromMilli(quantityOf(line)),
    agreed: decision?.agreedMilli === undefined ? undefined : fromMilli(decision.agreedMilli),
    state,
    decision: decision && describeAnswer(decision),
  });
}

function describeAnswer({ at, by, reason, note }: NonNullable<Suggestion['decision']>) {
  return present<NonNullable<PlanAnswer['lines'][number]['decision']>>({
    at: new Date(at).toISOString(),
    by,
    reason,
    note,
  });
}

function describeSums({ missingMilli, allocatedMilli, servedPct, transferredMilli, agreedMilli }: SupplySums) {
  return {
    missing: fromMilli(missingMilli),
    allocated: fromMilli(allocatedMilli),
    servedPct,
    transferred: fromMilli(transferredMilli),
    agreed: fromMilli(agreedMilli),
  };
}

function describeGood({ product, left, ...sums }: GoodOfPlan, catalogue: Catalogue): PlanAnswer['goods'][number] {
  return {
    product,
    ...namesOfProduct(catalogue, product),
    ...describeSums(sums),
    left: left.map(({ cause, quantityMilli }) => ({
      cause,
      causeText: explainCause(cause),
      quantity: fromMilli(quantityMilli),
    })),
  };
}

function describeCall(call: Call, catalogue: Catalogue): PlanAnswer['calls'][number] {
  const { offered, asked, transferred, agreed, trips, ...who } = call;
  const loads = (list: readonly Load[]) =>
    list.map(({ product, quantityMilli }) => ({
      product,
      ...namesOfProduct(catalogue, product),
      quantity: fromMilli(quantityMilli),
    }));
  return {
    ...who,
    offered: loads(offered),
    asked: loads(asked),
    transferred: loads(transferred),
    agreed: loads(agreed),
    trips: trips.map((trip) => describeTrip(trip, catalogue)),
  };
}
