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

export function ascending(values: readonly number[]): Float64Array {
  const sorted = new Float64Array(values);
  if (sorted.length > FEW) return sorted.sort();
  for (let next = 1; next < sorted.length; next++) {
    const value = sorted[next] as number;
    let at = next;
    for (; at > 0 && (sorted[at - 1] as number) > value; at--) sorted[at] = sorted[at - 1] as number;
    sorted[at] = value;
  }
  return sorted;
}

export function median(values: readonly number[]): number {
  return quantile(ascending(values), 0.5);
}

/** Median absolute deviation from `centre`, unscaled. */
export function medianAbsoluteDeviation(values: readonly number[], centre: number): number {
  return median(values.map((value) => Math.abs(value - centre)));
}

/** Makes a median absolute deviation estimate the standard deviation of normal data. */
export const MAD_TO_SIGMA = 1.4826;
