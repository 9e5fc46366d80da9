import type { EnteredRow } from './entered-row.ts';
import type { SheetRow } from './entry-sheet.ts';

/** What is worth asking about a price before it is sent; none of it keeps anybody from sending. */
export type Unusual =
  | { readonly kind: 'too-low' | 'too-high'; readonly meant: number | undefined }
  | { readonly kind: 'changed'; readonly percent: number };

/** A change by so much is asked about. */
const MUCH_PCT = 25;
/** The slips that people make: thousands left out, a nought too many or too few. */
const FACTORS = [1000, 10, 100, 0.1, 0.01, 0.001];

/** Asks about a price that is beyond what its good ever cost, or far from the last. */
export function unusualPrice({ good, before }: SheetRow, { price, confirm, entered }: EnteredRow): Unusual | undefined {
  if (price === undefined || entered === 'carried') return undefined;
  const { min, max } = good.band;
  if (price < min || price > max) {
    const meant = FACTORS.map((factor) => Math.round(price * factor)).find(
      (guess) => guess >= min && guess <= max && (before.price === undefined || isNear(guess, before.price)),
    );
    return { kind: price < min ? 'too-low' : 'too-high', meant };
  }
  if (confirm || before.price === undefined) return undefined;
  const percent = (price / before.price - 1) * 100;
  return Math.abs(percent) >= MUCH_PCT ? { kind: 'changed', percent } : undefined;
}

function isNear(price: number, before: number): boolean {
  return price > before / 2 && price < before * 2;
}
