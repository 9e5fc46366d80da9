import { type BusinessDay, fromDayNumber } from '#domain/business-day.ts';
import { canonicalise } from '#domain/reading/canonical.ts';
import { readQuantity } from '#domain/reading/written-quantity.ts';
import { type ReportRow, type StoreDay, toMilli } from '#domain/report/report.ts';
import { type StoreKey, storeKey } from '#domain/store.ts';
import { dayNumbering, NO_DAY, NO_NAME, numbering } from './numbering.ts';
import { type PriceRow, plainPrices } from './plain-price.ts';
import { readTable, type TableTaker, UnusableFile } from './read-table.ts';

/** A line that cannot be a price, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly code: 'invalid-date' | 'invalid-name' | 'invalid-price' | 'invalid-quantity' | 'too-many-cells';
}

/** One day of the file as reports, and the lines from which each store's price of a product comes. */
export interface FileDay {
  readonly date: BusinessDay;
  readonly reports: readonly StoreDay[];
  readonly linesOf: (store: StoreKey, product: string) => readonly number[];
}

/** A file of prices, kept by column: some fifty bytes a row, so that a million rows fit in any order of the lines. */
export interface PriceFile {
  readonly rows: number;
  readonly places: readonly string[];
  readonly products: readonly string[];
  /** Dates that the file names, also where nothing was reported. */
  readonly dates: number;
  readonly refused: readonly RefusedLine[];
  readonly first: BusinessDay | undefined;
  readonly last: BusinessDay | undefined;
  /** The days that have reports, in their order. */
  readonly days: () => Generator<FileDay>;
}

const NOT_REPORTED = new Set(['', 'nr']);
const NONE = Number.NaN;

/**
 * Reads `date,place,product,retailer,price` and, where there are, `stock,sold`; tells how many rows it has read so far.
 * A price is any positive number with a decimal point, in any unit: an index of 101.250 is none with thousands.
 */
export async function readPriceFile(file: string, tell: (rows: number) => void): Promise<PriceFile> {
  const gathered = gatherPrices(tell);
  await readTable(file, COLUMNS, OPTIONAL, gathered.taker);
  return gathered.result(file);
}

/** What takes the records of a price file, and what they make. */
export function gatherPrices(tell: (rows: number) => void): {
  readonly taker: TableTaker<typeof COLUMNS>;
  readonly result: (file: string) => PriceFile;
} {
  const [places, products, retailers, dates] = [numbering(), numbering(), numbering(), dayNumbering()];
  const columns = growingColumns();
  const refused: RefusedLine[] = [];
  let rows = 0;
  const count = () => {
    rows++;
    if (rows % TELL_EACH === 0) tell(rows);
  };
  const taker: TableTaker<typeof COLUMNS> = {
    record: ([date, placeName, productName, retailerName, priceText, stockText, soldText], line) => {
      count();
      const day = dates.of(date, line);
      const place = places.of(placeName);
      const product = products.of(productName);
      const retailer = retailers.of(retailerName);
      const price = priceOf(priceText);
      if (day === NO_DAY) refused.push({ line, code: 'invalid-date' });
      else if (place === NO_NAME || product === NO_NAME || retailer === NO_NAME) {
        refused.push({ line, code: 'invalid-name' });
      } else if (price !== undefined) {
        const stock = quantityOf(stockText);
        const sold = quantityOf(soldText);
        if (!(price > 0 && Number.isFinite(price))) refused.push({ line, code: 'invalid-price' });
        else if (stock === undefined || sold === undefined) refused.push({ line, code: 'invalid-quantity' });
        else columns.add({ day, place, product, retailer, line, price, stock, sold });
      }
    },
    tooManyCells: (line) => {
      count();
      refused.push({ line, code: 'too-many-cells' });
    },
    plainLine: (layout) =>
      plainPrices(layout, { dates, places, products, retailers }, (row) => {
        count();
        if (row.price > 0) columns.add(row);
      }),
  };
  const result = (file: string): PriceFile => {
    const contradiction = dates.contradiction();
    if (contradiction) throw new UnusableFile(`${file}, ${contradiction}`);
    const byDay = columns.orderedByDay();
    return {
      rows,
      places: places.names,
      products: products.names,
      dates: dates.count(),
      refused,
      first: byDay.length > 0 ? fromDayNumber(columns.day(byDay[0] as number)) : undefined,
      last: byDay.length > 0 ? fromDayNumber(columns.day(byDay.at(-1) as number)) : undefined,
      *days() {
        for (let start = 0, end = 0; start < byDay.length; start = end) {
          const day = columns.day(byDay[start] as number);
          while (end < byDay.length && columns.day(byDay[end] as number) === day) end++;
          yield fileDay(
            fromDayNumber(day),
            Array.from(byDay.subarray(start, end), columns.row),
            places.names,
            products.names,
          );
        }
      },
    };
  };
  return { taker, result };
}

