import { type BusinessDay, fromDayNumber, isBusinessDay, toDayNumber } from '#domain/business-day.ts';
import { type ReportRow, type StoreDay, toMilli } from '#domain/report.ts';
import { storeKey } from '#domain/store.ts';
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
  readonly linesOf: (store: string, product: string) => readonly number[];
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
  const table = readTable(file, ['date', 'place', 'product', 'retailer', 'price'], ['stock', 'sold']);
  for await (const { line, cells } of table) {
    rows++;
    if (rows % TELL_EACH === 0) tell(rows);
    const [place, product] = [places.of(cells.place), products.of(cells.product)];
    let day = dates.get(cells.date);
    if (day === undefined) {
      day = isBusinessDay(cells.date) ? toDayNumber(cells.date) : NO_DAY;
      dates.set(cells.date, day);
    }
    if (isNotReported(cells.price)) continue;
    const price = Number(cells.price);
    const stock = quantityOf(cells.stock);
    const sold = quantityOf(cells.sold);
    if (day === NO_DAY) refused.push({ line, code: 'invalid-date' });
    else if (!(price > 0 && Number.isFinite(price))) refused.push({ line, code: 'invalid-price' });
    else if (stock === undefined || sold === undefined) refused.push({ line, code: 'invalid-quantity' });
    else {
      columns.add([day, place, product, retailers.of(cells.retailer), line], [price, stock, sold]);
    }
  }
  const byDay = columns.orderedByDay();
  return {
    rows,
    places: places.names,
    products: products.names,
    dates: [...dates.values()].filter((day) => day !== NO_DAY).length,
    refused,
    first: byDay.length > 0 ? fromDayNumber(columns.whole(byDay[0] as number, DAY)) : undefined,
    last: byDay.length > 0 ? fromDayNumber(columns.whole(byDay.at(-1) as number, DAY)) : undefined,
    *days() {
      for (let start = 0, end = 0; start < byDay.length; start = end) {
        const day = columns.whole(byDay[start] as number, DAY);
        while (end < byDay.length && columns.whole(byDay[end] as number, DAY) === day) end++;
        yield fileDay(fromDayNumber(day), byDay.subarray(start, end), columns, places.names, products.names);
      }
    },
  };
}

const TELL_EACH = 50_000;
const [DAY, PLACE, PRODUCT, RETAILER, LINE] = [0, 1, 2, 3, 4];
const [PRICE, STOCK, SOLD] = [0, 1, 2];
const WHOLE_COLUMNS = 5;
const REAL_COLUMNS = 3;

function isNotReported(price: string): boolean {
  return NOT_REPORTED.has(price.toLowerCase()) || Number(price) === 0;
}

/** A quantity, NaN where none is given, or nothing for a text that is none. */
function quantityOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return NONE;
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

type Columns = ReturnType<typeof growingColumns>;

function growingColumns() {
  let capacity = 1 << 16;
  let count = 0;
  let wholes = Array.from({ length: WHOLE_COLUMNS }, () => new Int32Array(capacity));
  let reals = Array.from({ length: REAL_COLUMNS }, () => new Float64Array(capacity));
  const grow = () => {
    capacity *= 2;
    wholes = wholes.map((column) => {
      const longer = new Int32Array(capacity);
      longer.set(column);
      return longer;
    });
    reals = reals.map((column) => {
      const longer = new Float64Array(capacity);
      longer.set(column);
      return longer;
    });
  };
  const whole = (row: number, column: number) => (wholes[column] as Int32Array)[row] as number;
  return {
    add(wholeCells: readonly number[], realCells: readonly number[]): void {
      if (count === capacity) grow();
      for (const [column, value] of wholeCells.entries()) (wholes[column] as Int32Array)[count] = value;
      for (const [column, value] of realCells.entries()) (reals[column] as Float64Array)[count] = value;
      count++;
    },
    whole,
    real: (row: number, column: number) => (reals[column] as Float64Array)[row] as number,
    /** The rows by day, those of one day in the order of the file. */
    orderedByDay(): Int32Array {
      const rows = Int32Array.from({ length: count }, (_, row) => row);
      return rows.sort((a, b) => whole(a, DAY) - whole(b, DAY) || a - b);
    },
  };
}

/** The rows of one day: a retailer in a place is a store, which counts once per product by the median of its rows. */
function fileDay(
  date: BusinessDay,
  rows: Int32Array,
  columns: Columns,
  places: readonly string[],
  products: readonly string[],
): FileDay {
  const stores = new Map<string, { readonly place: string; readonly rows: ReportRow[] }>();
  const lines = new Map<string, number[]>();
  for (const row of rows) {
    const place = columns.whole(row, PLACE);
    // Names are free texts, numbers are safe in keys.
    const store = storeKey(`r${columns.whole(row, RETAILER)}`, `p${place}`);
    const product = products[columns.whole(row, PRODUCT)] as string;
    const known = stores.get(store) ?? { place: places[place] as string, rows: [] };
    known.rows.push({
      product,
      priceType: 'retail',
      price: columns.real(row, PRICE),
      ...quantity('stockMilli', columns.real(row, STOCK)),
      ...quantity('soldMilli', columns.real(row, SOLD)),
    });
    stores.set(store, known);
    const key = `${store}|${product}`;
    lines.set(key, [...(lines.get(key) ?? []), columns.whole(row, LINE)]);
  }
  return {
    date,
    reports: [...stores].map(([store, { place, rows: own }]) => ({
      store,
      channel: 'market',
      place,
      date,
      reportedAt: 0,
      source: 'live',
      rows: own,
    })),
    linesOf: (store, product) => lines.get(`${store}|${product}`) ?? [],
  };
}

function quantity<Name extends 'stockMilli' | 'soldMilli'>(name: Name, value: number) {
  return Number.isNaN(value) ? {} : ({ [name]: toMilli(value) } as Record<Name, number>);
}
