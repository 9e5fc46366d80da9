import { type BusinessDay, fromDayNumber, isBusinessDay, toDayNumber } from '#domain/business-day.ts';
import { type ReportRow, type StoreDay, toMilli } from '#domain/report/report.ts';
import { type StoreKey, storeKey } from '#domain/store.ts';
import { readTable } from './read-table.ts';

/** A line that cannot be a price, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly code: 'invalid-date' | 'invalid-price' | 'invalid-quantity';
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

const NOT_REPORTED = new Set(['', '0', 'nr']);
const NONE = Number.NaN;
/** What stands for a text that is no day. */
const NO_DAY = Number.MIN_SAFE_INTEGER;

/** Reads `date,place,product,retailer,price` and, where there are, `stock,sold`; tells how many rows it has read so far. */
export async function readPriceFile(file: string, tell: (rows: number) => void): Promise<PriceFile> {
  const [places, products, retailers] = [numbering(), numbering(), numbering()];
  const columns = growingColumns();
  const refused: RefusedLine[] = [];
  const dates = new Map<string, number>();
  let rows = 0;
  await readTable(file, COLUMNS, OPTIONAL, (cells, line) => {
    const [date, placeName, productName, retailer, priceText, stockText, soldText] = cells;
    rows++;
    if (rows % TELL_EACH === 0) tell(rows);
    const [place, product] = [places.of(placeName), products.of(productName)];
    let day = dates.get(date);
    if (day === undefined) {
      day = isBusinessDay(date) ? toDayNumber(date) : NO_DAY;
      dates.set(date, day);
    }
    if (isNotReported(priceText)) return;
    const price = Number(priceText);
    const stock = quantityOf(stockText);
    const sold = quantityOf(soldText);
    if (day === NO_DAY) refused.push({ line, code: 'invalid-date' });
    else if (!(price > 0 && Number.isFinite(price))) refused.push({ line, code: 'invalid-price' });
    else if (stock === undefined || sold === undefined) refused.push({ line, code: 'invalid-quantity' });
    else columns.add({ day, place, product, retailer: retailers.of(retailer), line, price, stock, sold });
  });
  const byDay = columns.orderedByDay();
  return {
    rows,
    places: places.names,
    products: products.names,
    dates: [...dates.values()].filter((day) => day !== NO_DAY).length,
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
}

const COLUMNS = ['date', 'place', 'product', 'retailer', 'price', 'stock', 'sold'] as const;
const OPTIONAL = ['stock', 'sold'] as const;
const TELL_EACH = 50_000;

function isNotReported(price: string): boolean {
  return Number(price) === 0 || NOT_REPORTED.has(price.toLowerCase());
}

/** A quantity, NaN where none is given, or nothing for a text that is none. */
function quantityOf(text: string): number | undefined {
  if (text === '') return NONE;
  const quantity = Number(text);
  return quantity >= 0 && Number.isFinite(quantity) ? quantity : undefined;
}

/** Each text under a number of its own, from 0 on. */
function numbering() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    names,
    of(name: string): number {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}

/** A price as it is kept: names by their numbers, quantities NaN where none is given. */
interface PriceRow {
  readonly day: number;
  readonly place: number;
  readonly product: number;
  readonly retailer: number;
  readonly line: number;
  readonly price: number;
  readonly stock: number;
  readonly sold: number;
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
