import type { Change } from '#domain/audit-entry.ts';
import { present } from '#domain/present.ts';
import type { Contact } from '#domain/store.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';
import { describeRetailer, type RetailerPorts, type RetailerRecord } from './retailer-ports.ts';
import { changedContact, withoutContact } from './without-contact.ts';

interface RetailerOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly name: string; readonly contact: Contact };
}

/** `PUT /v1/retailers/{id}`: registers a retailer or changes its name and contact; its keys stay. */
export function putRetailer(ports: RetailerPorts) {
  return async ({ staff, params: { id }, body: { name, contact } }: RetailerOrder) => {
    requireCityWide(staff);
    const kept = await ports.readRetailer(id);
    const record: RetailerRecord = { id, name, contact, keys: kept?.value.keys ?? [] };
    const change = present<Change>({
      action: 'put-retailer',
      subject: `retailer/${id}`,
      before: kept && withoutContact(describeRetailer(kept.value)),
      after: present({
        ...withoutContact(describeRetailer(record)),
        contact: changedContact(kept?.value.contact, contact),
      }),
    });
    await keepOrConflict(ports.putRetailer(record, kept?.hash, [lineOf(ports, staff, change)]));
    return { status: kept ? (200 as const) : (201 as const), body: describeRetailer(record) };
  };
}
