import type { ReportRow } from '#domain/report/report.ts';
import type { MarketSettings } from './market-settings.ts';
import { streamOf } from './random-streams.ts';

export const ERROR_KINDS = [
  'x10',
  'x100',
  'x1000',
  '/10',
  '/1000',
  'wrong unit x2',
  'wrong unit /2',
  'wrong unit x5',
  'per 100 g',
  'copied price',
  'shifted report',
  'report in thousands',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** A retail row that is not what the store asked, VND. */
export interface TypingError {
  readonly store: string;
  readonly place: string;
  readonly product: string;
  readonly kind: ErrorKind;
  readonly price: number;
  readonly expected: number;
}

/** Kinds that spoil one row, by how often they happen, and what they make of a price. */
const ROW_ERRORS: readonly { readonly kind: ErrorKind; readonly weight: number; readonly factor: number }[] = [
  { kind: 'x10', weight: 4, factor: 10 },
  { kind: 'x100', weight: 1, factor: 100 },
  { kind: 'x1000', weight: 1, factor: 1000 },
  { kind: '/10', weight: 3, factor: 0.1 },
  { kind: '/1000', weight: 3, factor: 0.001 },
  { kind: 'wrong unit x2', weight: 2, factor: 2 },
  { kind: 'wrong unit /2', weight: 2, factor: 0.5 },
  { kind: 'wrong unit x5', weight: 1, factor: 5 },
  { kind: 'per 100 g', weight: 1, factor: 0.1 },
  { kind: 'copied price', weight: 4, factor: 1 },
];
const DEALT = ROW_ERRORS.flatMap((error) => Array.from({ length: error.weight }, () => error));
const THOUSANDS = 0.001;

/** Spoils the reports of one store: one call a day with its true retail rows, in the order of days. */
export function typist(
  store: { readonly key: string; readonly place: string },
  { seed, errors }: MarketSettings,
): (day: number, rows: readonly ReportRow[]) => { rows: ReportRow[]; errors: TypingError[] } {
  const rowDraw = streamOf(seed, 'row errors', store.key);
  const reportDraw = streamOf(seed, 'report errors', store.key);
  const repeats = new Map<string, { readonly kind: ErrorKind; readonly factor: number; readonly until: number }>();

  return (day, rows) => {
    const made: TypingError[] = [];
    const spoil = (row: ReportRow, kind: ErrorKind, wanted: number): ReportRow => {
      const price = Math.max(1, Math.round(wanted));
      if (price === row.price) return row;
      made.push({ store: store.key, place: store.place, product: row.product, kind, price, expected: row.price });
      return { ...row, price };
    };
    const spoilOne = (row: ReportRow): ReportRow => {
      const repeated = repeats.get(row.product);
      if (repeated && day <= repeated.until) return spoil(row, repeated.kind, row.price * repeated.factor);
      if (!rowDraw.chance(errors.row)) return row;
      const { kind, factor } = rowDraw.pick(DEALT);
      const other = rowDraw.pick(rows);
      if (kind === 'copied price') return spoil(row, kind, other.price);
      if (rowDraw.chance(errors.repeated)) repeats.set(row.product, { kind, factor, until: day + rowDraw.whole(1, 4) });
      return spoil(row, kind, row.price * factor);
    };
    const single = rows.map((row) => (row.priceType === 'retail' ? spoilOne(row) : row));
    if (!reportDraw.chance(errors.report)) return { rows: single, errors: made };
    made.length = 0;
    if (reportDraw.chance(0.5)) {
      return { rows: rows.map((row) => spoilWhole(row, 'report in thousands', row.price * THOUSANDS)), errors: made };
    }
    const shifted = rows.map((row, index) => {
      const next = rows[(index + 1) % rows.length] as ReportRow;
      return spoilWhole(row, 'shifted report', next.price);
    });
    return { rows: shifted, errors: made };

    function spoilWhole(row: ReportRow, kind: ErrorKind, wanted: number): ReportRow {
      return row.priceType === 'retail' ? spoil(row, kind, wanted) : row;
    }
  };
}
