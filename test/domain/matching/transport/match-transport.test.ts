import { describe, expect, test } from 'vitest';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { roadCostOf } from '#domain/matching/road-cost.ts';
import { distanceKm } from '#domain/matching/transport/great-circle.ts';
import { matchTransport } from '#domain/matching/transport/match-transport.ts';
import { type Arc, NumbersTooLarge, type TransportProblem } from '#domain/matching/transport/transport-problem.ts';
import { seedsOf } from '#support/seeds.ts';
import { fairestFill, greatestFlow, reachableSinks } from './flow-bounds.ts';
import { type ListedProblem, linearProgramOf, solveByHighs } from './highs-oracle.ts';
import { expectFeasible, expectProvenOptimal } from './optimality.ts';
import { randomTransport, seededNumbers, shuffled } from './random-transports.ts';
import { cityEnds, reachLimitedCity } from './reach-limited-city.ts';

const inTime = () => false;
const roadCost = roadCostOf(DEFAULT_MATCHING);

/** Time that is up when it has been asked for so often. */
function upAfter(questions: number): () => boolean {
  let left = questions;
  return () => left-- <= 0;
}

/** The arcs that a problem by road has, listed one by one. */
function withAllArcs({ sources, sinks, ...rest }: TransportProblem): ListedProblem {
  const arcs = sources.flatMap((source) =>
    sinks.flatMap((sink): Arc[] => {
      const unitCost = source.point && sink.point && roadCost(distanceKm(source.point, sink.point));
      return unitCost === undefined ? [] : [{ from: source.id, to: sink.id, unitCost }];
    }),
  );
  return { ...rest, sources, sinks, arcs };
}

describe('the least cost', () => {
  const SEEDS = Array.from({ length: 10 }, (_, hundreds) => hundreds);

  test.each(SEEDS)('is that of HiGHS, and proven, for random problems %i x 600 and on', (hundreds) => {
    for (const seed of seedsOf({ few: 60, all: 600 }, 600 * hundreds)) {
      const problem = randomTransport(seed);
      const result = matchTransport(problem, inTime);
      expect(Math.round(solveByHighs(linearProgramOf(problem))), `seed ${seed}`).toBe(result.objective);
      expectFeasible(problem, result);
      expectProvenOptimal(problem, result);
      expect(result.gapPercent).toBe(0);
    }
  });

  test('is proven in exact integers for quantities and costs close to the limit', () => {
    for (const seed of seedsOf({ few: 60, all: 300 })) {
      const small = randomTransport(seed);
      const random = seededNumbers(seed);
      const upTo = (power: number) => Math.floor(2 ** power * (0.5 + random() / 2));
      const problem: ListedProblem = {
        ...small,
        sources: small.sources.map((source) => ({ ...source, quantity: upTo(25) })),
        sinks: small.sinks.map((sink) => ({ ...sink, quantity: upTo(25) })),
        arcs: small.arcs.map(({ from, to }) => ({ from, to, unitCost: upTo(24) })),
        unmetCost: upTo(24),
      };
      const result = matchTransport(problem, inTime);
      expectFeasible(problem, result);
      expectProvenOptimal(problem, result);
    }
  });

  test('is that of HiGHS for cities of 300 with limited reach', () => {
    for (const seed of [1, 2, 3]) {
      const problem = reachLimitedCity({ seed, sources: 300, sinks: 300, nearest: 10 });
      const result = matchTransport(problem, inTime);
      expect(Math.round(solveByHighs(linearProgramOf(problem)))).toBe(result.objective);
      expectFeasible(problem, result);
      expectProvenOptimal(problem, result);
    }
  });

  test('of an arc that costs more than going without is going without, and says so', () => {
    const problem = oneArc({ unitCost: 5, unmetCost: 4 });
    expect(matchTransport(problem, inTime)).toMatchObject({
      flows: [],
      objective: 40,
      unmet: [{ sink: 't', quantity: 10, cause: 'dearer-than-unmet' }],
    });
    expect(matchTransport({ ...problem, fair: true }, inTime)).toMatchObject({ served: 10, objective: 50, unmet: [] });
  });

  test('is refused where the objective could pass 2^53, and not just before', () => {
    const most = oneArc({ unitCost: 1, unmetCost: 0, quantity: Number.MAX_SAFE_INTEGER });
    expect(matchTransport(most, inTime)).toMatchObject({ objective: 0 });
    expect(() => matchTransport({ ...most, unmetCost: 2 }, inTime)).toThrow(NumbersTooLarge);
    expect(() => matchTransport({ ...oneArc({ unitCost: 2 ** 50, unmetCost: 0 }), fair: true }, inTime)).toThrow(
      NumbersTooLarge,
    );
  });
});

