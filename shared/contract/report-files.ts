import type { FileForm } from './operation.ts';

const COLUMNS = [
  '| column | needed | what |',
  '| --- | --- | --- |',
  '| `store` | yes | id of a store of yours, as `/v1/me` lists it |',
  '| `date` | yes | business day in Hanoi, `2026-11-23` |',
  '| `product` | yes | code of `/v1/products`, as a text: `01.0004` |',
  '| `article` | in place of `product` | your own number for it, once `/v1/me/articles` says which product it is |',
  '| `price` | yes | whole VND for one unit of the product: `145000` |',
  '| `priceType` | no | `retail` (default), `promo` or `wholesale` |',
  '| `stock`, `sold`, `incoming` | no | in the unit of the product, decimals after a point: `120.5` |',
  '| `gtin` | no | barcode of 8, 12, 13 or 14 digits, as a text |',
  "| `unit` | no | refused unless it is the product's unit |",
  '| `confirm` | no | `true` confirms an unusual price |',
  '| `entered` | no | `typed`, `confirmed` or `carried`, where a person entered the row |',
  '| `withdraw` | no | `true` takes the row out, with `?mode=patch` |',
  '| `reportedAt` | no | instant with its offset: `2026-11-23T06:12:00+07:00` |',
  '| `retailer` | no | your own id, where one file is kept for several |',
].join('\n');

const CSV = `UTF-8, with or without a byte order mark. The first line names the columns, in any order; they are separated by comma, semicolon or tab. One line is one row of one store-day; the lines of a store and date are its whole report. A column that is a slip of one of these refuses its rows; a warning names any other.\n\n${COLUMNS}`;
const NDJSON = `UTF-8. Each line is one JSON object: a row with its store and date. Prices and quantities are numbers, flags are true or false. The lines of a store and date are its whole report. A member that is none of these refuses its line.\n\n${COLUMNS.replace('column', 'member')}`;

const csv = (retailer: string, first: string) =>
  [
    `${retailer}store,date,product,price,priceType,stock,sold,incoming`,
    `${first}sen-vang-cua-nam,2026-11-23,01.0004,145000,retail,120.5,33,50`,
    `${first}sen-vang-cua-nam,2026-11-23,01.0027,34000,promo,80,12,`,
    `${first}sen-vang-tay-ho,2026-11-23,01.0004,147000,retail,64,21,20`,
    '',
  ].join('\n');

const ndjson = (retailer: object) =>
  [
    {
      ...retailer,
      store: 'sen-vang-cua-nam',
      date: '2026-11-23',
      product: '01.0004',
      price: 145000,
      stock: 120.5,
      sold: 33,
    },
    {
      ...retailer,
      store: 'sen-vang-cua-nam',
      date: '2026-11-23',
      product: '01.0027',
      price: 34000,
      priceType: 'promo',
    },
  ]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');

const TWO_STORES = 'Two stores, one day';

const WORKBOOK =
  "An Excel workbook (`.xlsx`, also `.xltx`), at most 4 MB and 20,000 rows: one like `GET /v1/template.xlsx`, or an office's own. The first row within 30 that heads a column of codes or names and one of prices is the table's header, in Vietnamese or English. Store and day come from the query, from lines above the table (`Điểm bán`, `Ngày`) or from columns; where these disagree nothing is kept. Cells are read where they can mean one thing: `145.000 đ/kg` is 145000, `145k` is refused with the value that it may mean. `rejected` names the cell. With `Accept` of this type the same workbook comes back with the columns *Lỗi* and *Cách sửa*.";

/** The media type of workbooks. */
export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A retailer's bulk files. */
export const REPORT_FILES = {
  'text/csv': { description: CSV, examples: { day: { summary: TWO_STORES, value: csv('', '') } } },
  'application/x-ndjson': { description: NDJSON, examples: { day: { summary: 'One store-day', value: ndjson({}) } } },
  [WORKBOOK_TYPE]: { description: WORKBOOK },
} as const satisfies Readonly<Record<string, FileForm>>;

const OF_ANY = ' `retailer` says whose store it is; it is needed where two retailers have a store of the same id.';

/** The past of a new city, of all retailers. */
export const HISTORY_FILES = {
  'text/csv': {
    description: CSV + OF_ANY,
    examples: { day: { summary: TWO_STORES, value: csv('retailer,', 'sen-vang,') } },
  },
  'application/x-ndjson': {
    description: NDJSON + OF_ANY,
    examples: { day: { summary: 'One store-day', value: ndjson({ retailer: 'sen-vang' }) } },
  },
} as const satisfies Readonly<Record<string, FileForm>>;
