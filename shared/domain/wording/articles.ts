import type { Language } from '../language.ts';
import type { Product } from '../product.ts';
import type { ArticleFault } from '../report/article-list.ts';
import { nearestProducts } from '../report/nearest-product.ts';
import type { Explanation } from './explanation.ts';
import { ARTICLES, inEachLanguage } from './languages.ts';
import { shownValue } from './shown-value.ts';

/** Why an entry of a list of own articles is refused, and what to do. */
export function explainArticleFault(fault: ArticleFault, products: ReadonlyMap<string, Product>): Explanation {
  const written = shownValue(fault.written);
  const near =
    fault.code === 'unknown-product' && typeof fault.written === 'string'
      ? nearestProducts(fault.written, products.values())
      : [];
  const listed = (language: Language) => near.map(({ id, name }) => `${id} ${name[language]}`).join('; ');
  const words = inEachLanguage(ARTICLES, (articles, language) =>
    articles[fault.code]({ written, near: listed(language) }),
  );
  return {
    detail: inEachLanguage(words, ({ detail }) => detail),
    hint: inEachLanguage(words, ({ hint }) => hint),
  };
}
