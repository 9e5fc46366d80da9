import { type Direction, type Level, rankOf } from '../level.ts';
import { present } from '../present.ts';
import type { StoreKey } from '../store.ts';
import type { ProductAssessment } from './assessment.ts';

export type MarketState = 'no-data' | Level;

/** A place's day in brief, as maps and lists show it. */
export interface DayInBrief {
  readonly state: MarketState;
  /** The product of the worst level; none where all are normal. */
  readonly worst?: WorstProduct;
  readonly productsReported: number;
  /** The stores of which some products are to be looked at; none where there are no such stores. */
  readonly odd?: Readonly<Record<StoreKey, OddProducts>>;
}

/** What the assessment of a day found odd about one store, in products. */
export interface OddProducts {
  readonly frozen: number;
  readonly heldBack: number;
}

interface WorstProduct {
  readonly product: string;
  readonly level: Level;
  readonly direction?: Direction;
}

/** The day of a place of which nothing is known. */
export const NOTHING_KNOWN: DayInBrief = { state: 'no-data', productsReported: 0 };

/** A day in brief, from what was found for each product. */
export function inBrief(products: readonly ProductAssessment[]): DayInBrief {
  return present({
    state: dayState(products),
    worst: worstOf(products),
    productsReported: products.filter(isReported).length,
    odd: oddOf(products),
  });
}

/** True when somebody reported the product, even if all prices are held back for now. */
export function isReported({ retail, promo, wholesale, quarantined }: ProductAssessment): boolean {
  return retail !== undefined || promo !== undefined || wholesale !== undefined || quarantined > 0;
}

/** Without an accepted retail price there is nothing to call normal. */
export function productState(assessment: ProductAssessment | undefined): MarketState {
  if (!assessment) return 'no-data';
  return assessment.retail || assessment.level !== 'normal' ? assessment.level : 'no-data';
}

/** The worst state of a place's products. */
export function dayState(products: readonly ProductAssessment[]): MarketState {
  const rank = (state: MarketState) => (state === 'no-data' ? -1 : rankOf(state));
  return products
    .map(productState)
    .reduce<MarketState>((worst, next) => (rank(next) > rank(worst) ? next : worst), 'no-data');
}

function worstOf(products: readonly ProductAssessment[]): WorstProduct | undefined {
  const worst = products.reduce<ProductAssessment | undefined>(
    (known, next) => (known && rankOf(known.level) >= rankOf(next.level) ? known : next),
    undefined,
  );
  if (!worst || worst.level === 'normal') return undefined;
  return present({ product: worst.product, level: worst.level, direction: worst.direction });
}

/** A price far from the other stores' is the market's own affair. */
function oddOf(products: readonly ProductAssessment[]): DayInBrief['odd'] {
  const odd = new Map<StoreKey, OddProducts>();
  for (const { kind, store } of products.flatMap(({ checks }) => checks)) {
    if (kind === 'peers') continue;
    const { frozen, heldBack } = odd.get(store) ?? { frozen: 0, heldBack: 0 };
    odd.set(store, kind === 'frozen' ? { frozen: frozen + 1, heldBack } : { frozen, heldBack: heldBack + 1 });
  }
  return odd.size > 0 ? Object.fromEntries(odd) : undefined;
}
