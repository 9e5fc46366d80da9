import type { Change } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { type Channel, type Closure, type Contact, placeOf, type Store, withClosure } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import { lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import { requireOwn, type StaffMember } from '../http/own-places.ts';
import { moveStore } from './move-store.ts';
import { requireRetailer, type StorePorts } from './retailer-ports.ts';
import { changedContact, withoutContact } from './without-contact.ts';

interface StoreOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string; readonly store: string };
  readonly body: {
    readonly name: string;
    readonly place: string;
    readonly channel: Channel;
    readonly lat?: number;
    readonly lon?: number;
    readonly address?: string;
    readonly contact?: Contact;
    readonly closed?: Closure;
  };
}

/** `PUT /v1/retailers/{id}/stores/{store}`: registers, changes or moves a store. */
export function putStore(ports: StorePorts) {
  return async ({ staff, params: { id: retailer, store: id }, body }: StoreOrder) => {
    const { place, closed, ...face } = body;
    const today = ports.today();
    requireLeaf(ports.catalogue, place, today);
    requireOwn(staff, ports.catalogue, place);
    await requireRetailer(ports, retailer);
    const kept = await ports.readStore(retailer, id);
    if (kept) requireOwn(staff, ports.catalogue, placeOf(kept.value, today));
    const places = kept ? moveStore(kept.value, place, today) : [{ place, validFrom: today }];
    const closures = withClosure(kept?.value ?? {}, closed, today);
    const store: Store = { retailer, id, ...face, places, ...(closures.length > 0 && { closures }) };
    const change = present<Change>({
      action: 'put-store',
      subject: `store/${retailer}/${id}`,
      before: kept && withoutContact(kept.value),
      after: present({ ...withoutContact(store), contact: changedContact(kept?.value, store) }),
    });
    await keepOrConflict(ports.putStore(store, kept?.hash, [lineOf(ports, staff, change)]));
    return {
      status: kept ? (200 as const) : (201 as const),
      body: {
        retailer,
        id,
        ...face,
        ...(closed && { closed }),
        place,
        placeFrom: places.at(-1)?.validFrom ?? today,
        placeToday: placeOf(store, today),
      },
    };
  };
}

/** Stores lie in a ward, a commune or a province outside; what contains other places only adds them up. */
function requireLeaf(catalogue: Catalogue, id: string, today: BusinessDay): void {
  const place = catalogue.places.get(id);
  const stands = place && (place.validFrom ?? '') <= today && today <= (place.validTo ?? '9999');
  const isLeaf = stands && ![...catalogue.places.values()].some(({ parent }) => parent === id);
  if (isLeaf) return;
  throw new Problem(422, 'unknown-place', {
    vi: 'Địa bàn không có trong danh mục, hoặc không phải xã, phường hay tỉnh ngoài. Xem /v1/places.',
    en: 'No such ward, commune or outside province. See /v1/places.',
  });
}
