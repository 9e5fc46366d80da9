import type { unknownProduct as vi } from '../vi/unknown-product.ts';

export const unknownProduct: typeof vi = {
  detail: (written) => `The product code ${written} is not in the catalogue.`,
  hint: (near) =>
    near === ''
      ? 'A code is a string such as "01.0004"; see /v1/products.'
      : `Did you mean: ${near}? A code is a string and keeps its leading zero.`,
};
