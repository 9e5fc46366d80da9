/** Why a price is possible but not accepted alone, in the order in which they are kept: a new one goes to the end. */
export const DOUBTS = ['slipped-digits', 'far-from-usual', 'other-unit', 'copied-price', 'shifted-rows'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** The doubts that hold on the closing days of Tết too, when every price is odd. */
export const BEYOND_ANY_MARKET: readonly Doubt[] = ['slipped-digits', 'far-from-usual'];

/** A price of a store-day with what its store's own past says, VND. */
export interface PriceWithPast {
  readonly product: string;
  readonly price: number;
  /** Median of the store's trailing reports; none while its history is too short. */
  readonly reference: number | undefined;
  /** The store's report before. */
  readonly previous: number | undefined;
  /** In how many reports in a row before this one the store told the same price and it was held back. */
  readonly repeats: number;
}

/**
 * Slipped digits are factors of 10 and more, thousands typed as units factors of 1,000; the largest real jumps in
 * Hanoi within a day were x2 to x2.5 (leaf vegetables after Yagi, 09/2024; masks x3.7, 02/2020, from many shops at once).
 */
const FAR = 3;
/** A factor of 10, 100 or 1,000 is told as slipped digits when what remains is an ordinary move. */
const ORDINARY_MOVE = Math.log10(1.6);
/** A pair for a piece or half a kilo for a kilo: doubled or halved against the report before, but for rounding. */
const OTHER_UNIT = 2;
const UNIT_ROUNDING = 0.012;
/** A price this far from its own past is looked at for a slip of rows; smaller errors do no harm to a median of stores. */
const DISPLACED = 1.4;
/** The product whose price was copied stands near its own past. */
const AT_HOME = 1.1;
/** From so many displaced prices on, and at this share of all, the rows of a store have shifted. */
const LEAST_SHIFTED = 5;
const SHIFTED_SHARE = 0.5;
/** A price within so much of the report before has not jumped: in shifted rows it alone is beyond doubt. */
const UNMOVED = 1.02;

/**
 * Reports in a row after which a store means what it tells: a slip of rows is gone with the next file, another unit may
 * stay for a few. Digits and prices far from the past wait for a second source or a confirmation, however often told.
 */
const REPEATS_THAT_MEAN_IT: Readonly<Partial<Record<Doubt, number>>> = {
  'copied-price': 1,
  'shifted-rows': 1,
  'other-unit': 3,
};

/** What is doubtful about the prices of one store-day, in their order; nothing where no price is. */
export function doubtsOf(
  prices: readonly PriceWithPast[],
  looked: readonly Doubt[] = DOUBTS,
): readonly (Doubt | undefined)[] | undefined {
  let compared = 0;
  let displaced = 0;
  let jumped = 0;
  for (const price of prices) {
    if (price.reference === undefined) continue;
    compared++;
    if (!isDisplaced(price)) continue;
    displaced++;
    if (isJump(price)) jumped++;
  }
  if (displaced === 0) return undefined;
  const shifted = jumped >= LEAST_SHIFTED && jumped >= SHIFTED_SHARE * compared;
  const doubts = prices.map((price) => {
    const doubt = doubtOf(price, prices, { shifted, alone: jumped === 1 });
    const isMeant = doubt && price.repeats >= (REPEATS_THAT_MEAN_IT[doubt] ?? Number.POSITIVE_INFINITY);
    return doubt && !isMeant && looked.includes(doubt) ? doubt : undefined;
  });
  return doubts.some((doubt) => doubt !== undefined) ? doubts : undefined;
}

/** What the report as a whole looks like: shifted, or with one jump alone. */
interface Jumps {
  readonly shifted: boolean;
  readonly alone: boolean;
}

function doubtOf(row: PriceWithPast, all: readonly PriceWithPast[], { shifted, alone }: Jumps): Doubt | undefined {
  const { price, reference, previous } = row;
  if (reference === undefined) return undefined;
  const factor = price / reference;
  if (shifted && isJump(row)) return 'shifted-rows';
  if (!isFarther(factor, DISPLACED)) return undefined;
  if (hasSlippedDigits(factor)) return 'slipped-digits';
  if (isFarther(factor, FAR)) return 'far-from-usual';
  // What was accepted in the report before is no slip of this one.
  if (!isJump(row)) return undefined;
  if (previous !== undefined && isOtherUnit(price / previous)) return 'other-unit';
  // A promotion moves several goods at once; one price alone that equals another product's was copied.
  return alone && isCopied(row, all) ? 'copied-price' : undefined;
}

/** True when the price is another than in the store's report before. */
function isJump({ price, previous }: PriceWithPast): boolean {
  return previous === undefined || isFarther(price / previous, UNMOVED);
}

/** True when a price lies so far from its own past that it is looked at: without such a price nothing is doubtful. */
export function isDisplaced({ price, reference }: Pick<PriceWithPast, 'price' | 'reference'>): boolean {
  return reference !== undefined && isFarther(price / reference, DISPLACED);
}

/** True when a price is far from the reference of a store, or from its peers' prices where it has none of its own. */
export function isFar(price: number, expected: number): boolean {
  return isFarther(price / expected, FAR);
}

function isFarther(factor: number, limit: number): boolean {
  return factor >= limit || factor <= 1 / limit;
}

function hasSlippedDigits(factor: number): boolean {
  const digits = Math.log10(factor);
  const whole = Math.round(digits);
  return whole !== 0 && Math.abs(digits - whole) <= ORDINARY_MOVE;
}

function isOtherUnit(factor: number): boolean {
  return Math.abs(factor / OTHER_UNIT - 1) <= UNIT_ROUNDING || Math.abs(factor * OTHER_UNIT - 1) <= UNIT_ROUNDING;
}

function isCopied({ price, product }: PriceWithPast, all: readonly PriceWithPast[]): boolean {
  return all.some(
    (other) =>
      other.product !== product &&
      other.price === price &&
      other.reference !== undefined &&
      !isFarther(other.price / other.reference, AT_HOME),
  );
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
