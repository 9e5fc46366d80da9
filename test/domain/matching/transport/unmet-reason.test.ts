import { describe, expect, test } from 'vitest';
import { matchTransport } from '#domain/matching/transport/match-transport.ts';
import type { Arc, TransportProblem, UnmetReason } from '#domain/matching/transport/transport-problem.ts';
import { seedsOf } from '#support/seeds.ts';
import { everyFlow, type SmallFlow, type SmallProblem, served } from './every-flow.ts';
import { seededNumbers } from './random-transports.ts';

const inTime = () => false;

const causesOf = (problem: TransportProblem) =>
  new Map(matchTransport(problem, inTime).unmet.map(({ sink, cause }) => [sink, cause]));

describe('the cause of unmet need', () => {
  const arcs: readonly Arc[] = [
    { from: 'a', to: 'x', unitCost: 3 },
    { from: 'a', to: 'y', unitCost: 1 },
  ];
  const problem = (changes: Partial<TransportProblem> = {}): TransportProblem => ({
    sources: [{ id: 'a', quantity: 5 }],
    sinks: [
      { id: 'x', quantity: 5 },
      { id: 'y', quantity: 5 },
    ],
    arcs,
    unmetCost: 2,
    fair: false,
    ...changes,
  });

  test('is the price where even more supply would not be carried, though all that there is has gone', () => {
    expect(causesOf(problem())).toEqual(new Map([['x', 'dearer-than-unmet']]));
    expect(causesOf(problem({ unmetCost: 3 }))).toEqual(new Map([['x', 'dearer-than-unmet']]));
    expect(causesOf(problem({ unmetCost: 4 }))).toEqual(new Map([['x', 'supply-exhausted']]));
  });

  test('is supply in a fair match, which carries at any price', () => {
    expect([...causesOf(problem({ fair: true })).values()]).toEqual(['supply-exhausted', 'supply-exhausted']);
  });

  test('is the price also where the way by road is too dear, whichever source is near', () => {
    const at = (id: string, lat: number, quantity = 5) => ({ id, quantity, point: { lat, lon: 105 } });
    const byRoad = problem({
      sources: [at('a', 21)],
      sinks: [at('x', 21.5), at('y', 21.01)],
      arcs: (km) => (km < 100 ? Math.round(km) : undefined),
      unmetCost: 10,
    });
    expect(causesOf(byRoad)).toEqual(new Map([['x', 'dearer-than-unmet']]));
    expect(causesOf({ ...byRoad, unmetCost: 60 })).toEqual(new Map([['x', 'supply-exhausted']]));
  });

  test('is the ways where every one that is worth its cost is full, whatever more supply there were', () => {
    const narrow: readonly Arc[] = [
      { from: 'a', to: 'x', unitCost: 1, capacity: 2 },
      { from: 'b', to: 'x', unitCost: 9 },
    ];
    const sources = [
      { id: 'a', quantity: 2 },
      { id: 'b', quantity: 0 },
    ];
    expect(causesOf(problem({ sources, arcs: narrow })).get('x')).toBe('capacity-reached');
  });

  test('is not the ways where what is behind them is too dear to be carried', () => {
    const behind: readonly Arc[] = [...arcs, { from: 'b', to: 'y', unitCost: 9, capacity: 1 }];
    const sources = [
      { id: 'a', quantity: 5 },
      { id: 'b', quantity: 5 },
    ];
    expect(causesOf(problem({ sources, arcs: behind })).get('x')).toBe('dearer-than-unmet');
  });
});

/** Few units, few costs, some ways narrow: small enough to look at every flow. */
function smallProblem(seed: number, narrow: boolean): SmallProblem {
  const random = seededNumbers(seed);
  const upTo = (greatest: number) => Math.floor(random() * (greatest + 1));
  const ends = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `${name}${index}`, quantity: 1 + upTo(2) }));
  const sources = ends('s', 1 + upTo(1));
  const sinks = ends('t', 1 + upTo(1));
  const arcs = sources.flatMap(({ id: from }) =>
    sinks.flatMap(({ id: to }): Arc[] => {
      if (random() < 0.2) return [];
      const arc = { from, to, unitCost: upTo(5) };
      return [narrow && random() < 0.5 ? { ...arc, capacity: 1 + upTo(1) } : arc];
    }),
  );
  return { sources, sinks, arcs, unmetCost: random() < 0.3 ? 60 : upTo(6) };
}

