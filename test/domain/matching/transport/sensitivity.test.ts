import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSupply, type SupplyPlan, type SupplyProblem } from '#domain/matching/supply-plan.ts';
import { matchTransport } from '#domain/matching/transport/match-transport.ts';
import { pairOf, sumBy } from '#domain/matching/transport/pairs.ts';
import { sensitivityOf } from '#domain/matching/transport/sensitivity.ts';
import { ANY_LOT } from './random-trips.ts';

function aProblem(costs: readonly (readonly (number | null)[])[], surplus: number[], need: number[]): SupplyProblem {
  return {
    sources: surplus.map((quantity, index) => ({ id: `s${index}`, quantity })),
    sinks: need.map((quantity, index) => ({ id: `r${index}`, quantity })),
    unitCost: (from, to) => costs[Number(from.slice(1))]?.[Number(to.slice(1))] ?? undefined,
    ...ANY_LOT,
    lotsTried: 0,
    waysPerReceiver: 60,
    timeIsUp: () => false,
  };
}

function routesOf(plan: SupplyPlan) {
  if (!plan.priced) throw new Error('The plan has no prices');
  return sensitivityOf(plan, plan.priced, () => false);
}

/** The carriage when everybody receives what the plan gives them, an arc carries one unit at least, and supplies change. */
function carriageWith(
  plan: SupplyPlan,
  { forced, more = {} }: { readonly forced?: { from: string; to: string }; readonly more?: Record<string, number> },
): number | undefined {
  const received = sumBy(plan.flows, 'to');
  const cost = (line: { from: string; to: string }) =>
    plan.arcs.find((arc) => pairOf(arc) === pairOf(line))?.unitCost as number;
  const sources = plan.sources.map(({ id, quantity }) => ({
    id,
    quantity: quantity + (more[id] ?? 0) - (forced?.from === id ? 1 : 0),
  }));
  const sinks = [...received].map(([id, quantity]) => ({ id, quantity: quantity - (forced?.to === id ? 1 : 0) }));
  const result = matchTransport({ sources, sinks, arcs: plan.arcs, unmetCost: 1_000_000, fair: false }, () => false);
  if (result.unmet.length > 0 || sources.some(({ quantity }) => quantity < 0)) return undefined;
  return result.objective + (forced ? cost(forced) : 0);
}

const problems = fc
  .record({
    costs: fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 50 }), { freq: 5 }), { minLength: 4, maxLength: 4 }), {
      minLength: 4,
      maxLength: 4,
    }),
    surplus: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
    need: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ costs, surplus, need }) => aProblem(costs, surplus, need));

describe('for any plan', () => {
  test('a unit from somebody else costs more by no less than an arc over it must, and by as much when it replaces one', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const plan = planSupply(problem);
        const routes = routesOf(plan);
        const own = carriageWith(plan, {}) as number;
        for (const { from, to } of plan.flows) {
          const suppliers = plan.flows.filter((flow) => flow.to === to);
          for (const { from: other } of plan.arcs.filter((arc) => arc.to === to && arc.from !== from)) {
            const detour = routes.detour(from, to, other);
            const forced = carriageWith(plan, { forced: { from: other, to } });
            if (detour === undefined) continue;
            expect(detour).toBeGreaterThanOrEqual(0);
            if (suppliers.some((flow) => flow.from === other)) continue;
            expect(forced).toBeDefined();
            // With one supplier only that one can be replaced; else another may be cheaper to replace.
            if (suppliers.length === 1) expect(own + detour).toBe(forced);
            else expect(own + detour).toBeGreaterThanOrEqual(forced as number);
          }
        }
      }),
    );
  });

  test('what one unit more saves is exactly what the plan costs less with it', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const plan = planSupply(problem);
        const routes = routesOf(plan);
        const own = carriageWith(plan, {}) as number;
        for (const { id } of plan.sources) {
          expect(own - routes.savingOfOneMore(id)).toBe(carriageWith(plan, { more: { [id]: 1 } }));
        }
      }),
    );
  });

  test('one unit more serves more exactly where the greatest flow grows', () => {
    const served = (problem: SupplyProblem) =>
      planSupply(problem).flows.reduce((sum, { quantity }) => sum + quantity, 0);
    fc.assert(
      fc.property(problems, (problem) => {
        const routes = routesOf(planSupply(problem));
        for (const { id } of problem.sources) {
          const sources = problem.sources.map((end) => (end.id === id ? { ...end, quantity: end.quantity + 1 } : end));
          expect(routes.wouldServeMore(id)).toBe(served({ ...problem, sources }) > served(problem));
        }
      }),
    );
  });
});
