import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { silentStreak } from '#domain/history/silent-streak.ts';
import { present } from '#domain/present.ts';
import { type Contact, placeOf, type Retailer, type Store, type StoreKey, storeKey } from '#domain/store.ts';

export interface SilencePorts {
  readonly catalogue: Catalogue;
  /** One small read a store, however long it has been silent. */
  readonly lastReportBefore: (store: StoreKey, place: string, date: BusinessDay) => Promise<BusinessDay | undefined>;
}

/** Since when a shop has been silent. */
export interface Silence {
  readonly lastReported?: BusinessDay;
  readonly streak?: number;
}

/** Since when a shop has been silent on a day, as its memory tells. */
export async function silenceOf(ports: SilencePorts, store: Store, date: BusinessDay): Promise<Silence> {
  const key = storeKey(store.retailer, store.id);
  const last = await ports.lastReportBefore(key, placeOf(store, date), date);
  return last === undefined ? {} : silenceSince(ports.catalogue, last, date);
}

export function silenceSince(catalogue: Catalogue, lastReported: BusinessDay, date: BusinessDay): Silence {
  return { lastReported, streak: silentStreak(catalogue, lastReported, date) };
}

/** Whom to ask in a silent shop, and whether a reminder has a way there. */
export function wayTo(
  store: Pick<Store, 'contact'> | undefined,
  retailer: Pick<Retailer, 'contact' | 'webhook'> | undefined,
) {
  const found = contactFor(store, retailer);
  return { ...found, canBeReminded: found.contact?.email !== undefined || retailer?.webhook !== undefined };
}

/** Whom to ask in a shop: its own contact, else that of its retailer. */
export function contactFor(
  store: Pick<Store, 'contact'> | undefined,
  retailer: Pick<Retailer, 'contact'> | undefined,
): { readonly contact?: Contact; readonly contactOf?: 'store' | 'retailer' } {
  const contact = store?.contact ?? retailer?.contact;
  return present({ contact, contactOf: contact && (store?.contact ? ('store' as const) : ('retailer' as const)) });
}
