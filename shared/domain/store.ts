import { addDays, type BusinessDay } from './business-day.ts';

export const CHANNELS = ['market', 'supermarket', 'convenience', 'online', 'petrol', 'wholesale', 'producer'] as const;

/** How a store sells. Wholesale markets and producers are suppliers: their stock is an offer, their price no retail price. */
export type Channel = (typeof CHANNELS)[number];

export interface Contact {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface Retailer {
  readonly id: string;
  readonly name: string;
  readonly contact: Contact;
  /** Where its reminders are posted to, beside the mail to a contact; none where nobody has entered one. */
  readonly webhook?: RetailerWebhook;
}

export interface RetailerWebhook {
  readonly address: string;
  /** Signs what is posted. */
  readonly secret: string;
}

/** The days on which a store does not sell: from one to another, or for good. */
export interface Closure {
  readonly from: BusinessDay;
  /** The last day of a pause; none where it has closed for good. */
  readonly until?: BusinessDay;
  readonly reason?: string;
}

export interface Store {
  readonly retailer: string;
  /** Unique within its retailer. */
  readonly id: string;
  readonly name: string;
  readonly channel: Channel;
  readonly lat?: number;
  readonly lon?: number;
  /** Where somebody who verifies a price goes to, and whom they call. */
  readonly address?: string;
  readonly contact?: Contact;
  /** Where the store is, by the day from which it holds; ascending; the first holds for all earlier days too. */
  readonly places: readonly { readonly place: string; readonly validFrom: BusinessDay }[];
  /** When it does not sell; ascending. Absent for a store that never closed, as in all that was kept before 0.3. */
  readonly closures?: readonly Closure[];
}

/** True for a text that can be a store's id: it is part of table keys, so a slash or a "#" would break them. */
export function isStoreId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);
}

/**
 * `<retailer>/<store>`: a store's name in the whole system; two retailers may both have a "store-1". A text becomes a key
 * by `storeKey` or `parseStoreKey` alone.
 */
export type StoreKey = `${string}/${string}`;

export function storeKey(retailer: string, store: string): StoreKey {
  return `${retailer}/${store}`;
}

/** The key that a text is. Raises RangeError for a text without both halves. */
export function parseStoreKey(text: string): StoreKey {
  const slash = text.indexOf('/');
  if (slash < 1 || slash === text.length - 1) throw new RangeError(`"${text}" is no <retailer>/<store>`);
  return text as StoreKey;
}

export function retailerOf(key: StoreKey): string {
  return key.slice(0, key.indexOf('/'));
}

/** A store's id within its retailer. */
export function storeIdOf(key: StoreKey): string {
  return key.slice(key.indexOf('/') + 1);
}

export function isSupplier(channel: Channel): boolean {
  return channel === 'wholesale' || channel === 'producer';
}

/** The place in which a store lay on a day. */
export function placeOf(store: Pick<Store, 'places'>, day: BusinessDay): string {
  let place = store.places[0]?.place ?? '';
  for (const stay of store.places) if (stay.validFrom <= day) place = stay.place;
  return place;
}

/** True on a day on which a store does not sell: nothing is expected of it, and it neither gives nor needs. */
export function isClosedOn({ closures = [] }: Pick<Store, 'closures'>, day: BusinessDay): boolean {
  return closures.some(({ from, until }) => from <= day && (until === undefined || day <= until));
}

/** The closure that goes on, or is to come. */
export function closureAt({ closures = [] }: Pick<Store, 'closures'>, today: BusinessDay): Closure | undefined {
  return closures.find(({ until }) => until === undefined || until >= today);
}

/**
 * The closures of a store once somebody has said when it is closed, or that it is open: what is past stays, since the days
 * of then are told by it.
 */
export function withClosure(
  { closures = [] }: Pick<Store, 'closures'>,
  said: Closure | undefined,
  today: BusinessDay,
): readonly Closure[] {
  const ends = said && said.from < today ? said.from : today;
  const past = closures.flatMap((closure): Closure[] => {
    if (closure.from >= ends) return [];
    return closure.until !== undefined && closure.until < ends ? [closure] : [{ ...closure, until: addDays(ends, -1) }];
  });
  return said ? [...past, said] : past;
}
