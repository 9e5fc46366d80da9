import type { BusinessDay } from '#domain/business-day.ts';
import { parseInstant } from '#domain/instant.ts';
import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import { isMonthFirstOnly, readDate, type WrittenDate } from '#domain/reading/written-date.ts';
import { namesArticle } from '#domain/report/article-row.ts';
import type { RowCode } from '#domain/report/judgement.ts';
import { productNamed } from '#domain/report/nearest-product.ts';
import { type Store, storeKey } from '#domain/store.ts';
import type { Explanation } from '#domain/wording/explanation.ts';
import { explainDate, explainLine } from '#domain/wording/refusals.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import {
  describeReceipt,
  lineRejection,
  MOST_SHOWN,
  type Rejection,
  rejection,
  type ShownReceipt,
} from './describe-receipt.ts';
import type { IngestOutcome, Receipt } from './ingest-report.ts';
import type { FileRow, ReadFile, RefusedLine, UnreadableReason } from './report-file.ts';
import type { Warning } from './row-warnings.ts';

/** All rows of a file that belong to one store-day. */
export interface FileDay {
  readonly store: Store;
  readonly date: BusinessDay;
  /** The latest instant of its rows, milliseconds since the epoch. */
  readonly reportedAt?: number;
  readonly rows: readonly unknown[];
  readonly lines: readonly number[];
  /** Rows of it that were refused before they could be judged. */
  readonly refusedBefore?: readonly RowCode[];
  /** What its rows are to be looked at for, beside what judging them finds. */
  readonly warnings?: readonly Warning[];
}

/** Why a line has no store: none of the sender's, nobody's, or one of several retailers. */
export type MissingStore = 'unknown-store' | 'store-of-nobody' | 'store-of-several';

export interface FilePorts {
  readonly products: ReadonlyMap<string, Product>;
  readonly storeOf: (row: Pick<FileRow, 'retailer' | 'store'>) => Store | MissingStore;
  readonly ingest: (day: FileDay) => Promise<IngestOutcome>;
  /** Told of the store-days before the first is kept. */
  readonly begin?: (days: readonly FileDay[]) => Promise<void>;
}

export interface FileOutcome {
  readonly receipts: readonly ShownReceipt[];
  readonly rejections: readonly Rejection[];
  /** The store-days that were kept. */
  readonly kept: readonly FileDay[];
  /** What became of each store-day. */
  readonly outcomes: readonly IngestOutcome[];
}

/** Store-days that are kept at the same time; they share nothing, but a database has its limits. */
const DAYS_AT_ONCE = 8;

/** Keeps the store-days of a file, oldest first: one bad row, store or day does not stop the others. */
export async function receiveFile(ports: FilePorts, file: ReadFile, language: Language): Promise<FileOutcome> {
  const rejections: Rejection[] = file.unreadable.map(({ line, reason }) =>
    lineRejection(line, unreadable(reason), language),
  );
  for (const { line, reason } of file.refused ?? []) rejections.push(lineRejection(line, reason, language));
  const days = fileDays(file, ports, (line, reason) => {
    rejections.push(lineRejection(line, reason, language));
  });
  await ports.begin?.(days);
  const outcomes = await aFewAtOnce(days, DAYS_AT_ONCE, ports.ingest);
  const receipts: ShownReceipt[] = [];
  const kept: FileDay[] = [];
  let room = MOST_SHOWN;
  for (const [index, outcome] of outcomes.entries()) {
    const day = days[index] as FileDay;
    const lineOf = (position: number) => day.lines[position] as number;
    const refused = outcome.kind === 'kept' ? outcome.receipt.refused : outcome.refused;
    for (const row of refused) rejections.push(rejection(row, lineOf(row.position), '', language, ports.products));
    if (outcome.kind === 'kept') {
      const receipt = withWarningsOf(day, outcome.receipt);
      receipts.push(describeReceipt(receipt, language, lineOf, room));
      room = Math.max(0, room - receipt.warnings.length);
      kept.push(day);
    } else {
      const refusedPositions = new Set(refused.map(({ position }) => position));
      for (const [position, line] of day.lines.entries()) {
        if (!refusedPositions.has(position)) rejections.push(lineRejection(line, outcome.refusal, language));
      }
    }
  }
  return { receipts, rejections, kept, outcomes };
}

