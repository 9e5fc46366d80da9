import { expect, test } from 'vitest';
import { columnsOf } from '#domain/matching/transport/arcs.ts';
import { idleBasis } from '#domain/matching/transport/basis.ts';
import { costOf, savingAtMost } from '#domain/matching/transport/dual-bound.ts';
import { buildNetwork } from '#domain/matching/transport/flow-network.ts';
import { listedArcs } from '#domain/matching/transport/listed-arcs.ts';
import { improve } from '#domain/matching/transport/network-simplex.ts';
import { singleBand } from '#domain/matching/transport/unmet-bands.ts';
import { randomTransport, seededNumbers } from './random-transports.ts';

test('any prices, also negative ones, give a bound that no flow undercuts', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const { sources, sinks, arcs, unmetCost } = randomTransport(seed);
    const supplies = sources.map(({ quantity }) => quantity + 1);
    const numberOf = (id: string) => Number(id.slice(1));
    const columns = columnsOf(
      arcs.map(({ from, to, unitCost, capacity = Number.POSITIVE_INFINITY }) => ({
        source: numberOf(from),
        sink: numberOf(to),
        unitCost,
        capacity: capacity + 1,
      })),
    );
    const needs = sinks.map(({ quantity }) => quantity + 1);
    const network = buildNetwork(supplies, needs, singleBand(unmetCost), columns);
    const offered = listedArcs(columns, supplies, sinks.length);
    const count = network.tails.length;
    const best = idleBasis(network);
    improve(network, best, () => false);
    const least = costOf({ network, basis: best, optimal: true }, 0, count);

    const random = seededNumbers(seed);
    const idle = { network, basis: idleBasis(network), optimal: false };
    const spread = 2 * unmetCost + 2;
    idle.basis.tree.prices.set(Array.from({ length: network.root }, () => Math.floor((random() - 0.5) * spread)));
    const bound = costOf(idle, 0, count) - savingAtMost(idle, offered);
    expect(bound <= least, `seed ${seed}`).toBe(true);
    const settled = { network, basis: best, optimal: false };
    expect(savingAtMost(settled, offered), 'nothing is left to save at the optimum').toBe(0n);
  }
});