describe('the order of the lists', () => {
  test.each([false, true])('changes nothing in the result (fair: %s)', (fair) => {
    for (const seed of seedsOf({ few: 60, all: 300 })) {
      const problem = { ...randomTransport(seed), fair };
      const random = seededNumbers(seed);
      const mixed = {
        ...problem,
        sources: shuffled(problem.sources, random),
        sinks: shuffled(problem.sinks, random),
        arcs: shuffled(problem.arcs, random),
      };
      expect(matchTransport(mixed, inTime)).toEqual(matchTransport(problem, inTime));
    }
  });

  test.each([false, true])('changes nothing where costs follow the distances (fair: %s)', (fair) => {
    for (let seed = 0; seed < 10; seed++) {
      const { sources, sinks } = cityEnds({ seed, sources: 40, sinks: 40 });
      const random = seededNumbers(seed);
      const problem = { sources, sinks, arcs: roadCost, unmetCost: 60_000, fair };
      const mixed = { ...problem, sources: shuffled(sources, random), sinks: shuffled(sinks, random) };
      expect(matchTransport(mixed, inTime)).toEqual(matchTransport(problem, inTime));
    }
  });
});

describe('a fair match', () => {
  test('serves as much as can be served at all', () => {
    for (const seed of seedsOf({ few: 300, all: 1500 })) {
      const problem = { ...randomTransport(seed), fair: true };
      const result = matchTransport(problem, inTime);
      expectFeasible(problem, result);
      expect(result.served, `seed ${seed}`).toBe(greatestFlow(problem));
    }
  });

  test('gives the worst off what the fairest match would, less a tenth at most', () => {
    for (const seed of seedsOf({ few: 120, all: 600 })) {
      const problem = { ...randomTransport(seed), fair: true };
      const result = matchTransport(problem, inTime);
      const reachable = reachableSinks(problem);
      const fills = fillsOf(problem, result);
      const worst = Math.min(1, ...[...reachable].map((id) => fills.get(id) as number));
      expect(worst, `seed ${seed}`).toBeGreaterThanOrEqual(fairestFill(problem) - 0.1);
      expect(result.minFill).toBe(Math.min(1, ...fills.values()));
    }
  });

  test('in a city leaves nobody with nothing, at little more than the least cost', () => {
    for (const seed of [1, 2, 3, 4]) {
      const problem = reachLimitedCity({ seed, sources: 500, sinks: 500, nearest: 10 });
      const cheapest = matchTransport(problem, inTime);
      const fair = matchTransport({ ...problem, fair: true }, inTime);
      expectFeasible(problem, fair);
      expect(fair.served).toBe(greatestFlow(problem));
      expect(fair.minFill).toBeGreaterThanOrEqual(fairestFill(problem) - 0.1);
      expect(fair.minFill).toBeGreaterThan(0);
      const carriage = ({ flows }: typeof fair) => flows.reduce((sum, flow) => sum + flow.quantity * flow.unitCost, 0);
      expect(carriage(fair) / carriage(cheapest)).toBeLessThan(1.06);
    }
  });

  test('costs nothing more where there is enough for all', () => {
    const problem = reachLimitedCity({ seed: 5, sources: 100, sinks: 100, nearest: 100, supplyShare: 1.5 });
    expect(matchTransport({ ...problem, fair: true }, inTime).objective).toBe(
      matchTransport(problem, inTime).objective,
    );
  });

  test('shares evenly among equals, whatever they cost', () => {
    const problem: ListedProblem = {
      sources: [{ id: 's', quantity: 10 }],
      sinks: [
        { id: 'far', quantity: 10 },
        { id: 'near', quantity: 10 },
      ],
      arcs: [
        { from: 's', to: 'far', unitCost: 9000 },
        { from: 's', to: 'near', unitCost: 300 },
      ],
      unmetCost: 60_000,
      fair: true,
    };
    expect(matchTransport(problem, inTime).minFill).toBe(0.5);
    expect(matchTransport({ ...problem, fair: false }, inTime).minFill).toBe(0);
  });
});

