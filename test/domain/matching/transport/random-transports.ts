import type { Arc } from '#domain/matching/transport/transport-problem.ts';
import type { ListedProblem } from './highs-oracle.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A small transport problem of one of many kinds: few costs (ties), equal quantities (degenerate), zero quantities,
 * missing arcs, separate parts, one node, capacities, parallel arcs, cheap unmet need, large quantities.
 */
export function randomTransport(seed: number): ListedProblem {
  const random = seededNumbers(seed);
  const upTo = (greatest: number) => Math.floor(random() * (greatest + 1));
  const chance = (share: number) => random() < share;

  const size = chance(0.1) ? 1 : 2 + upTo(chance(0.2) ? 12 : 5);
  const greatestQuantity = [1, 3, 20, 1000, 2 ** 25][upTo(4)] as number;
  const greatestCost = [0, 1, 3, 50, 100_000][upTo(4)] as number;
  const equal = chance(0.2);
  const quantity = () => (equal ? greatestQuantity : chance(0.1) ? 0 : upTo(greatestQuantity));
  const sources = Array.from({ length: 1 + upTo(size) }, (_, index) => ({ id: `s${index}`, quantity: quantity() }));
  const sinks = Array.from({ length: 1 + upTo(size) }, (_, index) => ({ id: `t${index}`, quantity: quantity() }));
  const density = [0.2, 0.6, 1][upTo(2)] as number;
  const capacitated = chance(0.4);
  const parts = chance(0.2) ? 2 : 1;
  const arcs: Arc[] = [];
  for (const [i, source] of sources.entries()) {
    for (const [j, sink] of sinks.entries()) {
      const parallels = chance(0.05) ? 2 : 1;
      for (let parallel = 0; parallel < parallels; parallel++) {
        if (i % parts !== j % parts || !chance(density)) continue;
        const arc = { from: source.id, to: sink.id, unitCost: upTo(greatestCost) };
        arcs.push(capacitated && chance(0.7) ? { ...arc, capacity: upTo(greatestQuantity) } : arc);
      }
    }
  }
  const unmetCost = chance(0.3) ? upTo(greatestCost) : greatestCost * 20 + 1;
  return { sources, sinks, arcs, unmetCost, fair: false };
}

/** The same lists in another order. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
