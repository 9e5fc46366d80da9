import { present } from '../present.ts';
import type { Product } from '../product.ts';
import type { Held } from './participants.ts';
import type { SearchGaps, UnmetNeed } from './supply-search.ts';
import { UNMET_CAUSES } from './unmet-cause.ts';

/** What a search of a product left out, shop by shop. */
interface EachGap extends Pick<SearchGaps, 'receivers' | 'unknown' | 'notShown' | 'pending'> {
  readonly product: Pick<Product, 'id'>;
  readonly estimated: number;
  readonly sharedBy: number;
  readonly unmet: readonly Pick<UnmetNeed, 'quantityMilli' | 'cause'>[];
  readonly held: readonly Held[];
}

/** The gaps of a search as sums: what is kept of them does not grow with the city. */
export function summedUp(gaps: EachGap): SearchGaps {
  const { product, receivers, estimated, sharedBy, unmet, held, unknown, notShown, pending } = gaps;
  return present<SearchGaps>({
    product: product.id,
    receivers,
    estimated: estimated > 0 ? { places: estimated, sharedBy } : undefined,
    unmet: UNMET_CAUSES.map((cause) => ({
      cause,
      quantityMilli: sumOf(unmet.filter((need) => need.cause === cause).map(({ quantityMilli }) => quantityMilli)),
    })).filter(({ quantityMilli }) => quantityMilli > 0),
    notShown,
    unknown,
    held: held.length > 0 ? summedUpHeld(held) : undefined,
    pending,
  });
}

function summedUpHeld(held: readonly Held[]): SearchGaps['held'] {
  return {
    stockMilli: sumOf(held.map(({ stockMilli }) => stockMilli)),
    places: held.length,
    documents: [...new Set(held.map(({ hold }) => hold.document))].sort(),
  };
}

function sumOf(quantities: readonly number[]): number {
  return quantities.reduce((sum, quantity) => sum + quantity, 0);
}
