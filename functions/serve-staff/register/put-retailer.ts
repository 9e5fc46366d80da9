import { present } from '#domain/present.ts';
import type { Contact, RetailerWebhook } from '#domain/store.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';
import { describeRetailer, type RetailerPorts, type RetailerRecord } from './retailer-ports.ts';

interface RetailerOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly name: string; readonly contact: Contact; readonly webhook?: RetailerWebhook | null };
}

/** `PUT /v1/retailers/{id}`: registers a retailer or changes its name and contact; its keys stay. */
export function putRetailer(ports: RetailerPorts) {
  return async ({ staff, params: { id }, body }: RetailerOrder) => {
    requireCityWide(staff);
    const kept = await ports.readRetailer(id);
    const { name, contact, webhook = kept?.value.webhook } = body;
    const keys = kept?.value.keys ?? [];
    const record = present<RetailerRecord>({ id, name, contact, webhook: webhook ?? undefined, keys });
    await keepOrConflict(ports.putRetailer(record, kept?.hash));
    await ports.audit(
      staff,
      present({
        action: 'put-retailer',
        subject: `retailer/${id}`,
        before: kept ? describeRetailer(kept.value) : undefined,
        after: describeRetailer(record),
      }),
    );
    return { status: kept ? (200 as const) : (201 as const), body: describeRetailer(record) };
  };
}
