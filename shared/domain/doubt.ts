/**
 * How far a price may be from the store's own past before it waits for a second source.
 *
 * Slipped digits are factors of 10 and more, thousands typed as units factors of 1,000; the largest real jumps in
 * Hanoi within a day were x2 to x2.5 (leaf vegetables after Yagi, 09/2024; masks x3.7, 02/2020, from many shops at once).
 */
const DOUBTFUL_FACTOR = 3;

/** True when a price (VND) is possible but too far from the store's own reference to be believed alone. */
export function isDoubtful(price: number, reference: number | undefined): boolean {
  if (reference === undefined || reference <= 0) return false;
  const factor = price / reference;
  return factor >= DOUBTFUL_FACTOR || factor <= 1 / DOUBTFUL_FACTOR;
}

/**
 * True when another source moved the same way at least half as far on a log scale: two retailers who both see the jump
 * are a market, and a market is never an error.
 */
export function supportsDoubtful(doubtfulRelative: number, otherRelative: number): boolean {
  const claimed = Math.log(doubtfulRelative);
  const other = Math.log(otherRelative);
  return Math.sign(claimed) === Math.sign(other) && Math.abs(other) >= 0.5 * Math.abs(claimed);
}