describe('an unmet need', () => {
  test('is told with its cause', () => {
    const problem: ListedProblem = {
      sources: [
        { id: 'empty', quantity: 0 },
        { id: 'full', quantity: 50 },
        { id: 'small', quantity: 3 },
      ],
      sinks: [
        { id: 'apart', quantity: 5 },
        { id: 'narrow', quantity: 5 },
        { id: 'of-the-empty', quantity: 5 },
        { id: 'of-the-small', quantity: 5 },
      ],
      arcs: [
        { from: 'empty', to: 'of-the-empty', unitCost: 1 },
        { from: 'full', to: 'narrow', unitCost: 1, capacity: 2 },
        { from: 'small', to: 'of-the-small', unitCost: 1 },
      ],
      unmetCost: 100,
      fair: true,
    };
    expect(matchTransport(problem, inTime).unmet).toEqual([
      { sink: 'apart', quantity: 5, cause: 'nobody-reachable' },
      { sink: 'narrow', quantity: 3, cause: 'capacity-reached' },
      { sink: 'of-the-empty', quantity: 5, cause: 'nobody-reachable' },
      { sink: 'of-the-small', quantity: 2, cause: 'supply-exhausted' },
    ]);
  });
});

describe('costs by distance', () => {
  test.each([false, true])('give the same as all pairs listed, from few of them (fair: %s)', (fair) => {
    for (let seed = 0; seed < 40; seed++) {
      const supplyShare = [0.5, 0.85, 1.3][seed % 3] as number;
      const ends = cityEnds({ seed, sources: 1 + (seed % 60), sinks: 1 + ((seed * 7) % 60), supplyShare });
      const problem: TransportProblem = { ...ends, arcs: roadCost, unmetCost: 60_000, fair };
      const result = matchTransport(problem, inTime);
      const dense = matchTransport(withAllArcs(problem), inTime);
      expectFeasible(withAllArcs(problem), result);
      expect(result.served).toBe(dense.served);
      if (!fair) {
        expect(result.objective, `seed ${seed}`).toBe(dense.objective);
        expectProvenOptimal(withAllArcs(problem), result);
      }
    }
  });

  test('know no arc beyond reach', () => {
    const problem: TransportProblem = {
      sources: [{ id: 'hanoi', quantity: 9, point: { lat: 21, lon: 105.8 } }],
      sinks: [
        { id: 'da-nang', quantity: 5, point: { lat: 16.05, lon: 108.2 } },
        { id: 'vinh', quantity: 5, point: { lat: 18.68, lon: 105.68 } },
      ],
      arcs: roadCost,
      unmetCost: 60_000,
      fair: true,
    };
    expect(matchTransport(problem, inTime)).toMatchObject({
      flows: [{ to: 'vinh', quantity: 5, unitCost: 300 + Math.round(335.8 * 12) }],
      unmet: [{ sink: 'da-nang', quantity: 5, cause: 'nobody-reachable' }],
    });
  });

  test('ask for a place of everybody', () => {
    const problem = { ...oneArc({ unitCost: 1, unmetCost: 9 }), arcs: roadCost };
    expect(() => matchTransport(problem, inTime)).toThrow('s has no point');
  });
});

