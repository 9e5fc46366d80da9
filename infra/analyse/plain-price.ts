import { byteSpellings, numberOfBytes } from './byte-spellings.ts';
import { cutLine, type LineCells, lineCells, type PlainLine } from './line-cells.ts';
import { type DayNumbering, NO_DAY, NO_NAME, type Numbering } from './numbering.ts';
import type { TableLayout } from './read-table.ts';

/** A price as it is kept: names by their numbers, quantities NaN where none is given. */
export interface PriceRow {
  readonly day: number;
  readonly place: number;
  readonly product: number;
  readonly retailer: number;
  readonly line: number;
  readonly price: number;
  readonly stock: number;
  readonly sold: number;
}

interface Numberings {
  readonly dates: DayNumbering;
  readonly places: Numbering;
  readonly products: Numbering;
  readonly retailers: Numbering;
}

/** What stands for a cell that is no plain number. */
const NOT_PLAIN = -1;
const [ZERO, NINE, POINT] = [0x30, 0x39, 0x2e];
/** So many digits are exact in a double, and so many a price may have. */
const MOST_DIGITS = 15;

/**
 * Reads prices by their bytes, line by line, as long as a line holds what most hold: a cell for each column, a day, names,
 * a price in digits, and nothing or whole numbers as quantities. What is anything else is left to whoever reads texts:
 * this refuses nothing. A price of 0 is one that was not reported.
 */
export function plainPrices(
  { positions, width, separator }: TableLayout,
  numbered: Numberings,
  take: (row: PriceRow) => void,
): PlainLine {
  const cells = lineCells(width);
  const [date = 0, place = 0, product = 0, retailer = 0, price = 0, stock = 0, sold = 0] = positions;
  const dates = byteSpellings(numbered.dates.of);
  const [places, products, retailers] = [numbered.places, numbered.products, numbered.retailers].map((names) =>
    byteSpellings(names.of),
  ) as [ReturnType<typeof byteSpellings>, ReturnType<typeof byteSpellings>, ReturnType<typeof byteSpellings>];
  const numberOf = (known: typeof dates, block: Buffer, cell: number, line: number) =>
    numberOfBytes(
      known,
      block,
      cells.starts[cell] as number,
      cells.ends[cell] as number,
      cells.hashes[cell] as number,
      line,
    );
  return (block, start, end, line) => {
    if (!cutLine(cells, block, start, end, separator)) return false;
    const row = {
      day: numberOf(dates, block, date, line),
      place: numberOf(places, block, place, line),
      product: numberOf(products, block, product, line),
      retailer: numberOf(retailers, block, retailer, line),
      line,
      price: plainPrice(cells, block, price),
      stock: plainQuantity(cells, block, stock),
      sold: plainQuantity(cells, block, sold),
    };
    if (row.day === NO_DAY || row.place === NO_NAME || row.product === NO_NAME || row.retailer === NO_NAME)
      return false;
    if (row.price === NOT_PLAIN || row.stock === NOT_PLAIN || row.sold === NOT_PLAIN) return false;
    take(row);
    return true;
  };
}

/** Digits, and decimals behind a point. */
function plainPrice({ starts, ends }: LineCells, block: Buffer, cell: number): number {
  const [start, end] = [starts[cell] as number, ends[cell] as number];
  const point = digitsEnd(block, start, end);
  if (point === start || point - start > MOST_DIGITS) return NOT_PLAIN;
  if (point === end) return wholeNumber(block, start, end);
  const hasDecimals = block[point] === POINT && point + 1 < end && end - point <= MOST_DIGITS;
  return hasDecimals && digitsEnd(block, point + 1, end) === end
    ? Number(block.toString('latin1', start, end))
    : NOT_PLAIN;
}

/** Digits without zeros before them; NaN where there are none, or no such column. */
function plainQuantity({ starts, ends }: LineCells, block: Buffer, cell: number): number {
  if (cell < 0) return Number.NaN;
  const [start, end] = [starts[cell] as number, ends[cell] as number];
  if (start === end) return Number.NaN;
  if (end - start > MOST_DIGITS || digitsEnd(block, start, end) !== end) return NOT_PLAIN;
  return block[start] === ZERO && end - start > 1 ? NOT_PLAIN : wholeNumber(block, start, end);
}

function digitsEnd(block: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && (block[at] as number) >= ZERO && (block[at] as number) <= NINE) at++;
  return at;
}

function wholeNumber(block: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = 10 * number + (block[at] as number) - ZERO;
  return number;
}
