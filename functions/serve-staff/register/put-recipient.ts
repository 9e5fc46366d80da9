import type { AnswerOf } from '#contract/operations.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { present } from '#domain/present.ts';
import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import type { AuditPort } from '../http/audit.ts';
import type { StaffMember } from '../http/own-places.ts';

export interface RecipientPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly readRecipient: (id: string) => Promise<Recipient | undefined>;
  readonly putRecipient: (recipient: Recipient) => Promise<void>;
}

interface RecipientOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: Omit<Recipient, 'id'>;
}

/** `PUT /v1/recipients/{id}`: who is told of what. The secret of a webhook is never shown again. */
export function putRecipient(ports: RecipientPorts) {
  return async ({ staff, params: { id }, body }: RecipientOrder) => {
    requireCityWide(staff);
    const unknown = body.places.filter((place) => place !== ROOT_PLACE && !ports.catalogue.places.has(place));
    if (unknown.length > 0) throw unknownPlaces(unknown);
    const before = await ports.readRecipient(id);
    const recipient: Recipient = { id, ...body, levels: [...new Set(body.levels)] };
    await ports.putRecipient(recipient);
    await ports.audit(
      staff,
      present({
        action: 'put-recipient',
        subject: `recipient/${id}`,
        before: before ? withoutSecret(before) : undefined,
        after: withoutSecret(recipient),
      }),
    );
    return { status: before ? (200 as const) : (201 as const), body: withoutSecret(recipient) };
  };
}

function withoutSecret({ webhook, places, levels, ...recipient }: Recipient): AnswerOf<'PUT /v1/recipients/{id}'> {
  return present({
    ...recipient,
    webhook: webhook ? { url: webhook.url } : undefined,
    places: [...places],
    levels: levels.filter((level) => level !== 'normal'),
  });
}

function unknownPlaces(places: readonly string[]): Problem {
  return new Problem(
    422,
    'unknown-place',
    {
      vi: `Không có địa bàn: ${places.join(', ')}. Xem /v1/places.`,
      en: `There is no place ${places.join(', ')}. See /v1/places.`,
    },
    { places },
  );
}
