import { type Doubt, isFar, supportsDoubtful } from '../history/doubt.ts';
import type { Quote } from '../history/quote.ts';
import { median } from '../statistics.ts';

/** A quote that is kept out of the statistics, and why. */
export interface HeldBackQuote {
  readonly quote: Quote;
  readonly doubt: Doubt;
  /** What the price was held against, VND. */
  readonly expected: number;
}

/** One product's quotes of one price type: those that count, and those that wait for support. */
export interface ScreenedQuotes {
  readonly accepted: readonly Quote[];
  readonly heldBack: readonly HeldBackQuote[];
}

/**
 * Separates what a place believes from what waits. A doubtful price counts once its retailer confirms it, or once a store
 * of another retailer has moved the same way: a market is never an error. Slipped digits need a quarter of the other
 * retailers' stores: among many, two slip on one day by chance. A store without a past is held against its peers.
 */
export function screenQuotes(quotes: readonly Quote[], minStores: number): ScreenedQuotes {
  if (quotes.every(({ doubt, reference }) => doubt === undefined && reference !== undefined)) {
    return { accepted: quotes, heldBack: [] };
  }
  const usual = usualPriceOf(quotes, minStores);
  const accepted: Quote[] = [];
  const heldBack: HeldBackQuote[] = [];
  for (const quote of quotes) {
    const held = quote.confirmed ? undefined : heldBackOf(quote, quotes, usual);
    if (held) heldBack.push(held);
    else accepted.push(quote);
  }
  return { accepted: accepted, heldBack };
}

function heldBackOf(quote: Quote, peers: readonly Quote[], usual: number | undefined): HeldBackQuote | undefined {
  const { doubt, reference, price } = quote;
  if (reference === undefined) {
    return usual !== undefined && isFar(price, usual) ? { quote, doubt: 'far-from-usual', expected: usual } : undefined;
  }
  if (doubt === undefined || isSupported(quote, price / reference, peers)) return undefined;
  return { quote, doubt, expected: reference };
}

const SHARE_BEHIND_SLIPPED_DIGITS = 0.25;

function isSupported(quote: Quote, relative: number, peers: readonly Quote[]): boolean {
  const share = quote.doubt === 'slipped-digits' ? SHARE_BEHIND_SLIPPED_DIGITS : 0;
  let others = 0;
  let supporting = 0;
  for (const { from, price, reference } of peers) {
    if (reference === undefined || from.retailer === quote.from.retailer) continue;
    others++;
    if (supportsDoubtful(relative, price / reference)) supporting++;
    if (supporting > 0 && share === 0) return true;
  }
  return supporting > 0 && supporting >= share * others;
}

/** Median price of the stores that nobody doubts, whether they have a past or not; none of too few to tell an outlier. */
function usualPriceOf(quotes: readonly Quote[], minStores: number): number | undefined {
  const sound = quotes.filter(({ doubt }) => doubt === undefined);
  return sound.length > minStores ? median(sound.map(({ price }) => price)) : undefined;
}
