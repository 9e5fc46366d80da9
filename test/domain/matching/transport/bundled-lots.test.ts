import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSupply, type SupplyProblem } from '#domain/matching/supply-plan.ts';
import { matchTransport } from '#domain/matching/transport/match-transport.ts';
import { pairOf, sumBy } from '#domain/matching/transport/pairs.ts';
import { seedsOf } from '#support/seeds.ts';
import { bestTrips, worthOfPlan } from './best-trips.ts';
import { ANY_LOT, randomTrips } from './random-trips.ts';

/** Each giver's lines to one zone are a trip: a receiver's zone is what its name begins with. */
function aProblem(
  surplus: Readonly<Record<string, number>>,
  need: Readonly<Record<string, number>>,
  costs: Readonly<Record<string, number>>,
  changes: Partial<SupplyProblem> = {},
): SupplyProblem {
  const endsOf = (quantities: Readonly<Record<string, number>>) =>
    Object.entries(quantities).map(([id, quantity]) => ({ id, quantity }));
  return {
    ...ANY_LOT,
    sources: endsOf(surplus),
    sinks: endsOf(need),
    unitCost: (from, to) => costs[`${from}|${to}`],
    tripOf: (from, to) => ({ trip: `${from} ${to.split('-')[0]}`, perUnit: 1 / 10 }),
    lotsTried: 12,
    waysPerReceiver: 60,
    timeIsUp: () => false,
    ...changes,
  };
}

const linesOf = (problem: SupplyProblem) =>
  planSupply(problem).flows.map(({ from, to, quantity }) => `${from} ${quantity} ${to}`);

describe('a trip below its least', () => {
  test('carries its least if that serves as much', () => {
    // The cheapest is 27 from the near and 3 from the far; 20 and 10 serve the same 30.
    const problem = aProblem({ near: 27, far: 30 }, { shop: 30 }, { 'near|shop': 500, 'far|shop': 900 });
    expect(linesOf(problem)).toEqual(['far 10 shop', 'near 20 shop']);
  });

  test('carries nothing if another can bring it all', () => {
    const problem = aProblem(
      { near: 27, far: 30 },
      { shop: 30 },
      { 'near|shop': 500, 'far|shop': 550 },
      { tripOf: (from, to) => ({ trip: pairOf({ from, to }), perUnit: 1 / 28 }) },
    );
    expect(linesOf(problem)).toEqual(['far 30 shop']);
  });

  test('does not go, though it is all that the receiver needs, and the need says why', () => {
    const { flows, unmet } = planSupply(aProblem({ near: 27 }, { stall: 4 }, { 'near|stall': 500 }));
    expect(flows).toEqual([]);
    expect(unmet).toEqual([{ sink: 'stall', quantity: 4, cause: 'below-least-lot' }]);
  });

  test('is no trip below its least once more goes to the same zone', () => {
    const problem = aProblem({ near: 50 }, { 'z-stall': 4, 'z-shop': 20 }, { 'near|z-stall': 500, 'near|z-shop': 500 });
    expect(linesOf(problem)).toEqual(['near 20 z-shop', 'near 4 z-stall']);
    const apart = aProblem({ near: 50 }, { 'y-stall': 4, 'z-shop': 20 }, { 'near|y-stall': 500, 'near|z-shop': 500 });
    expect(linesOf(apart)).toEqual(['near 20 z-shop']);
  });

  test('is none either where the trip carries other goods already', () => {
    const carried = new Map([['near stall', 0.7]]);
    expect(linesOf(aProblem({ near: 27 }, { stall: 4 }, { 'near|stall': 500 }, { carried }))).toEqual(['near 4 stall']);
    expect(linesOf(aProblem({ near: 27 }, { stall: 2 }, { 'near|stall': 500 }, { carried }))).toEqual([]);
  });
});

describe('a receiver whom little does not help', () => {
  const costs = { 'near|one': 500, 'near|two': 500 };

  test('gets what helps it or nothing, and others get the more', () => {
    const leastOf = () => 20;
    expect(linesOf(aProblem({ near: 30 }, { one: 40, two: 40 }, costs, { leastOf }))).toEqual(['near 30 one']);
    expect(linesOf(aProblem({ near: 40 }, { one: 40, two: 40 }, costs, { leastOf }))).toHaveLength(2);
  });

  test('is told so where there is something, or where it needs no more than that', () => {
    const leastOf = () => 20;
    const { unmet } = planSupply(aProblem({ near: 15 }, { one: 40, two: 12 }, costs, { leastOf }));
    expect(unmet).toEqual([
      { sink: 'one', quantity: 40, cause: 'below-least-gain' },
      { sink: 'two', quantity: 12, cause: 'below-least-gain' },
    ]);
  });
});