const plenty = (problem: SmallProblem): SmallProblem => {
  const needs = problem.sinks.reduce((sum, { quantity }) => sum + quantity, 0);
  return { ...problem, sources: problem.sources.map(({ id }) => ({ id, quantity: needs })) };
};

const wide = (problem: SmallProblem): SmallProblem => ({
  ...problem,
  arcs: problem.arcs.map(({ capacity: _capacity, ...arc }) => arc),
});

const cheapest = (flows: readonly SmallFlow[]) => {
  const least = Math.min(...flows.map(({ objective }) => objective));
  return flows.filter(({ objective }) => objective === least);
};

/** Every flow of least cost brings a sink more than it got. */
const bringsMore = (problem: SmallProblem, sink: string, got: number) =>
  cheapest(everyFlow(problem)).every((flow) => served(flow, sink) > got);

/** If price were no object, a sink could get more and nobody less. */
function couldGetMore(problem: SmallProblem, found: SmallFlow, sink: string): boolean {
  const others = problem.sinks.filter(({ id }) => id !== sink);
  return everyFlow(problem).some(
    (flow) =>
      served(flow, sink) > served(found, sink) && others.every(({ id }) => served(flow, id) >= served(found, id)),
  );
}

/** By looking at every flow: what would have to be otherwise for a sink to get more? */
function causeByLooking(problem: SmallProblem, found: SmallFlow, sink: string): UnmetReason {
  if (!problem.arcs.some(({ to }) => to === sink)) return 'nobody-reachable';
  const got = served(found, sink);
  if (couldGetMore(problem, found, sink)) return 'dearer-than-unmet';
  if (!bringsMore(wide(plenty(problem)), sink, got)) return 'dearer-than-unmet';
  return bringsMore(plenty(problem), sink, got) ? 'supply-exhausted' : 'capacity-reached';
}

describe('in small problems, by looking at every flow,', () => {
  test('the cause is what would have to be otherwise', () => {
    const seen = new Set<UnmetReason>();
    for (const seed of seedsOf({ few: 2_000, all: 10_000 })) {
      const problem = smallProblem(seed, false);
      const result = matchTransport({ ...problem, fair: false }, inTime);
      for (const { sink, cause } of result.unmet) {
        expect(cause, `seed ${seed}, ${sink}`).toBe(causeByLooking(problem, result, sink));
        seen.add(cause);
      }
    }
    expect([...seen].sort()).toEqual(['dearer-than-unmet', 'nobody-reachable', 'supply-exhausted']);
  });

  test('so it is with narrow ways: only where more supply and wider ways would each do may either be told', () => {
    const [seen, seenTwice] = [new Set<UnmetReason>(), new Set<UnmetReason>()];
    for (const seed of seedsOf({ few: 2_000, all: 10_000 })) {
      const problem = smallProblem(seed, true);
      const result = matchTransport({ ...problem, fair: false }, inTime);
      for (const { sink, cause } of result.unmet) {
        const expected = causeByLooking(problem, result, sink);
        const wouldDo = couldGetMore(wide(problem), result, sink);
        const either = expected === 'supply-exhausted' && wouldDo ? [expected, 'capacity-reached'] : [expected];
        if (either.length > 1) seenTwice.add(cause);
        expect(either, `seed ${seed}, ${sink}`).toContain(cause);
        seen.add(cause);
      }
    }
    expect([...seen].sort()).toEqual(['capacity-reached', 'dearer-than-unmet', 'nobody-reachable', 'supply-exhausted']);
  });
});
