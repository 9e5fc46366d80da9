import { describe, expect, test } from 'vitest';
import { columnsOf } from '#domain/matching/transport/arcs.ts';
import { type Basis, EMPTY, FULL, idleBasis, reducedCost } from '#domain/matching/transport/basis.ts';
import { buildNetwork, type FlowNetwork } from '#domain/matching/transport/flow-network.ts';
import { improve } from '#domain/matching/transport/network-simplex.ts';
import { evenBands, singleBand } from '#domain/matching/transport/unmet-bands.ts';
import { changeCapacities, changeCosts } from '#domain/matching/transport/warm-start.ts';
import { seedsOf } from '#support/seeds.ts';
import { randomTransport, seededNumbers } from './random-transports.ts';

const inTime = () => false;

/** The network of a random problem: every other one with bands. */
function randomNetwork(seed: number): FlowNetwork {
  const { sources, sinks, arcs, unmetCost } = randomTransport(seed);
  const supplies = sources.map(({ quantity }) => quantity + 1);
  const needs = sinks.map(({ quantity }) => quantity + 1);
  const numberOf = (id: string) => Number(id.slice(1));
  return buildNetwork(
    supplies,
    needs,
    seed % 2 === 0 ? singleBand(unmetCost) : evenBands(unmetCost + 1),
    columnsOf(
      arcs.flatMap(({ from, to, unitCost, capacity = Number.POSITIVE_INFINITY }) =>
        capacity > 0 ? [{ source: numberOf(from), sink: numberOf(to), unitCost, capacity }] : [],
      ),
    ),
  );
}

function copyOf(network: FlowNetwork): FlowNetwork {
  return { ...network, costs: network.costs.slice(), capacities: network.capacities.slice() };
}

/** The cost of a flow, after it has been found feasible, and its basis sound. */
function costOfSound(network: FlowNetwork, basis: Basis): number {
  const { tails, heads, costs, capacities, quantities, sources, root } = network;
  const { flows, states, tree } = basis;
  const balance = new Float64Array(root + 1);
  let cost = 0;
  for (const [arc, flow] of flows.entries()) {
    expect(flow >= 0 && flow <= (capacities[arc] as number)).toBe(true);
    const [tail, head] = [tails[arc] as number, heads[arc] as number];
    balance[tail] = (balance[tail] as number) - flow;
    balance[head] = (balance[head] as number) + flow;
    cost += flow * (costs[arc] as number);
    const inTree = tree.arcsUp[tail] === arc || tree.arcsUp[head] === arc;
    if (inTree) expect(reducedCost(network, basis, arc)).toBe(0);
    else expect(flow === 0 || flow === capacities[arc]).toBe(true);
    if (states[arc] === EMPTY) expect(flow).toBe(0);
    if (states[arc] === FULL) expect(flow).toBe(capacities[arc]);
  }
  for (let node = 0; node < root; node++) {
    expect(balance[node]).toBe(node < sources ? -(quantities[node] as number) : quantities[node]);
    const arc = tree.arcsUp[node] as number;
    const upwards = tails[arc] === node;
    const room = upwards ? (capacities[arc] as number) - (flows[arc] as number) : (flows[arc] as number);
    expect(room, 'towards the root of a strongly feasible tree there is room').toBeGreaterThan(0);
  }
  return cost;
}

describe('a basis goes on', () => {
  test('after costs have changed, to the same cost as from the start', () => {
    for (const seed of seedsOf({ few: 100, all: 500 })) {
      const network = randomNetwork(seed);
      const basis = idleBasis(network);
      improve(network, basis, inTime);
      const random = seededNumbers(seed);
      for (let round = 0; round < 3; round++) {
        const costs = network.costs.slice();
        for (let arc = network.firstTransportArc; arc < network.costs.length; arc++) {
          if (random() < 0.5) costs[arc] = Math.floor(random() * 100);
        }
        changeCosts(network, basis, costs);
        improve(network, basis, inTime);
        expect(costOfSound(network, basis), `seed ${seed}`).toBe(coldCost(network));
      }
    }
  });

  test('after capacities have changed, were they full or in the tree, to the same cost as from the start', () => {
    for (const seed of seedsOf({ few: 200, all: 1000 })) {
      const network = randomNetwork(seed);
      const basis = idleBasis(network);
      improve(network, basis, inTime);
      const random = seededNumbers(seed);
      for (let round = 0; round < 4; round++) {
        const capacities = new Map<number, number>();
        for (let arc = network.firstTransportArc; arc < network.costs.length; arc++) {
          const flow = basis.flows[arc] as number;
          const choices = [
            0,
            flow,
            Math.floor(flow / 2),
            flow + 1,
            Math.floor(random() * 20),
            Number.POSITIVE_INFINITY,
          ];
          if (random() < 0.5) capacities.set(arc, choices[Math.floor(random() * choices.length)] as number);
        }
        changeCapacities(network, basis, capacities);
        costOfSound(network, basis);
        improve(network, basis, inTime);
        expect(costOfSound(network, basis), `seed ${seed}`).toBe(coldCost(network));
      }
    }
  });
});

/** The least cost found from the start, without the arcs that are closed. */
function coldCost(network: FlowNetwork): number {
  const cold = copyOf(network);
  const basis = idleBasis(cold);
  const closed = new Map<number, number>();
  for (let arc = cold.firstTransportArc; arc < cold.costs.length; arc++)
    if (cold.capacities[arc] === 0) closed.set(arc, 0);
  changeCapacities(cold, basis, closed);
  improve(cold, basis, inTime);
  return costOfSound(cold, basis);
}