test('two trips become one where the second saves less than it costs', () => {
  const costs = { 'a|one': 500, 'b|one': 600, 'a|two': 600, 'b|two': 500 };
  const tripOf: SupplyProblem['tripOf'] = (from) => ({ trip: from, perUnit: 1 / 10 });
  const twoWays = (tripCost: number) =>
    linesOf(aProblem({ a: 40, b: 40 }, { one: 20, two: 20 }, costs, { tripOf, tripCost }));
  expect(twoWays(1_000)).toEqual(['a 20 one', 'b 20 two']);
  expect(twoWays(3_000)).toHaveLength(2);
  expect(new Set(twoWays(3_000).map((line) => line.split(' ')[0])).size).toBe(1);
});

const problems = fc
  .record({ seed: fc.nat(), plenty: fc.boolean(), lotsTried: fc.integer({ min: 0, max: 12 }) })
  .map(({ seed, plenty, lotsTried }) => ({ ...randomTrips(seed, plenty), lotsTried }));

test('nothing is below its least, nobody gives or takes more than there is, and every need is accounted for', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { flows, unmet } = planSupply(problem);
      const [given, taken] = [sumBy(flows, 'from'), sumBy(flows, 'to')];
      for (const { id, quantity } of problem.sources) expect(given.get(id) ?? 0).toBeLessThanOrEqual(quantity);
      for (const { id, quantity } of problem.sinks) {
        const lacks = unmet.find(({ sink }) => sink === id)?.quantity ?? 0;
        expect((taken.get(id) ?? 0) + lacks).toBe(quantity);
        if (taken.has(id)) expect(taken.get(id)).toBeGreaterThanOrEqual(problem.leastOf(id));
      }
      const fills = new Map<string, number>();
      for (const { from, to, quantity } of flows) {
        const { trip, perUnit } = problem.tripOf(from, to);
        fills.set(trip, (fills.get(trip) ?? 0) + quantity * perUnit);
      }
      for (const fill of fills.values()) expect(fill).toBeGreaterThan(1 - 1e-6);
      expect(new Set(flows.map(pairOf)).size).toBe(flows.length);
    }),
  );
});

test('under its rulings the flow serves as much as can be served, though each try goes on from the one before', () => {
  let ruled = 0;
  fc.assert(
    fc.property(problems, (problem) => {
      const { priced, arcs } = planSupply(problem);
      if (!priced) throw new Error('Time was not up');
      ruled += priced.banned.length + priced.forced.length;
      const [given, taken] = [sumBy(priced.forced, 'from'), sumBy(priced.forced, 'to')];
      const left = (ends: SupplyProblem['sources'], used: ReadonlyMap<string, number>) =>
        ends.map((end) => ({ ...end, quantity: end.quantity - (used.get(end.id) ?? 0) }));
      const closed = new Set(priced.banned.map(pairOf));
      const sinks = problem.sinks.filter(({ id, quantity }) => quantity >= problem.leastOf(id));
      const { served } = matchTransport(
        {
          sources: left(problem.sources, given),
          sinks: left(sinks, taken),
          arcs: arcs.filter((arc) => !closed.has(pairOf(arc))),
          unmetCost: 0,
          fair: true,
        },
        () => false,
      );
      const carried = new Map(priced.flows.map((line) => [pairOf(line), line.quantity]));
      for (const line of priced.forced) expect(carried.get(pairOf(line))).toBeGreaterThanOrEqual(line.quantity);
      const forced = priced.forced.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(priced.flows.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(served + forced);
    }),
    { numRuns: 300 },
  );
  expect(ruled).toBeGreaterThan(300);
});

/** The bounds that docs/matching.md states. */
describe('beside the exact optimum of HiGHS over all choices of trips and receivers', () => {
  const distance = (plenty: boolean, seeds: Iterable<number>) => {
    const sums = { served: 0, possible: 0, assured: 0, sure: 0, cost: 0, least: 0 };
    for (const seed of seeds) {
      const problem = randomTrips(seed, plenty);
      const [own, best] = [worthOfPlan(problem, planSupply(problem)), bestTrips(problem)];
      expect(own.served).toBeLessThan(best.served + 1e-6);
      sums.served += own.served;
      sums.possible += best.served;
      sums.assured += own.assured;
      sums.sure += best.assured;
      if (own.served < best.served - 1e-6 || own.assured < best.assured - 1e-6) continue;
      expect(own.cost).toBeGreaterThanOrEqual(best.cost);
      sums.cost += own.cost;
      sums.least += best.cost;
    }
    return {
      served: sums.served / sums.possible,
      assured: sums.assured / sums.sure,
      cost: sums.cost / sums.least,
    };
  };

  test('where there is enough, all is served that can be, at 1 % more than the least cost or less', () => {
    const { served, cost } = distance(true, seedsOf({ few: 60, all: 300 }));
    expect(served).toBe(1);
    expect(cost).toBeLessThan(1.01);
  });

  test('where goods are scarce, at least 99 % is served of what can be, as fairly, at 2 % more or less', () => {
    const { served, assured, cost } = distance(false, seedsOf({ few: 60, all: 300 }));
    expect(served).toBeGreaterThan(0.99);
    expect(assured).toBeGreaterThan(0.98);
    expect(cost).toBeLessThan(1.02);
  });
});
