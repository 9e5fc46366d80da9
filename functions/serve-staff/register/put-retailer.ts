import type { Change } from '#domain/audit-entry.ts';
import { present } from '#domain/present.ts';
import type { Contact, RetailerWebhook } from '#domain/store.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';
import { describeRetailer, type RetailerPorts, type RetailerRecord } from './retailer-ports.ts';
import { changedContact, withoutContact } from './without-contact.ts';

export interface PutRetailerPorts extends RetailerPorts {
  readonly sealSecret: (secret: string) => Promise<string>;
}

interface RetailerOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly name: string; readonly contact: Contact; readonly webhook?: RetailerWebhook | null };
}

/** `PUT /v1/retailers/{id}`: registers a retailer or changes its name, contact and webhook; its keys stay. */
export function putRetailer(ports: PutRetailerPorts) {
  return async ({ staff, params: { id }, body }: RetailerOrder) => {
    requireCityWide(staff);
    const kept = await ports.readRetailer(id);
    const { name, contact } = body;
    const webhook = await webhookMeant(ports, body.webhook, kept?.value.webhook);
    const record = present<RetailerRecord>({ id, name, contact, webhook, keys: kept?.value.keys ?? [] });
    const change = present<Change>({
      action: 'put-retailer',
      subject: `retailer/${id}`,
      before: kept && withoutContact(describeRetailer(kept.value)),
      after: present({
        ...withoutContact(describeRetailer(record)),
        contact: changedContact(kept?.value, record),
      }),
    });
    await keepOrConflict(ports.putRetailer(record, kept?.hash, [lineOf(ports, staff, change)]));
    return { status: kept ? (200 as const) : (201 as const), body: describeRetailer(record) };
  };
}

/** The webhook that is kept then, its secret sealed; the one of before where the body names none. */
async function webhookMeant(
  { sealSecret }: PutRetailerPorts,
  named: RetailerWebhook | null | undefined,
  kept: RetailerWebhook | undefined,
): Promise<RetailerWebhook | undefined> {
  if (named === undefined) return kept;
  return named === null ? undefined : { ...named, secret: await sealSecret(named.secret) };
}
