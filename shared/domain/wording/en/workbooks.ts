import { FIGURES } from '../../figures.ts';
import type { workbooks as vi } from '../vi/workbooks.ts';

const figures = FIGURES.en;

export const workbooks: typeof vi = {
  columns: { error: 'Error', hint: 'How to mend' },

  template: {
    store: 'Store',
    day: 'Date',
    headers: [
      ...['Code', 'Name', 'Unit', 'Previous price', 'Retail price', 'Promo price'],
      ...['Stock', 'Sold', 'Incoming', 'Note'],
    ],
    price: {
      title: 'Price in đồng',
      hint: 'Whole đồng for one unit, like 145000. Leave it empty if there is no price.',
      refusal: 'A price is a whole number of đồng, like 145000 (not 145 or 145k).',
    },
    quantity: {
      title: 'Quantity',
      hint: "In the product's unit, like 120.5. Type 0 if it is sold out; leave it empty if it is not known.",
      refusal: 'A quantity is a number, not below zero.',
    },
  },

  noPrice: ({ cell, written, meant }) => ({
    detail: `Cell ${cell} has ${written}: no price in whole đồng.`,
    hint:
      meant === undefined
        ? 'Type the whole price in đồng, like 145000.'
        : `Did you mean ${figures.dong(meant)}? Type ${meant}.`,
  }),

  scaled: ({ cell, written, meant }) => ({
    detail: `Cell ${cell} has ${written}, and the table says thousands or millions of đồng: that is not guessed.`,
    hint:
      meant === undefined
        ? 'Type whole prices in đồng, and head the column "(đ)".'
        : `Did you mean ${figures.dong(meant)}? Type ${meant}, and head the column "(đ)".`,
  }),

  noQuantity: ({ cell, written, asDecimal, asThousands }) => ({
    detail: `Cell ${cell} has ${written}: which quantity that is cannot be known.`,
    hint:
      asDecimal !== undefined && asThousands !== undefined && asDecimal !== asThousands
        ? `It may be ${figures.exact(asDecimal)} or ${figures.exact(asThousands)}: type it as a number, without separators of thousands.`
        : 'Type it as a number, not below zero, with three decimals at most; leave it empty if it is not known.',
  }),

  noNumber: {
    uncomputed: 'has a formula that was not computed',
    error: "has the spreadsheet's error",
    number: 'is a percentage',
    date: 'is a date',
    time: 'is a time',
    boolean: 'is true or false',
  },
  noNumberIn: ({ cell, is, written }) => ({
    detail: `Cell ${cell} ${is}${written === '' ? '' : ` (${written})`}.`,
    hint: 'Type the number itself, format the cell as a number, and save the file.',
  }),

  otherUnit: ({ cell, unit, own }) => ({
    detail: `The quantity in cell ${cell} is in ${unit}; the product's unit is ${own}.`,
    hint: `Give quantities in ${own}.`,
  }),

  unitOfArticle: ({ cell, unit, article, factor, own }) => ({
    detail: `Cell ${cell} is by ${unit}, and the article ${article} is ${figures.exact(factor)} ${own}: it is not clear how much it says.`,
    hint: `Write price and quantities of one article (${figures.exact(factor)} ${own}), or use the product code and write them by ${own}.`,
  }),

  severalArticles: ({ cell, written, articles }) => ({
    detail: `Cell ${cell} is the number ${written}, which may be the articles ${articles}: it is not guessed.`,
    hint: 'Format the column of articles as text and type its leading zeros.',
  }),

  columnsDiffer: ({ cell, headers }) => ({
    detail: `Two columns that mean the same (${headers}) differ in this row (cell ${cell}).`,
    hint: "Keep one of them, or write its day into each column's header.",
  }),

  otherPrices: ({ cell, said }) => ({
    detail: `Cell ${cell} stands under ${said}: it may be no retail price of the day reported, and nothing is guessed.`,
    hint: 'If these are retail prices, head the column "Giá bán lẻ" and correct that line or the name of the sheet; else leave the rows out.',
  }),

  merged: ({ cell }) => ({
    detail: `Cell ${cell} is merged over several goods: it may be each one's, or all of theirs.`,
    hint: 'Take the merged cell apart and write what each good has.',
  }),

  noPriceType: ({ cell }) => ({
    detail: `Cell ${cell} has no type of price, and the prices of the row above are not retail.`,
    hint: 'Write the type in each row: retail, promo or wholesale.',
  }),

  noGood: ({ cell }) => ({
    detail: `This row has a price and neither a code nor a name (cell ${cell}).`,
    hint: 'Give a code like 01.0004, or clear the price if the row is no good.',
  }),

  problems: {
    noTable: ({ sheets, unknown }) =>
      `No table with a column of codes or names and one of prices was found in the first 30 rows of ${sheets}.${unknown === '' ? '' : ` Headers that were seen: ${unknown}.`} Use the template at /v1/template.xlsx, or headers like "Mã hàng", "Tên hàng", "Giá bán lẻ (đ)".`,
    storesDisagree: ({ cell, written, asked }) =>
      `Cell ${cell} names the store ${written}, and elsewhere it is ${asked}. Nothing was taken: correct one of them.`,
    daysDisagree: ({ cell, written, asked }) =>
      `Cell ${cell} has the day ${written}, and elsewhere it is ${figures.day(asked)}. Nothing was taken: correct one of them.`,
    noStore: ({ sheet, written }) =>
      written === undefined
        ? `The sheet ${sheet} does not say which store it is of. Write "Điểm bán" and its id above the table, or send it with ?store=ID.`
        : `The sheet ${sheet} names the store ${written}, which is none of yours. See /v1/me.`,
    noDay: ({ sheet, written }) =>
      written === undefined
        ? `The sheet ${sheet} does not say its day. Write "Ngày" and the date above the table, or send it with ?date=2026-11-30.`
        : `The sheet ${sheet} has the day ${written}, which is not clear enough. Write it with its year (30/11/2026), or send it with ?date=2026-11-30.`,
    noColumnOfDay: ({ sheet, day, headers }) =>
      `The sheet ${sheet} has the price columns ${headers}, and none of ${figures.day(day)}.`,
    sheetsDisagree: ({ sheets, day }) =>
      `The sheets ${sheets} have different prices, and none of them says that it is of ${figures.day(day)}. Write "Ngày" above each table, or name the sheets by their days.`,
  },
};
