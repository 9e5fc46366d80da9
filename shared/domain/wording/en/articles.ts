import type { articles as vi } from '../vi/articles.ts';

export const articles: typeof vi = {
  'not-an-object': () => ({
    detail: 'This entry cannot be read: it is no object, or has more cells than the header.',
    hint: 'Write each entry as { "article": …, "product": … }; in CSV each cell under a column.',
  }),
  'unknown-member': ({ written }) => ({
    detail: `An article has no member ${written}.`,
    hint: 'Use article, product, gtin, factor and withdraw alone.',
  }),
  'invalid-article': ({ written }) => ({
    detail: `An article's number can be read, has 1 to 40 characters and does not begin with =, +, - or @; ${written} came.`,
    hint: 'Write it as your till has it, as a text so that its leading zeros stay.',
  }),
  'unknown-product': ({ written, near }) => ({
    detail: `The product code ${written} is not in the catalogue.`,
    hint: near === '' ? 'See /v1/products.' : `Did you mean: ${near}? A code is a string and keeps its leading zero.`,
  }),
  'invalid-gtin': ({ written }) => ({
    detail: `A gtin is a string of 8, 12, 13 or 14 digits; ${written} came.`,
    hint: 'Write it as a text with its leading zeros, or leave it out.',
  }),
  'invalid-factor': ({ written }) => ({
    detail: `A factor is a number from 0.001 to 100,000 with six decimals at most; ${written} came.`,
    hint: 'It is how many units of the catalogue one article is: 5 for a bag of 5 kg of rice, 0.4 for a tray of 400 g.',
  }),
  'not-a-boolean': ({ written }) => ({
    detail: `"withdraw" must be true or false; ${written} came.`,
    hint: 'Write true to take the article out, or leave the member out.',
  }),
  'duplicate-article': ({ written }) => ({
    detail: `The article ${written} stands in an entry above that says something else.`,
    hint: 'Keep the one that is right.',
  }),
  'withdraw-needs-patch': () => ({
    detail: 'Single articles are taken out with ?mode=patch only.',
    hint: 'A full list replaces all: simply leave the entry out.',
  }),
};
