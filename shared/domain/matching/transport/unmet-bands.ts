/**
 * What unmet need costs: one penalty, or bands of fill that make the flow fair.
 *
 * 1. Cut each need into twenty bands of fill, the lower the dearer, each step dearer than any chain of arcs
 *    (`evenBands`). The least cost is then the greatest flow and, of such flows, max-min fair to a band.
 * 2. Read each sink's even share off it: the bands that it fills.
 * 3. Assure each of three quarters of its share, and of the share of the worst off: only the bands below keep a higher
 *    penalty (`assuringCosts`).
 * 4. Go on to the least cost from there: beyond what is assured the cost decides.
 *
 * Penalties that rise band by band are a convex cost of unmet need, cut into arcs: Ahuja, Magnanti and Orlin, Network
 * Flows (1993), chapter 14. Fair flows of this kind: N. Megiddo, "Optimal flows in networks with multiple sources and
 * sinks", Mathematical Programming 7 (1974). The second look is our own.
 */
import type { FlowNetwork, UnmetBand } from './flow-network.ts';

/**
 * A need is cut into so many bands of fill. An even share is found to one band; a finer cut takes longer (each band is
 * an arc) and moves more goods about for the last percent.
 */
const BANDS = 20;

/** Of its even share each sink keeps at least this much, in favour of a cheaper whole. */
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
 * The bands of a need, the lowest first: the emptier a sink, the dearer its next unit, by one step a band. A unit
 * belongs to the band in which the fill lies before it comes, so that the first unit of any need is in the lowest.
 *
 * With a step above what any chain of arcs costs, the least total is the greatest flow, and of all greatest flows one
 * that is max-min fair to a band: otherwise a chain would lead from a sink in a higher band to one in a lower.
 */
export function evenBands(step: number): (need: number) => UnmetBand[] {
  return (need) =>
    Array.from({ length: BANDS }, (_, band) => ({
      quantity: Math.ceil(((band + 1) * need) / BANDS) - Math.ceil((band * need) / BANDS),
      penalty: (BANDS - band) * step,
    })).filter(({ quantity }) => quantity > 0);
}

/**
 * The costs of a second look, once the even shares are known: nobody falls below three quarters of the own share, nor
 * below the share of the worst off; beyond that the cost decides.
 *
 * The worst off is sought among the sinks that have an arc at all. Its fill was within a band of the fairest possible,
 * and at most a band is lost here, so that it stays within two: a tenth of the need.
 *
 * @returns a cost for each arc of a network built with `evenBands` of this step, those of the transport arcs as they
 * were.
 */
export function assuringCosts(network: FlowNetwork, flows: Float64Array, step: number): Float64Array {
  const { sources, sinks, firstBands, firstTransportArc, heads, costs } = network;
  const bandOf = (arc: number) => BANDS - costs[arc] / step;
  const reachable = new Uint8Array(sinks);
  for (let arc = firstTransportArc; arc < heads.length; arc++) reachable[heads[arc] - sources] = 1;

  const shares = Array.from({ length: sinks }, (_, sink) => {
    for (let arc = firstBands[sink]; arc < firstBands[sink + 1]; arc++) if (flows[arc] > 0) return bandOf(arc);
    return BANDS;
  });
  const worst = shares.reduce((least, share, sink) => (reachable[sink] ? Math.min(least, share) : least), BANDS);
  const assuring = costs.slice();
  for (const [sink, share] of shares.entries()) {
    const assured = Math.max(Math.min(worst, share), Math.floor(ASSURED_OF_SHARE * share));
    for (let arc = firstBands[sink]; arc < firstBands[sink + 1]; arc++) {
      assuring[arc] = bandOf(arc) < assured ? 2 * step : step;
    }
  }
  return assuring;
}
