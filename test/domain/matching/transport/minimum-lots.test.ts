import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSupply, type SupplyProblem } from '#domain/matching/supply-plan.ts';
import { matchTransport } from '#domain/matching/transport/match-transport.ts';
import { pairOf, sumBy } from '#domain/matching/transport/pairs.ts';

function aProblem(
  surplus: Readonly<Record<string, number>>,
  need: Readonly<Record<string, number>>,
  costs: Readonly<Record<string, number>>,
  changes: Partial<SupplyProblem> = {},
): SupplyProblem {
  const endsOf = (quantities: Readonly<Record<string, number>>) =>
    Object.entries(quantities).map(([id, quantity]) => ({ id, quantity }));
  return {
    sources: endsOf(surplus),
    sinks: endsOf(need),
    unitCost: (from, to) => costs[`${from}|${to}`],
    leastLot: 10,
    lotsTried: 12,
    waysPerReceiver: 60,
    timeIsUp: () => false,
    ...changes,
  };
}

const linesOf = (problem: SupplyProblem) =>
  planSupply(problem).flows.map(({ from, to, quantity }) => `${from} ${quantity} ${to}`);

describe('a line below the least lot', () => {
  test('carries the least lot if that serves as much', () => {
    // The cheapest is 27 from the near and 3 from the far; 20 and 10 serve the same 30.
    const problem = aProblem({ near: 27, far: 30 }, { shop: 30 }, { 'near|shop': 500, 'far|shop': 900 });
    expect(linesOf(problem)).toEqual(['far 10 shop', 'near 20 shop']);
  });

  test('carries nothing if another can bring it all', () => {
    const problem = aProblem(
      { near: 27, far: 30 },
      { shop: 30 },
      { 'near|shop': 500, 'far|shop': 550 },
      { leastLot: 28 },
    );
    expect(linesOf(problem)).toEqual(['far 30 shop']);
  });

  test('goes all the same when it is all that the receiver needs', () => {
    expect(linesOf(aProblem({ near: 27 }, { stall: 4 }, { 'near|stall': 500 }))).toEqual(['near 4 stall']);
  });

  test('leaves need unmet, with its cause, when nobody has enough for a trip', () => {
    const { flows, unmet } = planSupply(aProblem({ near: 4 }, { shop: 30 }, { 'near|shop': 500 }));
    expect(flows).toEqual([]);
    expect(unmet).toEqual([{ sink: 'shop', quantity: 30, cause: 'below-least-lot' }]);
  });
});

const problems = fc
  .record({
    surplus: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
    need: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
    costs: fc.array(fc.option(fc.integer({ min: 300, max: 5_000 }), { freq: 4 }), { minLength: 36, maxLength: 36 }),
    lotsTried: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ surplus, need, costs, lotsTried }) =>
    aProblem(
      Object.fromEntries(surplus.map((quantity, index) => [`s${index}`, quantity])),
      Object.fromEntries(need.map((quantity, index) => [`r${index}`, quantity])),
      Object.fromEntries(
        costs.flatMap((cost, index) => (cost === null ? [] : [[`s${Math.floor(index / 6)}|r${index % 6}`, cost]])),
      ),
      { lotsTried },
    ),
  );

test('no line is below the least lot, nobody gives or takes more than there is, and every need is accounted for', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { flows, unmet } = planSupply(problem);
      const [given, taken] = [sumBy(flows, 'from'), sumBy(flows, 'to')];
      for (const { id, quantity } of problem.sources) expect(given.get(id) ?? 0).toBeLessThanOrEqual(quantity);
      for (const { id, quantity } of problem.sinks) {
        const lacks = unmet.find(({ sink }) => sink === id)?.quantity ?? 0;
        expect((taken.get(id) ?? 0) + lacks).toBe(quantity);
        for (const line of flows.filter(({ to }) => to === id)) {
          expect(line.quantity).toBeGreaterThanOrEqual(Math.min(problem.leastLot, quantity));
        }
      }
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
      const { served } = matchTransport(
        {
          sources: left(problem.sources, given),
          sinks: left(problem.sinks, taken),
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
    { numRuns: 500 },
  );
  expect(ruled).toBeGreaterThan(500);
});

test('ban or force serves nearly as much as the best of all choices of lines, and never costs more for as much', () => {
  let [served, possible] = [0, 0];
  fc.assert(
    fc.property(problems, (problem) => {
      const small = {
        ...problem,
        sources: problem.sources.slice(0, 3),
        sinks: problem.sinks.slice(0, 2),
        lotsTried: 12,
      };
      const own = planSupply(small).flows.reduce((sum, { quantity }) => sum + quantity, 0);
      const best = mostByAnyChoice(small);
      expect(own).toBeLessThanOrEqual(best);
      served += own;
      possible += best;
    }),
    { numRuns: 300, seed: 7 },
  );
  expect(served / possible).toBeGreaterThan(0.97);
});

/** The most that can be served when each line is either closed or carries its least lot, over all choices. */
function mostByAnyChoice(problem: SupplyProblem): number {
  const lines = problem.sources.flatMap(({ id: from }) =>
    problem.sinks.flatMap(({ id: to }) => (problem.unitCost(from, to) === undefined ? [] : [{ from, to }])),
  );
  const needOf = new Map(problem.sinks.map(({ id, quantity }) => [id, quantity]));
  let most = 0;
  for (let choice = 0; choice < 2 ** lines.length; choice++) {
    const open = lines
      .filter((_, index) => (choice >> index) & 1)
      .map((line) => ({ ...line, quantity: Math.min(problem.leastLot, needOf.get(line.to) as number) }));
    const [given, taken] = [sumBy(open, 'from'), sumBy(open, 'to')];
    const left = (ends: SupplyProblem['sources'], used: ReadonlyMap<string, number>) =>
      ends.map((end) => ({ ...end, quantity: end.quantity - (used.get(end.id) ?? 0) }));
    const [sources, sinks] = [left(problem.sources, given), left(problem.sinks, taken)];
    if ([...sources, ...sinks].some(({ quantity }) => quantity < 0)) continue;
    const isOpen = new Set(open.map(pairOf));
    const { flows } = planSupply({
      ...problem,
      sources,
      sinks,
      leastLot: 1,
      unitCost: (from, to) => (isOpen.has(pairOf({ from, to })) ? problem.unitCost(from, to) : undefined),
    });
    const sum = [...open, ...flows].reduce((total, { quantity }) => total + quantity, 0);
    most = Math.max(most, sum);
  }
  return most;
}