/** The receipt with what the file itself warns of, but for rows that were refused. */
function withWarningsOf({ warnings = [] }: FileDay, receipt: Receipt): Receipt {
  if (warnings.length === 0) return receipt;
  const refused = new Set<number | undefined>(receipt.refused.map(({ position }) => position));
  return { ...receipt, warnings: [...receipt.warnings, ...warnings.filter(({ position }) => !refused.has(position))] };
}

function fileDays(
  { rows, refused = [] }: ReadFile,
  { storeOf, products }: Pick<FilePorts, 'storeOf' | 'products'>,
  reject: (line: number, reason: LineReason) => void,
): FileDay[] {
  const days = new Map<string, DayInMaking>();
  const refusedOf = Map.groupBy(refused, ({ store, date }) => `${date} ${store}`);
  const dateOf = dateReader(rows);
  const withCode = codeReader(products);
  for (const row of rows) {
    const { line } = row;
    const store = storeOf(row);
    const { day: date, ...written } = dateOf(row.date);
    const reportedAt = row.reportedAt === undefined ? undefined : parseInstant(row.reportedAt);
    if (typeof store === 'string') reject(line, noStore(store));
    else if (date === undefined) reject(line, badDate(row.date, written));
    else if (row.reportedAt !== undefined && reportedAt === undefined) reject(line, BAD_INSTANT);
    else {
      const key = `${date} ${storeKey(store.retailer, store.id)}`;
      const day = days.get(key) ?? newDay(store, date, refusedOf.get(`${date} ${store.id}`));
      for (const warning of row.warnings ?? []) day.warnings.push({ ...warning, position: day.rows.length });
      day.rows.push(withCode(row));
      day.lines.push(line);
      if (reportedAt !== undefined) day.reportedAt = Math.max(reportedAt, day.reportedAt ?? reportedAt);
      days.set(key, day);
    }
  }
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

type DayInMaking = FileDay & { reportedAt?: number; rows: unknown[]; lines: number[]; warnings: Warning[] };

function newDay(store: Store, date: BusinessDay, refused: readonly RefusedLine[] | undefined): DayInMaking {
  return present({
    store,
    date,
    rows: [],
    lines: [],
    warnings: [],
    refusedBefore: refused?.map(({ reason }) => reason.code),
  });
}

/**
 * Reads the dates of one file. Where one of them makes sense with its month first only, whoever made the file writes
 * them so: of the others none is taken that would then be another day.
 */
function dateReader(rows: readonly FileRow[]): (written: string) => WrittenDate {
  const read = new Map<string, WrittenDate>();
  for (const { date } of rows) if (!read.has(date)) read.set(date, readDate(date));
  const isMonthFirst = [...read.values()].some(isMonthFirstOnly);
  return (written) => {
    const date = read.get(written) ?? {};
    const { day, meant, monthFirst } = date;
    if (!isMonthFirst) return present({ day, meant });
    return day === undefined || monthFirst === undefined ? date : { meant: day, monthFirst };
  };
}

/** A row that names its product and has no code takes the code of the one product of exactly this name. */
function codeReader(products: ReadonlyMap<string, Product>): (row: FileRow) => unknown {
  const codes = new Map<string, string>();
  return ({ raw, productName: name }) => {
    if (name === undefined || raw['product'] !== undefined) return raw;
    // Its own number says what it is; the name helps whoever has not said yet which product that is.
    if (namesArticle(raw)) return { ...raw, name };
    const product = codes.get(name) ?? productNamed(name, products.values())?.id ?? name;
    codes.set(name, product);
    return { ...raw, product };
  };
}

interface LineReason extends Explanation {
  readonly code: string;
  readonly member?: string;
}

const BAD_INSTANT: LineReason = {
  code: 'invalid-reported-at',
  member: 'reportedAt',
  ...explainLine('invalid-reported-at'),
};

function noStore(missing: MissingStore): LineReason {
  return { code: 'unknown-store', member: 'store', ...explainLine(missing) };
}

function badDate(written: string, { meant, monthFirst }: WrittenDate): LineReason {
  return { code: 'invalid-date', member: 'date', ...explainDate(written, meant, monthFirst) };
}

function unreadable(reason: UnreadableReason): LineReason {
  return { code: 'unreadable-line', ...explainLine(reason) };
}
