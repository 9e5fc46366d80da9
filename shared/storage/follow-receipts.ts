/**
 * Which reports led to what is being done, by their receipts, from the report to the mail.
 *
 * 1. Whoever is woken by keys works within `followReceipts`. What is read under one of those keys says which reports led
 *    to it: a report its own receipt, any other item those that it was written for. Of a place-day whatever has just come
 *    counts, too: of two who assess it at once, the one that a report has not woken may be the one that writes.
 * 2. What is written meanwhile and wakes the next one bears these receipts.
 * 3. `followedReceipts` says them to the log.
 *
 * They are no part of what an item says: no hash and no condition holds them, nothing is decided by them, and what is not
 * written since nothing has changed passes none on. An item of before version 0.3 names none.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { receiptOf } from '#domain/report/receipt.ts';
import { parseStoreKey } from '#domain/store.ts';
import type { TableName } from './tables.ts';

interface Key {
  readonly pk: string;
  readonly sk: string;
}

type Item = Readonly<Record<string, unknown>>;

interface Followed {
  readonly woken: ReadonlySet<string>;
  /** Reports that were received since then have just come; milliseconds since the epoch. */
  readonly since: number;
  /** When each was received. */
  readonly receipts: Map<string, number>;
}

/** What an item names them as: the instant at which each was received, by its receipt. */
export const RECEIPTS = 'receipts';
/** Longer than a stream's window and the run after it. */
const JUST_NOW_MS = 120_000;
/** The newest so many go on: what each report of a city wakes must not grow with the city, and a head stays below 1 KB. */
const MOST_CARRIED = 10;
/** What wakes the next one, and says why. */
const CARRIERS = /^(leaf#|alert#|told#|carry$|now$)/;
const REPORT = 'report#';
const TOLD = 'told#';

const under = new AsyncLocalStorage<Followed>();

/** Does what these keys have woken for, at an instant (milliseconds since the epoch). */
export function followReceipts<Result>(
  keys: readonly Key[],
  now: number,
  work: () => Promise<Result>,
): Promise<Result> {
  return under.run({ woken: new Set(keys.map(nameOf)), since: now - JUST_NOW_MS, receipts: new Map() }, work);
}

/** The receipts of the reports that led to what is being done; none outside of `followReceipts`. */
export function followedReceipts(): readonly string[] {
  return [...(under.getStore()?.receipts.keys() ?? [])];
}

/** Takes down which reports led to an item that was read, if it has woken, has just come, or waits to be told. */
export function noteReceipts(is: TableName, item: Item): void {
  const followed = under.getStore();
  if (!followed) return;
  const key = item as unknown as Key;
  const isWaiting = is === 'desk' && key.sk.startsWith(TOLD) && item['listPk'] !== undefined;
  const isMeant = isWaiting || followed.woken.has(nameOf(key));
  for (const [receipt, receivedAt] of receiptsIn(is, item)) {
    const isNew = is === 'market' && receivedAt >= followed.since;
    if (isMeant || isNew) followed.receipts.set(receipt, receivedAt);
  }
}

/** What an item that is written says of the reports that led to it: the newest of them. */
export function receiptsFor(is: TableName, { sk }: Key): { readonly [RECEIPTS]?: Readonly<Record<string, number>> } {
  const carries = (is === 'market' || is === 'desk') && CARRIERS.test(sk);
  const known = carries ? [...(under.getStore()?.receipts ?? [])] : [];
  if (known.length === 0) return {};
  return { [RECEIPTS]: Object.fromEntries(known.sort(([, a], [, b]) => a - b).slice(-MOST_CARRIED)) };
}

/** The receipts that an item names, or its own. */
function receiptsIn(is: TableName, item: Item): readonly (readonly [string, number])[] {
  const { pk, sk } = item as unknown as Key;
  if (is !== 'market' || !sk.startsWith(REPORT))
    return Object.entries((item[RECEIPTS] ?? {}) as Record<string, number>);
  const hash = item['contentHash'];
  if (typeof hash !== 'string') return [];
  const receipt = receiptOf(parseStoreKey(sk.slice(REPORT.length)), pk.slice(pk.lastIndexOf('#') + 1), hash);
  return [[receipt, Number(item['receivedAt'] ?? 0)]];
}

function nameOf({ pk, sk }: Key): string {
  return `${pk}|${sk}`;
}
