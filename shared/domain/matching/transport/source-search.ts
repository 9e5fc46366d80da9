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

/**
 * A k-d tree over the sources on the unit sphere, where the chord grows with the distance by road. Each branch knows its
 * lowest price, so that a search cuts off what is too far or too dear: exact over all sources without looking at all.
 */
export function searchSources(points: readonly GeoPoint[], roadCost: RoadCost): SourceSearch {
  const places = points.map(onUnitSphere);
  const order = points.map((_, source) => source);
  const branches: Branch[] = [];
  const top = grow(0, order.length);
  const lowestPrices = new Float64Array(branches.length);
  let prices: ArrayLike<number> = new Float64Array(points.length);

  function grow(start: number, end: number): number {
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (let at = start; at < end; at++) {
      for (const [axis, value] of (places[order[at] as number] as number[]).entries()) {
        low[axis] = Math.min(low[axis] as number, value);
        high[axis] = Math.max(high[axis] as number, value);
      }
    }
    const index = branches.push({ start, end, low, high, left: NO_BRANCH, right: NO_BRANCH }) - 1;
    if (end - start > LEAF_SIZE) {
      const widths = high.map((value, axis) => value - (low[axis] as number));
      const axis = widths.indexOf(Math.max(...widths));
      const along = (source: number) => (places[source] as number[])[axis] as number;
      const sorted = order.slice(start, end).sort((a, b) => along(a) - along(b) || a - b);
      for (const [offset, source] of sorted.entries()) order[start + offset] = source;
      const middle = (start + end) >> 1;
      const [left, right] = [grow(start, middle), grow(middle, end)];
      branches[index] = { ...(branches[index] as Branch), left, right };
    }
    return index;
  }

  return {
    price(newPrices) {
      prices = newPrices;
      // A branch stands before its parts in the list.
      for (let index = branches.length - 1; index >= 0; index--) {
        const { start, end, left, right } = branches[index] as Branch;
        lowestPrices[index] =
          left === NO_BRANCH
            ? Math.min(...order.slice(start, end).map((source) => newPrices[source] as number))
            : Math.min(lowestPrices[left] as number, lowestPrices[right] as number);
      }
    },

    cheapest(point, count) {
      const place = onUnitSphere(point);
      const found: FoundSource[] = [];
      const limit = () => (found.length < count ? Infinity : (found[count - 1] as FoundSource).withPrice);
      const least = (index: number): number => {
        const km = Math.max(0, kmOfChord(chordToBox(place, branches[index] as Branch)) - SLACK_KM);
        return (roadCost(km) ?? Infinity) + (lowestPrices[index] as number);
      };
      const visit = (index: number, bound: number): void => {
        if (bound === Infinity || bound > limit()) return;
        const { start, end, left, right } = branches[index] as Branch;
        if (left === NO_BRANCH) {
          for (let at = start; at < end; at++) consider(order[at] as number);
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
        const unitCost = roadCost(distanceKm(points[source] as GeoPoint, point));
        if (unitCost === undefined) return;
        const withPrice = unitCost + (prices[source] as number);
        let at = found.length;
        while (at > 0 && comesBefore(withPrice, source, found[at - 1] as FoundSource)) at--;
        if (at >= count) return;
        found.splice(at, 0, { source, unitCost, withPrice });
        if (found.length > count) found.pop();
      };
      if (points.length > 0) visit(top, least(top));
      return found;
    },
  };
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
    const at = place[axis] as number;
    const outside = Math.max((low[axis] as number) - at, at - (high[axis] as number), 0);
    squares += outside * outside;
  }
  return Math.sqrt(squares);
}

function kmOfChord(chord: number): number {
  return ((2 * HALFWAY_KM) / Math.PI) * Math.asin(Math.min(1, chord / 2));
}
