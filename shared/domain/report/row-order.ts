import { PRICE_TYPES, type ReportRow } from './report.ts';

/**
 * Compares two rows by their key: product, then price type, then gtin; 0 for two rows of one key.
 * Kept rows stand in this order, so that the order in which a retailer lists them does not matter.
 */
export function compareRows(a: ReportRow, b: ReportRow): number {
  if (a.product !== b.product) return a.product < b.product ? -1 : 1;
  return compareWithinProduct(a, b);
}

function compareWithinProduct(a: ReportRow, b: ReportRow): number {
  if (a.priceType !== b.priceType) return PRICE_TYPES.indexOf(a.priceType) - PRICE_TYPES.indexOf(b.priceType);
  const [left, right] = [a.gtin ?? '', b.gtin ?? ''];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Positions of the rows in the order of their keys; rows of one key in the order in which they came. */
export function orderOfRows(rows: readonly ReportRow[]): number[] {
  if (isOrdered(rows)) return rows.map((_, position) => position);
  // A report holds far fewer products than rows: sorting each product's rows apart halves the time of one large sort.
  const byProduct = new Map<string, number[]>();
  for (let position = 0; position < rows.length; position++) {
    const { product } = rows[position] as ReportRow;
    const known = byProduct.get(product);
    if (known) known.push(position);
    else byProduct.set(product, [position]);
  }
  const order: number[] = [];
  for (const product of [...byProduct.keys()].sort()) {
    const positions = byProduct.get(product) as number[];
    positions.sort((a, b) => compareWithinProduct(rows[a] as ReportRow, rows[b] as ReportRow));
    for (const position of positions) order.push(position);
  }
  return order;
}

/** The rows in the order of their keys. */
export function orderRows(rows: readonly ReportRow[]): readonly ReportRow[] {
  return isOrdered(rows) ? rows : orderOfRows(rows).map((position) => rows[position] as ReportRow);
}

function isOrdered(rows: readonly ReportRow[]): boolean {
  for (let position = 1; position < rows.length; position++) {
    if (compareRows(rows[position - 1] as ReportRow, rows[position] as ReportRow) > 0) return false;
  }
  return true;
}
