import * as z from 'zod';
import {
  businessDay,
  channel,
  contact,
  contactOut,
  cursorOut,
  decimal,
  instantOut,
  keyId,
  paging,
  placeId,
  readableName,
  retailerId,
  shownId,
  storeId,
} from './fields.ts';
import type { Operation } from './operation.ts';
import { webhookAddress, webhookSecret } from './webhook-fields.ts';

const name = readableName(200);

const webhook = z.strictObject({ address: webhookAddress, secret: webhookSecret }).meta({
  id: 'RetailerWebhook',
  description: 'Where reminders of the retailer are posted to, signed with the secret.',
});

const retailerBody = z
  .strictObject({
    name,
    contact,
    webhook: webhook
      .nullable()
      .meta({ description: 'Left out, the one that is kept stays; null takes it away.' })
      .exactOptional(),
  })
  .meta({
    id: 'RetailerInput',
    example: { name: 'Siêu thị Sen Vàng', contact: { name: 'Nguyễn Thu An', phone: '0900 000 101' } },
  });

const STORE_FACE = {
  address: '12 phố Mẫu, phường Cửa Nam',
  contact: { name: 'Trần Thu Hà', phone: '0900 000 201' },
} as const;

const closed = z
  .strictObject({
    from: businessDay,
    until: businessDay
      .meta({ description: 'The last day of a pause; absent where it has closed for good.' })
      .exactOptional(),
    reason: readableName(200).exactOptional(),
  })
  .refine(({ from, until }) => until === undefined || from <= until, {
    error: 'a last day that is not before the first',
    path: ['until'],
  })
  .meta({
    id: 'StoreClosure',
    description: 'When a store does not sell: no report is expected, and it neither gives nor needs.',
    example: { from: '2026-11-24', until: '2026-12-05', reason: 'Sửa chữa' },
  });

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
    closed: closed.meta({ description: 'Left out, the store is open from today.' }).exactOptional(),
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
  closed: closed.meta({ description: 'The pause or closing that goes on or is to come.' }).exactOptional(),
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

const webhookShown = z.object({ address: z.string() }).meta({ description: 'Its secret is never shown again.' });

const retailerAnswer = z
  .object({
    id: shownId,
    name: z.string(),
    contact: contactOut,
    webhook: webhookShown.exactOptional(),
    keys: z.array(keyShown),
  })
  .meta({
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
        webhook: webhookShown.exactOptional(),
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
    closed: closed.exactOptional(),
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

/** Who reports, and with which keys. */
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
} as const satisfies Readonly<Record<string, Operation>>;
