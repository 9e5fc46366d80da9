import { expect } from 'vitest';
import type { TransportResult } from '#domain/matching/transport/transport-problem.ts';
import type { ListedProblem } from './highs-oracle.ts';

/** Asserts that a result is a feasible flow of its problem and adds up. */
export function expectFeasible({ sources, sinks, arcs, unmetCost }: ListedProblem, result: TransportResult): void {
  const room = new Map<string, number>();
  for (const arc of arcs) {
    const known = room.get(arcKey(arc)) ?? 0;
    room.set(arcKey(arc), known + (arc.capacity ?? Number.POSITIVE_INFINITY));
  }
  const left = new Map(sources.map(({ id, quantity }) => [id, quantity]));
  const lacking = new Map(sinks.map(({ id, quantity }) => [id, quantity]));
  let cost = 0n;
  let served = 0;
  for (const flow of result.flows) {
    const { from, to, quantity, unitCost } = flow;
    if (!(Number.isSafeInteger(quantity) && quantity > 0)) throw new Error(`a flow of ${quantity}`);
    room.set(arcKey(flow), (room.get(arcKey(flow)) ?? Number.NaN) - quantity);
    left.set(from, (left.get(from) as number) - quantity);
    lacking.set(to, (lacking.get(to) as number) - quantity);
    cost += BigInt(quantity) * BigInt(unitCost);
    served += quantity;
  }
  for (const value of [...room.values(), ...left.values(), ...lacking.values()]) {
    if (!(value >= 0)) throw new Error('an arc or a source gives more, or a sink gets more, than there is');
  }
  const unmet = new Map([...lacking].filter(([, quantity]) => quantity > 0));
  expect(new Map(result.unmet.map(({ sink, quantity }) => [sink, quantity]))).toEqual(unmet);
  for (const quantity of unmet.values()) cost += BigInt(quantity) * BigInt(unmetCost);
  expect(BigInt(result.objective)).toBe(cost);
  expect(result.served).toBe(served);
}

/**
 * Proves a result of least cost (`fair: false`) in exact integers: the prices make the dual objective equal to the
 * primal one, so that no flow can be cheaper, and by that no arc is left that would save anything.
 */
export function expectProvenOptimal({ sources, sinks, arcs, unmetCost }: ListedProblem, result: TransportResult): void {
  const priceOf = {
    source: (id: string) => BigInt(result.prices.sources.get(id) ?? 0),
    sink: (id: string) => BigInt(result.prices.sinks.get(id) ?? 0),
  };
  const saving = (reducedCost: bigint, quantity: number) => (reducedCost < 0n ? reducedCost * BigInt(quantity) : 0n);
  let bound = 0n;
  for (const { id, quantity } of sources) {
    if (priceOf.source(id) < 0n) throw new Error(`a unit kept by ${id} would have a negative worth`);
    bound -= priceOf.source(id) * BigInt(quantity);
  }
  for (const { id, quantity } of sinks) {
    bound += priceOf.sink(id) * BigInt(quantity) + saving(BigInt(unmetCost) - priceOf.sink(id), quantity);
  }
  const having = new Map(sources.map(({ id, quantity }) => [id, quantity]));
  const needing = new Map(sinks.map(({ id, quantity }) => [id, quantity]));
  for (const { from, to, unitCost, capacity = Number.POSITIVE_INFINITY } of arcs) {
    // Ends without a quantity take no part and have no price.
    if (having.get(from) === 0 || needing.get(to) === 0 || capacity === 0) continue;
    const reducedCost = BigInt(unitCost) + priceOf.source(from) - priceOf.sink(to);
    if (reducedCost < 0n && capacity === Number.POSITIVE_INFINITY) throw new Error(`${from} to ${to} would save`);
    bound += saving(reducedCost, capacity);
  }
  expect(bound).toBe(BigInt(result.objective));
}

function arcKey({
  from,
  to,
  unitCost,
}: {
  readonly from: string;
  readonly to: string;
  readonly unitCost: number;
}): string {
  return `${from}|${to}|${unitCost}`;
}
