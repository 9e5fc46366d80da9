/** The `q` quantile of ascending numbers by linear interpolation (Hyndman and Fan's type 7, the default of R and NumPy). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) throw new RangeError('No quantile of nothing');
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const lower = sorted[below] as number;
  const upper = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return lower + (upper - lower) * (position - below);
}

/** Up to so many values are sorted by insertion: most markets have a handful of stores, and a call of `sort` costs more. */
const FEW = 24;

export function ascending(values: readonly number[]): ArrayLike<number> {
  if (values.length > FEW) return new Float64Array(values).sort();
  const sorted = values.slice();
  for (let next = 1; next < sorted.length; next++) {
    const value = sorted[next] as number;
    let at = next;
    for (; at > 0 && (sorted[at - 1] as number) > value; at--) sorted[at] = sorted[at - 1] as number;
    sorted[at] = value;
  }
  return sorted;
}

export function median(values: readonly number[]): number {
  return values.length <= FEW ? quantile(ascending(values), 0.5) : (quantilesOf(values, HALF)[0] as number);
}

const HALF = [0.5];

/** The quantiles of numbers in any order, as `quantile` gives them, by selection: many values are never sorted wholly. */
export function quantilesOf(values: readonly number[], qs: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('No quantile of nothing');
  if (values.length <= FEW) {
    const sorted = ascending(values);
    return qs.map((q) => quantile(sorted, q));
  }
  const some = new Float64Array(values);
  const last = some.length - 1;
  return qs.map((q) => {
    const position = last * q;
    const below = Math.floor(position);
    const lower = select(some, below);
    const upper = below === position ? lower : select(some, Math.min(below + 1, last));
    return lower + (upper - lower) * (position - below);
  });
}

/**
 * The value that would stand at a rank (from 0) in ascending order; partly orders `some`. Three-way partition: nine in
 * ten prices equal their reference, and one pass over equal values is all.
 */
function select(some: Float64Array, rank: number): number {
  let from = 0;
  let to = some.length - 1;
  while (from < to) {
    const pivot = some[rank] as number;
    let [below, at, above] = [from, from, to];
    while (at <= above) {
      const value = some[at] as number;
      if (value < pivot) {
        some[at++] = some[below] as number;
        some[below++] = value;
      } else if (value > pivot) {
        some[at] = some[above] as number;
        some[above--] = value;
      } else at++;
    }
    if (rank < below) to = below - 1;
    else if (rank > above) from = above + 1;
    else return pivot;
  }
  return some[rank] as number;
}

/** Median absolute deviation from `centre`, unscaled. */
export function medianAbsoluteDeviation(values: readonly number[], centre: number): number {
  return median(values.map((value) => Math.abs(value - centre)));
}

/** Makes a median absolute deviation estimate the standard deviation of normal data. */
export const MAD_TO_SIGMA = 1.4826;
