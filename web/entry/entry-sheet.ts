import { drafts, keepDraft, waitingReports } from './days-kept.ts';
import { type EnteredRow, type Latest, rowKey } from './entered-row.ts';
import type { Draft } from './on-this-phone.ts';

/** One good as it stands on the page: what it is called, what was said last, and what is entered. */
export interface SheetRow {
  readonly key: string;
  readonly product: string;
  readonly priceType: EnteredRow['priceType'];
  readonly gtin?: string;
  readonly good: Latest['goods'][number];
  /** What the store reported last before this day. */
  readonly before: { readonly price?: number; readonly stock?: number };
}

/** All that is entered on one day, row by row: each row hears of its own changes alone, so that a slow phone keeps up. */
export interface EntrySheet {
  readonly day: string;
  /** A moment of that day by the clock of this phone: when it was begun. */
  readonly at: number;
  readonly rows: readonly SheetRow[];
  /** The goods that are not on it yet. */
  readonly others: Latest['goods'];
  readonly knownRevision: number;
  /** True once something was entered here. */
  readonly isTouched: () => boolean;
  readonly valueOf: (key: string) => EnteredRow;
  readonly change: (key: string, change: Partial<EnteredRow>) => void;
  /** Hears of changes of one row, or of all; returns how to stop. */
  readonly listen: (key: string | '*', hear: () => void) => () => void;
  /** Adds a good that the store has not reported before. */
  readonly add: (product: string) => void;
}

/**
 * The sheet of a day, from what the server said, what waits to be sent and what was entered before on this phone; `at` is a
 * moment of that day by the clock of this phone.
 */
export async function openSheet(latest: Latest, day: string, at: number): Promise<EntrySheet> {
  const draft = (await drafts()).find((known) => known.day === day);
  const waiting = await waitingReports(latest.store.id);
  const own = waiting.find((report) => report.day === day);
  const isToday = latest.today === day;
  const current = isToday ? latest.current : null;
  // What was sent for another day than this is that day's last report.
  const said = !isToday && latest.current ? latest.current.rows : (latest.last?.rows ?? []);
  const last = waiting.findLast((report) => report.day < day)?.rows ?? said;
  return sheetOf({
    latest,
    day,
    at: draft?.at ?? own?.at ?? at,
    last,
    now: own?.rows ?? current?.rows,
    knownRevision: own?.knownRevision ?? current?.revision ?? 0,
    draft: draft?.rows ?? {},
  });
}

/** A row of a report: one that the server has, or one that waits here. */
type KnownRow = Omit<EnteredRow, 'entered'> & Partial<Pick<EnteredRow, 'entered'>>;

interface SheetFacts {
  readonly latest: Latest;
  readonly day: string;
  readonly at: number;
  readonly last: readonly KnownRow[];
  readonly now: readonly KnownRow[] | undefined;
  readonly knownRevision: number;
  readonly draft: Draft['rows'];
}

function sheetOf(facts: SheetFacts): EntrySheet {
  const { latest, day, at, knownRevision, draft } = facts;
  const { rows, values, put } = filledIn(facts);
  const listeners = new Map<string, Set<() => void>>();
  const touched = new Map(Object.entries(draft));
  const save = savingInTurn(() => keepDraft({ day, at, rows: Object.fromEntries(touched) }));
  const tell = (key: string) => {
    for (const name of [key, '*']) for (const hear of listeners.get(name) ?? []) hear();
  };
  return {
    day,
    at,
    rows,
    get others() {
      const known = new Set(rows.map(({ product }) => product));
      return latest.goods.filter(({ id }) => !known.has(id));
    },
    knownRevision,
    isTouched: () => touched.size > 0,
    valueOf: (key) => values.get(key) as EnteredRow,
    change(key, change) {
      const next = { ...(values.get(key) as EnteredRow), ...change };
      values.set(key, next);
      touched.set(key, next);
      save();
      tell(key);
    },
    add(product) {
      put({ product, priceType: 'retail', entered: 'typed' });
      tell('*');
    },
    listen(key, hear) {
      const hearing = listeners.get(key) ?? new Set();
      listeners.set(key, hearing.add(hear));
      return () => hearing.delete(hear);
    },
  };
}

/** The rows as they stand when the page opens: what was sent today, else what was said last, and over it what was entered. */
function filledIn({ latest, last, now, draft }: SheetFacts) {
  const goods = new Map(latest.goods.map((good) => [good.id, good]));
  const before = new Map(last.map((row) => [rowKey(row), row]));
  const values = new Map<string, EnteredRow>();
  const rows: SheetRow[] = [];
  const put = (row: EnteredRow) => {
    const good = goods.get(row.product);
    const key = rowKey(row);
    if (!good || values.has(key)) return;
    const { price, stock } = before.get(key) ?? {};
    values.set(key, row);
    const said = { ...(price && { price }), ...(stock !== undefined && { stock }) };
    rows.push({ key, good, ...identityOf(row), before: said });
  };
  for (const row of now ?? []) put({ ...row, entered: row.entered ?? 'typed' });
  for (const row of last) {
    // What is kept of today says that the store did not have it.
    if (!now) put({ ...identityOf(row), price: row.price, entered: 'carried' });
    else put({ ...identityOf(row), entered: 'typed' });
  }
  if (rows.length === 0) {
    for (const good of latest.goods) put({ product: good.id, priceType: 'retail', entered: 'carried' });
  }
  for (const row of Object.values(draft)) put(row);
  for (const [key, row] of Object.entries(draft)) if (values.has(key)) values.set(key, row);
  // In the order of the catalogue, whichever way each row came here: people learn where a good stands.
  const places = new Map(latest.goods.map(({ id }, place) => [id, place]));
  rows.sort((a, b) => (places.get(a.product) ?? 0) - (places.get(b.product) ?? 0) || (a.key < b.key ? -1 : 1));
  return { rows, values, put };
}

function identityOf({ product, priceType, gtin }: Pick<EnteredRow, 'product' | 'priceType' | 'gtin'>) {
  return gtin === undefined ? { product, priceType } : { product, priceType, gtin };
}

/** Saves at once, and once more after a save that changes have passed: never two at a time. */
function savingInTurn(save: () => Promise<void>): () => void {
  let state: 'idle' | 'saving' | 'passed' = 'idle';
  const run = () => {
    state = 'saving';
    void save().finally(() => {
      if (state === 'passed') run();
      else state = 'idle';
    });
  };
  return () => {
    if (state === 'idle') run();
    else state = 'passed';
  };
}

/** The rows that have a price, as they are sent. */
export function rowsToSend(sheet: EntrySheet): EnteredRow[] {
  return sheet.rows.map(({ key }) => sheet.valueOf(key)).filter(({ price }) => price !== undefined);
}
