/**
 * The cheapest sources of a point, exact over all sources without looking at all.
 *
 * 1. Put the sources on the unit sphere, where the chord between two points grows with their distance.
 * 2. Build a k-d tree: halve the sources along the axis in which they lie widest apart, until few are left in a leaf;
 *    each branch knows the box around its sources.
 * 3. When the sources' prices change, work out the lowest price of each branch, leaves first.
 * 4. To search, bound what a branch can offer from below: the cost by road from its box, and its lowest price.
 * 5. Go into the branch with the lower bound first, and skip one whose bound is beyond the worst of those found.
 *
 * Asks for a cost that never falls with the distance. n log^2 n steps to build, n for new prices; a search takes some
 * log n where prices differ little, n at worst.
 *
 * J. Bentley, "Multidimensional binary search trees used for associative searching", Communications of the ACM 18
 * (1975); the search as J. Friedman, J. Bentley and R. Finkel, ACM Transactions on Mathematical Software 3 (1977).
 */
import { distanceKm, type GeoPoint } from './great-circle.ts';
import type { RoadCost } from './transport-problem.ts';

/** A source that could serve a point, what a unit costs by road, and with the source's own price for it. */
export interface FoundSource {
  readonly source: number;
  readonly unitCost: number;
  readonly withPrice: number;
}

/** Finds the sources from which a unit is cheapest at a point, each source having a price of its own. */
export interface SourceSearch {
  /** Sets the price of each source; until then all are 0. */
  price(prices: ArrayLike<number>): void;
  /** At most so many sources within reach, the cheapest first; ties go to the smaller number. */
  cheapest(point: GeoPoint, count: number): FoundSource[];
}

/** Half the way around the Earth, the greatest distance that there is. */
export const HALFWAY_KM = distanceKm({ lat: 0, lon: 0 }, { lat: 0, lon: 180 });
const LEAF_SIZE = 8;
const NO_BRANCH = -1;
/** Chords and arcs are worked out by different formulas; so much they may differ by, and a branch is never cut wrongly. */
const SLACK_KM = 0.01;

/** A stretch of the sources in the order of the tree, with the box that holds them on the unit sphere. */
interface Branch {
  readonly start: number;
  readonly end: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly left: number;
  readonly right: number;
}

/** Branches, each before its parts, the top first; and the sources in their order. */
interface Tree {
  readonly branches: readonly Branch[];
  readonly order: readonly number[];
}

/** Builds the tree; searches then see the prices that were set last. */
export function searchSources(points: readonly GeoPoint[], roadCost: RoadCost): SourceSearch {
  const tree = growTree(points.map(onUnitSphere));
  const { branches, order } = tree;
  const lowestPrices = new Float64Array(branches.length);
  let prices: ArrayLike<number> = new Float64Array(points.length);
  return {
    price(newPrices) {
      prices = newPrices;
      setLowestPrices(lowestPrices, tree, newPrices);
    },

    cheapest(point, count) {
      const place = onUnitSphere(point);
      const found: FoundSource[] = [];
      const limit = () => (found.length < count ? Infinity : found[count - 1].withPrice);
      const least = (index: number): number => {
        const km = Math.max(0, kmOfChord(chordToBox(place, branches[index])) - SLACK_KM);
        return (roadCost(km) ?? Infinity) + lowestPrices[index];
      };
      const visit = (index: number, bound: number): void => {
        if (bound === Infinity || bound > limit()) return;
        const { start, end, left, right } = branches[index];
        if (left === NO_BRANCH) {
          for (let at = start; at < end; at++) consider(order[at]);
          return;
        }
        const [leftBound, rightBound] = [least(left), least(right)];
        if (leftBound <= rightBound) {
          visit(left, leftBound);
          visit(right, rightBound);
        } else {
          visit(right, rightBound);
          visit(left, leftBound);
        }
      };
      const consider = (source: number): void => {
        const unitCost = roadCost(distanceKm(points[source], point));
        if (unitCost === undefined) return;
        const withPrice = unitCost + prices[source];
        let at = found.length;
        while (at > 0 && comesBefore(withPrice, source, found[at - 1])) at--;
        if (at >= count) return;
        found.splice(at, 0, { source, unitCost, withPrice });
        if (found.length > count) found.pop();
      };
      if (points.length > 0) visit(0, least(0));
      return found;
    },
  };
}

function growTree(places: readonly (readonly number[])[]): Tree {
  const order = places.map((_, source) => source);
  const branches: Branch[] = [];
  grow(0, order.length);
  return { branches, order };

  /** Adds the branch of a stretch with all below it; the branch's index. */
  function grow(start: number, end: number): number {
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (let at = start; at < end; at++) {
      for (const [axis, value] of places[order[at]].entries()) {
        low[axis] = Math.min(low[axis], value);
        high[axis] = Math.max(high[axis], value);
      }
    }
    const index = branches.push({ start, end, low, high, left: NO_BRANCH, right: NO_BRANCH }) - 1;
    if (end - start > LEAF_SIZE) {
      const widths = high.map((value, axis) => value - low[axis]);
      const axis = widths.indexOf(Math.max(...widths));
      const along = (source: number) => places[source][axis];
      const sorted = order.slice(start, end).sort((a, b) => along(a) - along(b) || a - b);
      for (const [offset, source] of sorted.entries()) order[start + offset] = source;
      const middle = (start + end) >> 1;
      const [left, right] = [grow(start, middle), grow(middle, end)];
      branches[index] = { ...branches[index], left, right };
    }
    return index;
  }
}

function setLowestPrices(lowest: Float64Array, { branches, order }: Tree, prices: ArrayLike<number>): void {
  for (let index = branches.length - 1; index >= 0; index--) {
    const { start, end, left, right } = branches[index];
    lowest[index] =
      left === NO_BRANCH
        ? Math.min(...order.slice(start, end).map((source) => prices[source]))
        : Math.min(lowest[left], lowest[right]);
  }
}

function comesBefore(withPrice: number, source: number, other: FoundSource): boolean {
  return withPrice < other.withPrice || (withPrice === other.withPrice && source < other.source);
}

function onUnitSphere({ lat, lon }: GeoPoint): number[] {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

function chordToBox(place: readonly number[], { low, high }: Branch): number {
  let squares = 0;
  for (let axis = 0; axis < 3; axis++) {
    const at = place[axis];
    const outside = Math.max(low[axis] - at, at - high[axis], 0);
    squares += outside * outside;
  }
  return Math.sqrt(squares);
}

function kmOfChord(chord: number): number {
  return ((2 * HALFWAY_KM) / Math.PI) * Math.asin(Math.min(1, chord / 2));
}
