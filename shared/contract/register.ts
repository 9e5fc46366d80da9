import * as z from 'zod';
import { canonicalise, isReadable } from '#domain/reading/canonical.ts';
import {
  businessDay,
  channel,
  contact,
  contactOut,
  cursorOut,
  decimal,
  emailAddress,
  instantOut,
  keyId,
  paging,
  placeId,
  readableName,
  recipientId,
  retailerId,
  shownId,
  storeId,
} from './fields.ts';
import type { Operation } from './operation.ts';

const name = readableName(200);

const retailerBody = z.strictObject({ name, contact }).meta({
  id: 'RetailerInput',
  example: { name: 'Siêu thị Sen Vàng', contact: { name: 'Nguyễn Thu An', phone: '0900 000 101' } },
});

const STORE_FACE = {
  address: '12 phố Mẫu, phường Cửa Nam',
  contact: { name: 'Trần Thu Hà', phone: '0900 000 201' },
} as const;

const storeBody = z
  .strictObject({
    name,
    place: placeId.meta({ description: 'A commune, ward or province outside: a place without places inside.' }),
    channel,
    lat: decimal(7).min(-90).max(90).exactOptional(),
    lon: decimal(7).min(-180).max(180).exactOptional(),
    address: readableName(200)
      .meta({ description: 'Street and number, for who goes there to verify a price.', example: '12 phố Mẫu' })
      .exactOptional(),
    contact: contact.meta({ description: 'Whom to call in the store.' }).exactOptional(),
  })
  .refine((store) => (store.lat === undefined) === (store.lon === undefined), {
    error: 'lat and lon come together',
    path: ['lat'],
  })
  .meta({
    id: 'StoreInput',
    example: {
      name: 'Siêu thị Sen Vàng – Cửa Nam',
      place: '00070',
      channel: 'supermarket',
      lat: 21.026,
      lon: 105.842,
      ...STORE_FACE,
    },
  });

const storeShown = z.object({
  id: shownId,
  name: z.string(),
  channel,
  place: placeId.meta({ description: 'Where the store lies today.' }),
  nextPlace: z
    .object({ place: placeId, from: businessDay })
    .meta({ description: 'Where it will lie, if a move is entered.' })
    .exactOptional(),
  lat: z.number().exactOptional(),
  lon: z.number().exactOptional(),
  address: z.string().exactOptional(),
  contact: contactOut.exactOptional(),
});

const keyShown = z.object({ keyId: shownId, createdAt: instantOut, revokedAt: instantOut.exactOptional() });

const RETAILER_EXAMPLE = {
  id: 'sen-vang',
  name: 'Siêu thị Sen Vàng',
  contact: { name: 'Nguyễn Thu An', phone: '0900 000 101' },
  keys: [{ keyId: 'sen-vang_k7m2p9qd', createdAt: '2026-11-01T02:00:00.000Z' }],
  stores: [
    {
      id: 'sen-vang-cua-nam',
      name: 'Siêu thị Sen Vàng – Cửa Nam',
      channel: 'supermarket',
      place: '00070',
      ...STORE_FACE,
    },
  ],
} as const;

const retailerAnswer = z.object({ id: shownId, name: z.string(), contact: contactOut, keys: z.array(keyShown) }).meta({
  id: 'Retailer',
  example: {
    id: RETAILER_EXAMPLE.id,
    name: RETAILER_EXAMPLE.name,
    contact: RETAILER_EXAMPLE.contact,
    keys: RETAILER_EXAMPLE.keys,
  },
});

const retailersAnswer = z
  .object({
    items: z.array(
      z.object({
        id: shownId,
        name: z.string(),
        contact: contactOut,
        keys: z.array(keyShown),
        stores: z.array(storeShown),
      }),
    ),
    cursor: cursorOut,
  })
  .meta({ id: 'Retailers', example: { items: [RETAILER_EXAMPLE] } });

const storeAnswer = z
  .object({
    retailer: shownId,
    id: shownId,
    name: z.string(),
    channel,
    place: placeId.meta({ description: 'The place that was asked for.' }),
    placeFrom: businessDay.meta({
      description: 'From when it holds; a first place holds for all earlier days too, a later one from tomorrow.',
    }),
    placeToday: placeId,
    lat: z.number().exactOptional(),
    lon: z.number().exactOptional(),
    address: z.string().exactOptional(),
    contact: contactOut.exactOptional(),
  })
  .meta({
    id: 'Store',
    example: {
      retailer: 'sen-vang',
      id: 'sen-vang-cua-nam',
      name: 'Siêu thị Sen Vàng – Cửa Nam',
      channel: 'supermarket',
      place: '00070',
      placeFrom: '2026-11-24',
      placeToday: '00097',
      ...STORE_FACE,
    },
  });