describe('time that is up', () => {
  const city = reachLimitedCity({ seed: 9, sources: 200, sinks: 200, nearest: 10 });

  test.each([0, 2, 5, 8])('after %i looks at the clock leaves a feasible flow, and a gap that is true', (looks) => {
    const best = matchTransport(city, inTime).objective;
    const stopped = matchTransport(city, upAfter(looks));
    expectFeasible(city, stopped);
    expect(stopped.gapPercent).toBeGreaterThan(0);
    expect(stopped.objective * (1 - stopped.gapPercent / 100)).toBeLessThanOrEqual(best);
  });

  test('never overstates how good the flow is, be supply short or ample, be going without dear or cheap', () => {
    for (let seed = 0; seed < 12; seed++) {
      const supplyShare = seed % 2 === 0 ? 0.85 : 1.3;
      const listed = reachLimitedCity({ seed, sources: 150, sinks: 150, nearest: 12, supplyShare });
      const problem = { ...listed, unmetCost: seed % 3 === 0 ? 60_000 : 360 };
      const best = matchTransport(problem, inTime).objective;
      for (let looks = 0; looks < 12; looks++) {
        const { objective, gapPercent } = matchTransport(problem, upAfter(looks));
        expect(objective * (1 - gapPercent / 100), `seed ${seed}, ${looks} looks`).toBeLessThanOrEqual(best);
      }
    }
  });

  test('leaves a true gap by road too, over arcs that were not looked at', () => {
    const problem: TransportProblem = {
      ...cityEnds({ seed: 9, sources: 200, sinks: 200 }),
      arcs: roadCost,
      unmetCost: 60_000,
      fair: false,
    };
    const best = matchTransport(problem, inTime).objective;
    for (const looks of [0, 3, 6, 9, 12]) {
      const stopped = matchTransport(problem, upAfter(looks));
      expectFeasible(withAllArcs(problem), stopped);
      expect(stopped.objective * (1 - stopped.gapPercent / 100)).toBeLessThanOrEqual(best);
    }
  });

  test('stops a fair match between its two looks at it', () => {
    const whole = matchTransport({ ...city, fair: true }, inTime);
    const gaps = [0, 10, 20, 40, 60, 80, 100, 1000].map((looks) => {
      const stopped = matchTransport({ ...city, fair: true }, upAfter(looks));
      expectFeasible(city, stopped);
      if (stopped.served === whole.served && stopped.minFill >= whole.minFill) {
        expect(stopped.objective * (1 - stopped.gapPercent / 100)).toBeLessThanOrEqual(whole.objective);
      }
      return stopped.gapPercent;
    });
    expect(gaps[0]).toBe(100);
    expect(gaps.at(-1)).toBe(0);
  });

  test('is told as the cause of what could still be served', () => {
    const { unmet } = matchTransport(city, upAfter(0));
    expect(unmet.some(({ cause }) => cause === 'time-ran-out')).toBe(true);
  });
});

function oneArc({
  unitCost,
  unmetCost,
  quantity = 10,
}: {
  unitCost: number;
  unmetCost: number;
  quantity?: number;
}): ListedProblem {
  return {
    sources: [{ id: 's', quantity }],
    sinks: [{ id: 't', quantity }],
    arcs: [{ from: 's', to: 't', unitCost }],
    unmetCost,
    fair: false,
  };
}

function fillsOf({ sinks }: ListedProblem, { flows }: ReturnType<typeof matchTransport>): Map<string, number> {
  const received = new Map<string, number>();
  for (const { to, quantity } of flows) received.set(to, (received.get(to) ?? 0) + quantity);
  return new Map(sinks.flatMap(({ id, quantity }) => (quantity > 0 ? [[id, (received.get(id) ?? 0) / quantity]] : [])));
}
