import { FIGURES } from '../../figures.ts';
import type { refusals as vi } from '../vi/refusals.ts';

const figures = FIGURES.en;

export const refusals: typeof vi = {
  rows: {
    'not-an-object': {
      detail: 'This row is not an object.',
      hint: 'Send each row as { "product": …, "price": … }.',
    },
    'unknown-price-type': {
      detail: 'There is no such price type.',
      hint: 'Use retail, promo or wholesale.',
    },
    'unknown-entry': {
      detail: 'There is no such way of entering a row.',
      hint: 'Use typed, confirmed or carried, or leave it out.',
    },
    'price-missing': {
      detail: 'The price is missing.',
      hint: 'Without a price leave the row out: never report 0.',
    },
    'wrong-channel': {
      detail: 'This conditional good is not sold by stores of this channel.',
      hint: "Check the product code or the store's channel.",
    },
    'duplicate-row': {
      detail: 'This product, gtin and price type already stand in a row above.',
      hint: 'Send one row for each product, gtin and price type. Several articles of one product are told apart by their gtin.',
    },
    'article-of-other-product': {
      detail: 'The article of this row is another good than its product code.',
      hint: 'Write one of them only, or correct the article at /v1/me/articles.',
    },
    'article-or-unit': {
      detail: 'The article is several units, so the price may be that of the article or of one unit.',
      hint: "Write the article alone (the article's price) or the product code alone (the price of one unit).",
    },
    'withdraw-needs-patch': {
      detail: 'Rows can be withdrawn with ?mode=patch only.',
      hint: 'A full report replaces the day: simply leave the row out.',
    },
  },

  unknownMember: ({ written, isBesideRows, likely }) => ({
    detail: `A row has no member ${written}.`,
    hint: isBesideRows
      ? `${written} stands once, beside "rows": take it out of the row. For several stores or days send NDJSON or CSV.`
      : likely === undefined
        ? 'Leave it out, or take a name from /openapi.json.'
        : `Did you mean "${likely}"? Correct the name, or leave it out.`,
  }),

  negativeStock: ({ member }) => ({
    detail: `"${member}" must not be negative.`,
    hint: 'Send 0 when nothing is left.',
  }),

  notABoolean: ({ member, written }) => ({
    detail: `"${member}" must be true or false; ${written} came.`,
    hint: `In JSON write "${member}": true, without quotes; in a CSV cell write true, yes or x, or leave it empty.`,
  }),

  notANumber: ({ member, written, asDecimal, asThousands }) => ({
    detail: `"${member}" must be a number; ${written} came.`,
    hint:
      asDecimal !== undefined && asThousands !== undefined
        ? `It may be ${asDecimal} or ${asThousands}, and is not guessed. Write ${asDecimal} (decimal point) or ${asThousands} (no thousands separator).`
        : asDecimal !== undefined || asThousands !== undefined
          ? `Did you mean ${asDecimal ?? asThousands}? Use a decimal point and no thousands separator.`
          : 'Use a decimal point and no thousands separator, for example 1120.5.',
  }),

  tooFine: ({ member, written }) => ({
    detail: `"${member}" has more than three decimals; ${written} came.`,
    hint: 'Round it to three decimals.',
  }),

  unknownArticle: ({ written, near }) => ({
    detail: `The article ${written} is no product of the catalogue yet.`,
    hint:
      near === ''
        ? 'Say at /v1/me/articles which product it is, or leave the row out if the good is not followed.'
        : `Is it: ${near}? Say so at /v1/me/articles and send it again.`,
  }),

  outOfBandByArticle: ({ article, factor, kept, min, max, unit }) => ({
    detail: `The price for one unit, ${figures.price(kept, unit)}, lies outside what the product can cost (${figures.number(min)}–${figures.price(max, unit)}).`,
    hint: `Article ${article} counts as ${figures.exact(factor)} ${unit}: check its price, and its factor at /v1/me/articles.`,
  }),

  priceNotInteger: ({ written, meant }) => ({
    detail: `A price is an integer in VND, not a string and without separators; ${written} came.`,
    hint: meant === undefined ? 'For example "price": 145000.' : `Did you mean "price": ${meant}?`,
  }),

  outOfBand({ min, max, unit, isTooLow, guesses }) {
    const list = guesses.map(({ price, factor }) => `${figures.dong(price)} (x${factor})`).join(' or ');
    const tooFar = isTooLow
      ? `Too low: did you mean ${list}? Prices are in VND, not in thousands.`
      : `Too high: did you mean ${list}?`;
    return {
      detail: `The price lies outside what the product can cost (${figures.number(min)}–${figures.price(max, unit)}).`,
      hint: guesses.length > 0 ? tooFar : `Check the number of digits; the price is for ${unit}.`,
    };
  },

  invalidGtin: ({ written, isRounded }) => ({
    detail: `A gtin is a string of 8, 12, 13 or 14 digits; ${written} came.`,
    hint: isRounded
      ? 'The spreadsheet has rounded it: format the column as text and export the file again.'
      : 'Write it in quotes with its leading zeros, or leave it out.',
  }),

  unitMismatch: ({ unit, written }) => ({
    detail: `The product's unit is ${unit}, not ${written}.`,
    hint: `Give price and quantities per ${unit}. Never convert a bunch to kg without weighing it.`,
  }),

  invalidDate: ({ written, meant, either }) => ({
    detail: `${written} is not a valid date.`,
    hint:
      meant === undefined
        ? 'Use the form 2026-11-23 or 23/11/2026.'
        : either === undefined
          ? `Write ${meant}.`
          : `The file has dates with the month first, so this may be ${meant} or ${either}. Write year-month-day.`,
  }),

  lines: {
    'not-an-object': {
      detail: 'This line cannot be read.',
      hint: 'Each line is one JSON object.',
    },
    'too-many-cells': {
      detail: 'This line has more cells than the header, so its cells may be shifted.',
      hint: 'Write numbers without thousands separators, and quote "3,5" and texts that contain the column separator.',
    },
    'repeated-member': {
      detail: 'This line has a member twice: which one is meant cannot be known.',
      hint: 'Write each member once.',
    },
    'half-character': {
      detail: 'This line has half a character (\\ud800 to \\udfff by itself).',
      hint: 'Write the file as UTF-8.',
    },
    'prototype-member': {
      detail: 'This line has a member "__proto__", which no row has.',
      hint: 'Leave it out.',
    },
    'invalid-reported-at': {
      detail: '"reportedAt" is no instant with an offset.',
      hint: 'Use the form 2026-11-23T06:12:00+07:00.',
    },
    'unknown-store': {
      detail: 'You have no store with this id.',
      hint: 'See your stores at /v1/me.',
    },
    'store-of-nobody': {
      detail: 'There is no store with this id.',
      hint: 'See the stores of each retailer at /v1/retailers.',
    },
    'store-of-several': {
      detail: 'Several retailers have a store with this id.',
      hint: "Add the column retailer with the retailer's id; see /v1/retailers.",
    },
  },

  days: {
    'future-date': 'The business day lies in the future (Asia/Ho_Chi_Minh).',
    'future-reported-at': '"reportedAt" is more than 5 minutes ahead. Check the clock and the offset (+07:00).',
    'too-old': 'The day lies more than 10 years back. Check the year.',
    'rows-refused': 'Some rows are wrong, so none was kept (mode=strict).',
    'no-valid-rows': 'No row is valid; what was kept before stays as it is.',
    'nothing-kept': 'No line of the file was kept; what was kept before stands. See "rejected".',
    'no-report': 'There is no report of this day to patch. Send a full report first.',
    'report-too-large': 'The report is too large for one store-day. Send fewer rows.',
    'changed-meanwhile':
      'This day was reported from elsewhere while this report was made; it was not kept. Look at what is kept, then send it again.',
    superseded: 'A newer report of this day is kept; this one does not replace it.',
    'same-time':
      'Another report of the same time ("reportedAt") is kept; this one does not replace it. Send a later "reportedAt", or leave it out.',
    busy: 'The report of this day is being changed from several places at once. Send it again in a few seconds.',
  },

  /** A full report that would take most of a day's rows out. */
  wouldDrop: ({ dropped, kept, names }: { dropped: number; kept: number; names: string }) =>
    `This report replaces the whole day and would take out ${dropped} of the ${kept} rows that are kept: ${names}. If that is meant, send it again with ?confirmDrop=true; to change a few rows only, use ?mode=patch.`,

  closedDay: (correctionDays) => `The day is closed: reports are taken for the last ${correctionDays} days.`,
};
