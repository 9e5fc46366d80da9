import type { Language } from '../language.ts';
import type { Product } from '../product.ts';
import { nearestProducts } from '../report/nearest-product.ts';
import type { Explanation } from './explanation.ts';
import { inEachLanguage, UNKNOWN_PRODUCT } from './languages.ts';
import { shownValue } from './shown-value.ts';

/** A code that is not in the catalogue, with the goods that may have been meant. */
export function explainUnknownProduct(written: unknown, products: ReadonlyMap<string, Product>): Explanation {
  const near = nearTo(written, products);
  return {
    detail: inEachLanguage(UNKNOWN_PRODUCT, ({ detail }) => detail(shownValue(written))),
    hint: inEachLanguage(UNKNOWN_PRODUCT, ({ hint }, language) => hint(near(language))),
  };
}

/** Goods as a list that a sentence holds. */
export function listed(near: readonly Product[]): (language: Language) => string {
  return (language) => near.map(({ id, name, unit }) => `${id} ${name[language]} (${unit[language]})`).join('; ');
}

/** The goods whose codes or names come near to what was written, as a list. */
function nearTo(written: unknown, products: ReadonlyMap<string, Product>): (language: Language) => string {
  const code = typeof written === 'number' ? String(written) : written;
  return listed(typeof code === 'string' ? nearestProducts(code, products.values()) : []);
}