const newKeyAnswer = z
  .object({ keyId: shownId, bearer: z.string().meta({ description: 'Shown once: only a hash is kept.' }) })
  .meta({ id: 'NewKey', example: { keyId: 'sen-vang_k7m2p9qd', bearer: 'sen-vang_k7m2p9qd.3Jr…' } });

/** Plain http only to the own machine, since messages name stores and people; no name and password in the address. */
function isWebhookAddress(text: string): boolean {
  // A URL is read without its blanks and line ends: what is kept would be another text than what is called.
  if (!/^[!-~]+$/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const own = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  return (
    username === '' &&
    password === '' &&
    !/^[^/]*\/\/[^/?#]*@/.test(text) &&
    (protocol === 'https:' || (protocol === 'http:' && own))
  );
}

/** A secret as it was copied: blanks alone, and what nobody sees, keep nothing secret. */
const isSecret = (text: string) => isReadable(text) && canonicalise(text).length >= 16;

const recipientFields = {
  places: z
    .array(placeId)
    .overwrite((places) => [...new Set(places)])
    .min(1)
    .max(200)
    .meta({ description: 'Place ids, each with all that lies inside; "*" is everywhere.', example: ['*'] }),
  levels: z
    .array(z.enum(['watch', 'alert', 'crisis']))
    .min(1)
    .max(3)
    .meta({ example: ['alert', 'crisis'] }),
  language: z.enum(['vi', 'en']),
};

const recipientBody = z
  .strictObject({
    email: emailAddress.meta({ example: 'can-bo-truc@example.vn' }).exactOptional(),
    webhook: z
      .strictObject({
        url: z.string().max(2000).refine(isWebhookAddress, 'an https address').meta({ format: 'uri' }),
        secret: z
          .string()
          .min(16)
          .max(200)
          .refine(isSecret, 'at least 16 characters that can be seen')
          .meta({ description: 'Signs the messages; never shown again.' }),
      })
      .exactOptional(),
    ...recipientFields,
  })
  .refine((recipient) => recipient.email !== undefined || recipient.webhook !== undefined, 'email or webhook is needed')
  .meta({
    id: 'RecipientInput',
    example: { email: 'can-bo-truc@example.vn', places: ['*'], levels: ['alert', 'crisis'], language: 'vi' },
  });

const recipientAnswer = z
  .object({
    id: shownId,
    email: z.string().exactOptional(),
    webhook: z.object({ url: z.string() }).exactOptional(),
    ...recipientFields,
  })
  .meta({
    id: 'Recipient',
    example: {
      id: 'can-bo-truc',
      email: 'can-bo-truc@example.vn',
      places: ['*'],
      levels: ['alert', 'crisis'],
      language: 'vi',
    },
  });

/** Who reports, with which keys, and who is told. */
export const REGISTER_OPERATIONS = {
  'GET /v1/retailers': {
    summary: 'Retailers and suppliers with their stores and keys',
    tag: 'Registry',
    query: z.strictObject(paging),
    status: 200,
    answer: retailersAnswer,
    refusals: [400, 422],
  },
  'PUT /v1/retailers/{id}': {
    summary: 'Registers or changes a retailer; its keys stay',
    tag: 'Registry',
    params: z.object({ id: retailerId }),
    body: retailerBody,
    status: 200,
    answer: retailerAnswer,
    alsoAnswers: { 201: retailerAnswer },
    refusals: [400, 409, 422],
  },
  'PUT /v1/retailers/{id}/stores/{store}': {
    summary: 'Registers, changes or moves a store',
    description: 'The first place holds for all earlier days, a later one from tomorrow; anything else at once.',
    tag: 'Registry',
    params: z.object({ id: retailerId, store: storeId }),
    body: storeBody,
    status: 200,
    answer: storeAnswer,
    alsoAnswers: { 201: storeAnswer },
    refusals: [400, 404, 409, 422],
  },
  'POST /v1/retailers/{id}/keys': {
    summary: 'Makes a key, shown once; two at most, so that they can be changed over',
    tag: 'Registry',
    params: z.object({ id: retailerId }),
    status: 201,
    answer: newKeyAnswer,
    refusals: [404, 409],
  },
  'DELETE /v1/retailers/{id}/keys/{keyId}': {
    summary: 'Revokes a key; harmless to repeat',
    tag: 'Registry',
    params: z.object({ id: retailerId, keyId }),
    status: 204,
    refusals: [404, 409],
  },
  'PUT /v1/recipients/{id}': {
    summary: 'Who is told of which alerts',
    tag: 'Registry',
    params: z.object({ id: recipientId }),
    body: recipientBody,
    status: 200,
    answer: recipientAnswer,
    alsoAnswers: { 201: recipientAnswer },
    refusals: [400, 409, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
