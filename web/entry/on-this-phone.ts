import { createStore, del, get, set, update } from 'idb-keyval';
import type { EnteredRow, Latest } from './entered-row.ts';
import type { ShownDay } from './own-day.ts';

/** The key of this phone, and the store that it is for. */
export interface PhoneKey {
  readonly bearer: string;
  readonly retailer: string;
  readonly store: string;
}

/** A report that waits to be sent; the clock of the phone may be wrong, so the server's day is worked out when it is. */
export interface WaitingReport {
  readonly store: string;
  /** The day under which it was entered: what waits of another day stays beside it. */
  readonly day: string;
  /** A moment of that day by the clock of this phone. */
  readonly at: number;
  readonly rows: readonly EnteredRow[];
  /** The revision of the day that was shown when it was begun, 0 for none. */
  readonly knownRevision: number;
  /** Of which day that was. */
  readonly knownDay: string;
  /** Why the server will never take it as it is: it is shown, and not sent again by itself. */
  readonly refusal?: string;
}

/** What a person has entered of a day and not sent: by row. */
export interface Draft {
  readonly day: string;
  /** A moment of that day by the clock of this phone. */
  readonly at: number;
  readonly rows: Readonly<Record<string, EnteredRow>>;
}

/** What was received last, as the server said it. */
export interface Received {
  readonly day: string;
  readonly receipt: string;
  /** Which report of the day it is: another that came later has another receipt. */
  readonly revision?: number;
  readonly accepted: number;
  readonly sent: number;
  readonly at: string;
  readonly refused: readonly { readonly key: string; readonly detail: string; readonly hint?: string }[];
}

interface Kept {
  phone: PhoneKey;
  /** Made before the first request, so that a lost answer costs no place on the sheet. */
  secret: string;
  latest: Latest;
  /** Milliseconds that the server's clock is ahead of this phone's. */
  clockAhead: number;
  /** One for each day. */
  drafts: readonly Draft[];
  /** One for each day of each store. */
  queue: readonly WaitingReport[];
  /** What phones kept before they kept each day for itself. */
  draft: Omit<Draft, 'at'>;
  waiting: Omit<WaitingReport, 'day' | 'at' | 'knownDay'> & { readonly sentAt: number; readonly knownDay?: string };
  received: Received;
  ownDay: ShownDay;
}

const room = createStore('nhap-gia', 'kept');

/** What a phone without a store of its own keeps while the page is open: a private window, a full disk. */
const meanwhile = new Map<string, unknown>();

/** Reads what is kept under a name. */
export async function kept<Name extends keyof Kept>(name: Name): Promise<Kept[Name] | undefined> {
  if (meanwhile.has(name)) return meanwhile.get(name) as Kept[Name];
  return await get<Kept[Name]>(name, room).catch(() => undefined);
}

/** Keeps a value until it is dropped: a reload or an empty battery loses nothing. */
export async function keep<Name extends keyof Kept>(name: Name, value: Kept[Name]): Promise<void> {
  try {
    await set(name, value, room);
    meanwhile.delete(name);
  } catch {
    meanwhile.set(name, value);
  }
}

export async function drop(...names: readonly (keyof Kept)[]): Promise<void> {
  for (const name of names) {
    meanwhile.delete(name);
    await del(name, room).catch(() => undefined);
  }
}

/** Changes what is kept in one step: two windows of one phone lose nothing of each other's. */
export async function change<Name extends keyof Kept>(
  name: Name,
  next: (now: Kept[Name] | undefined) => Kept[Name],
): Promise<void> {
  if (meanwhile.has(name)) return void meanwhile.set(name, next(meanwhile.get(name) as Kept[Name]));
  try {
    await update<Kept[Name]>(name, next, room);
  } catch {
    meanwhile.set(name, next(undefined));
  }
}

/** Asks the browser not to forget what is kept here when a phone runs full; one that refuses may still keep it. */
export async function askToKeep(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
}
