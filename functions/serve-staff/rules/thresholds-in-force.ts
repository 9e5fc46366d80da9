import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type RuleBook, rulesAsOf } from '#domain/detection/rules.ts';
import type { ThresholdPercents } from '#domain/product.ts';

/** A product's thresholds on a day and where they come from: set here, the catalogue's, or the city's default. */
export function thresholdsInForce(
  book: RuleBook,
  catalogue: Catalogue,
  product: string,
  day: BusinessDay,
): {
  readonly thresholds: ThresholdPercents;
  readonly source: 'own' | 'catalogue' | 'default';
  readonly validFrom?: BusinessDay;
} {
  const thresholds = rulesAsOf(book, catalogue, day).thresholdsOf(product);
  const validFrom = book.thresholds
    .filter((rule) => rule.product === product && rule.validFrom <= day)
    .map((rule) => rule.validFrom)
    .sort()
    .at(-1);
  if (validFrom !== undefined) return { thresholds, source: 'own', validFrom };
  return { thresholds, source: catalogue.products.get(product)?.thresholds ? 'catalogue' : 'default' };
}