export const COLUMNS = ['date', 'place', 'product', 'retailer', 'price', 'stock', 'sold'] as const;
export const OPTIONAL = ['stock', 'sold'] as const;
const TELL_EACH = 50_000;

/** A price, NaN for a text that is none, or nothing where it was not reported. */
function priceOf(text: string): number | undefined {
  const plain = canonicalise(text);
  if (NOT_REPORTED.has(plain.toLowerCase())) return undefined;
  const price = readPrice(plain);
  return price === 0 ? undefined : price;
}

/** A number in digits with a decimal point, NaN for any other text: neither 0x10 nor 1e3 is how a price is written. */
export function readPrice(text: string): number {
  return /^\d{1,15}(\.\d{1,30})?$/.test(text) ? Number(text) : NONE;
}

/** A quantity, NaN where none is given, or nothing for a text that is none, or might be another. */
function quantityOf(text: string): number | undefined {
  if (text === '') return NONE;
  const quantity = readQuantity(canonicalise(text));
  return quantity !== undefined && quantity >= 0 ? quantity : undefined;
}

type Columns = Readonly<Record<keyof PriceRow, Int32Array | Float64Array>>;

function columnsOf(capacity: number): Columns {
  const whole = () => new Int32Array(capacity);
  const real = () => new Float64Array(capacity);
  return {
    day: whole(),
    place: whole(),
    product: whole(),
    retailer: whole(),
    line: whole(),
    price: real(),
    stock: real(),
    sold: real(),
  };
}

function growingColumns() {
  let capacity = 1 << 16;
  let count = 0;
  let columns = columnsOf(capacity);
  const grow = () => {
    capacity *= 2;
    const longer = columnsOf(capacity);
    for (const name of Object.keys(columns) as (keyof PriceRow)[]) longer[name].set(columns[name]);
    columns = longer;
  };
  return {
    add(row: PriceRow): void {
      if (count === capacity) grow();
      columns.day[count] = row.day;
      columns.place[count] = row.place;
      columns.product[count] = row.product;
      columns.retailer[count] = row.retailer;
      columns.line[count] = row.line;
      columns.price[count] = row.price;
      columns.stock[count] = row.stock;
      columns.sold[count] = row.sold;
      count++;
    },
    row: (index: number): PriceRow => ({
      day: columns.day[index] as number,
      place: columns.place[index] as number,
      product: columns.product[index] as number,
      retailer: columns.retailer[index] as number,
      line: columns.line[index] as number,
      price: columns.price[index] as number,
      stock: columns.stock[index] as number,
      sold: columns.sold[index] as number,
    }),
    day: (index: number) => columns.day[index] as number,
    /** The rows by day, those of one day in the order of the file: mostly they stand in this order already. */
    orderedByDay(): Int32Array {
      const { day } = columns;
      const rows = Int32Array.from({ length: count }, (_, index) => index);
      if (rows.every((row) => row === 0 || (day[row - 1] as number) <= (day[row] as number))) return rows;
      return rows.sort((a, b) => (day[a] as number) - (day[b] as number) || a - b);
    },
  };
}

/** The rows of one day: a retailer in a place is a store, which counts once per product by the median of its rows. */
function fileDay(
  date: BusinessDay,
  rows: readonly PriceRow[],
  places: readonly string[],
  products: readonly string[],
): FileDay {
  const stores = new Map<StoreKey, readonly PriceRow[]>();
  for (const ofPlace of Map.groupBy(rows, ({ place }) => place).values()) {
    for (const [retailer, own] of Map.groupBy(ofPlace, (row) => row.retailer)) {
      // Names are free texts, numbers are safe in keys.
      stores.set(storeKey(`r${retailer}`, `p${own[0]?.place}`), own);
    }
  }
  return {
    date,
    reports: [...stores].map(([store, own]) => ({
      store,
      channel: 'market',
      place: places[own[0]?.place as number] as string,
      date,
      reportedAt: 0,
      source: 'live',
      rows: own.map((row) => reportRow(row, products)),
    })),
    linesOf: (store, product) =>
      (stores.get(store) ?? []).filter((row) => products[row.product] === product).map(({ line }) => line),
  };
}

function reportRow({ product, price, stock, sold }: PriceRow, products: readonly string[]): ReportRow {
  return {
    product: products[product] as string,
    priceType: 'retail',
    price,
    ...quantity('stockMilli', stock),
    ...quantity('soldMilli', sold),
  };
}

function quantity<Name extends 'stockMilli' | 'soldMilli'>(name: Name, value: number) {
  return Number.isNaN(value) ? {} : ({ [name]: toMilli(value) } as Record<Name, number>);
}
