import { FIGURES } from '../../figures.ts';
import type { warnings as vi } from '../vi/warnings.ts';

const figures = FIGURES.en;

export const warnings: typeof vi = {
  doubts: {
    'slipped-digits':
      "About 10, 100 or 1,000 times off the store's earlier reports: perhaps a slipped zero, or thousands of đồng.",
    'far-from-usual': "Far from the store's earlier reports.",
    'other-unit': 'Exactly double or half the report before: perhaps another unit (half a kilo, a pair).',
    'copied-price':
      "Equal to another product's price in the report and away from the store's earlier ones: perhaps copied from another row.",
    'shifted-rows':
      "Half or more of the report's prices are away from the earlier ones: perhaps rows have shifted, or it is another file.",
  },

  heldBack: 'Kept, but held back from the statistics. If it is right, send the row again with "confirm": true.',

  wrongCheckDigit: 'The check digit of the gtin does not fit: it may be mistyped. The row is kept.',

  nothingWithdrawn: 'The kept report has no such row to withdraw.',

  unknownMember: (member) => `${member} was not used: there is no such member. Check its spelling.`,

  articleRounded: ({ article, factor, unit, member, written, kept }) =>
    member === 'price'
      ? `Article ${article}: ${figures.dong(written)} for ${figures.exact(factor)} ${unit} was rounded to ${figures.dong(kept)} for 1 ${unit}.`
      : `Article ${article}: "${member}" ${figures.exact(written)} × ${figures.exact(factor)} ${unit} was rounded to ${figures.exact(kept)} ${unit}.`,

  rowsDropped: (count) => `${count} rows of the earlier report are gone. To change some rows only, use ?mode=patch.`,

  nameDiffers: ({ code, own, named }) =>
    `Taken by its code ${code} (${own}), though the name in this row is that of ${named}. Check the code.`,

  convertedQuantity: ({ unit, kilograms }) =>
    `The quantity in ${unit} was converted to ${figures.exact(kilograms)} kg.`,
};
