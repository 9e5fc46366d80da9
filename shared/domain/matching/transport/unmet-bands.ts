import type { FlowNetwork, UnmetBand } from './flow-network.ts';

/**
 * A need is cut into so many bands of fill. An even share is found to one band; a finer cut takes longer (each band is
 * an arc) and moves more goods about for the last percent.
 */
const BANDS = 20;

/** Of its even share each receiver keeps at least this much, in favour of a cheaper whole. */
const ASSURED_OF_SHARE = 0.75;

/** What a unit that is missing costs at most with a step, the greatest number that `evenBands` needs. */
export function greatestPenalty(step: number): number {
  return BANDS * step;
}

/** All of a need at one penalty. */
export function singleBand(penalty: number): (need: number) => UnmetBand[] {
  return (need) => [{ quantity: need, penalty }];
}

/**
 * The bands of a need, the lowest first: the emptier a receiver, the dearer its next unit, by one step a band. A unit
 * belongs to the band in which the fill lies before it comes, so that the first unit of any need is in the lowest.
 *
 * With a step above what any chain of arcs costs, the least total is the greatest flow, and of all greatest flows one
 * that is max-min fair to a band: otherwise a chain would lead from a receiver in a higher band to one in a lower.
 */
export function evenBands(step: number): (need: number) => UnmetBand[] {
  return (need) =>
    Array.from({ length: BANDS }, (_, band) => ({
      quantity: Math.ceil(((band + 1) * need) / BANDS) - Math.ceil((band * need) / BANDS),
      penalty: (BANDS - band) * step,
    })).filter(({ quantity }) => quantity > 0);
}

/**
 * The costs of a second look, once the even shares are known: nobody falls below three quarters of the own share,
 * nor below the share of the worst off; beyond that the cost decides.
 *
 * The worst off is sought among the sinks that have a way at all. Its fill was within a band of the fairest possible,
 * and at most a band is lost here, so that it stays within two: a tenth of the need.
 *
 * @returns a cost for each arc of a network built with `evenBands` of this step, the ways' as they were.
 */
export function assuringCosts(network: FlowNetwork, flows: Float64Array, step: number): Float64Array {
  const { sources, sinks, firstBands, firstWay, heads, costs } = network;
  const bandOf = (arc: number) => BANDS - (costs[arc] as number) / step;
  const reachable = new Uint8Array(sinks);
  for (let way = firstWay; way < heads.length; way++) reachable[(heads[way] as number) - sources] = 1;

  const shares = Array.from({ length: sinks }, (_, sink) => {
    const end = firstBands[sink + 1] as number;
    for (let arc = firstBands[sink] as number; arc < end; arc++) if ((flows[arc] as number) > 0) return bandOf(arc);
    return BANDS;
  });
  const worst = shares.reduce((least, share, sink) => (reachable[sink] ? Math.min(least, share) : least), BANDS);
  const assuring = costs.slice();
  for (const [sink, share] of shares.entries()) {
    const assured = Math.max(Math.min(worst, share), Math.floor(ASSURED_OF_SHARE * share));
    const end = firstBands[sink + 1] as number;
    for (let arc = firstBands[sink] as number; arc < end; arc++) {
      assuring[arc] = bandOf(arc) < assured ? 2 * step : step;
    }
  }
  return assuring;
}
