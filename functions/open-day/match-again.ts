import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import { familiesOf } from '#domain/matching/product-family.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';

export interface MatchAgainPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly readHold: (id: string) => Promise<{ readonly value: FoodSafetyHold } | undefined>;
  readonly readRefusedPair: (key: string) => Promise<RefusedPair | undefined>;
  /** Wakes the matching of a family whose day is closed, and nobody before that; `because` tells one waking from another. */
  readonly wakeClosed: (family: string, day: BusinessDay, because: string) => Promise<unknown>;
}

/**
 * Wakes the matching of today's closed goods for which a hold or a refusal was entered, changed or taken back: who is left
 * without is proposed something else. Before the cut-off there is nothing to wake.
 */
export function matchAgain(ports: MatchAgainPorts, catalogue: Catalogue) {
  const familyOfProduct = new Map(
    [...familiesOf(catalogue)].flatMap(([family, products]) => products.map(({ id }) => [id, family] as const)),
  );
  return async (kind: 'hold' | 'refusal', key: string): Promise<void> => {
    const barred = kind === 'hold' ? (await ports.readHold(key))?.value : await ports.readRefusedPair(key);
    const family = barred && familyOfProduct.get(barred.product);
    if (family === undefined) return;
    const now = ports.clock();
    await ports.wakeClosed(family, businessDayOf(now), `${kind} ${key} at ${now}`);
  };
}
