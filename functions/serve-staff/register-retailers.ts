import * as z from 'zod';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { CHANNELS, placeOf, type Retailer, type Store } from '#domain/store.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { parseWith, readJson } from '#runtime/request-body.ts';
import type { AuditPort } from './audit.ts';

interface Key {
  readonly id: string;
  readonly hash: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
}
type RetailerRecord = Retailer & { readonly keys: readonly Key[] };
interface Kept<T> {
  readonly value: T;
  readonly hash: string;
}

export interface RegisterPorts extends AuditPort {
  readonly readRetailer: (id: string) => Promise<Kept<RetailerRecord> | undefined>;
  readonly putRetailer: (record: RetailerRecord, expected?: string) => Promise<boolean>;
  readonly listRetailers: () => Promise<readonly RetailerRecord[]>;
  readonly readStore: (retailer: string, store: string) => Promise<Kept<Store> | undefined>;
  readonly putStore: (store: Store, expected?: string) => Promise<boolean>;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly newKey: (retailer: string) => { keyId: string; bearer: string; hash: string };
  readonly today: () => BusinessDay;
  readonly catalogue: Catalogue;
}

const ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
const contact = z.object({
  name: z.string().min(1).max(200),
  phone: z.string().max(50).optional(),
  email: z.email().optional(),
});
const retailerBody = z.object({ name: z.string().min(1).max(200), contact });
const storeBody = z.object({
  name: z.string().min(1).max(200),
  place: z.string(),
  channel: z.enum(CHANNELS),
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
});
/** Two keys may live at once, so that a retailer can change over without a gap. */
const MOST_LIVE_KEYS = 2;
const FIRST_DAY: BusinessDay = '0001-01-01';

/** `PUT /v1/retailers/{id}`: registers or renames; keys stay. */
export function putRetailer(ports: RegisterPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const id = idOf(request.params['id']);
    const body = parseWith(retailerBody, readJson(request)) as Omit<Retailer, 'id'>;
    const kept = await ports.readRetailer(id);
    const record: RetailerRecord = { id, name: body.name, contact: body.contact, keys: kept?.value.keys ?? [] };
    await keepOr409(ports.putRetailer(record, kept?.hash));
    await ports.audit(request, 'put-retailer', `retailer/${id}`, kept && publicRetailer(kept.value), body);
    return { status: kept ? 200 : 201, body: publicRetailer(record) };
  };
}

/** `PUT /v1/retailers/{id}/stores/{store}`: the first place holds for all earlier days, a later one from tomorrow on. */
export function putStore(ports: RegisterPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const retailer = idOf(request.params['id']);
    const id = idOf(request.params['store']);
    const body = parseWith(storeBody, readJson(request));
    if (!(await ports.readRetailer(retailer))) throw unknownRetailer();
    requireLeaf(ports.catalogue, body.place);
    const kept = await ports.readStore(retailer, id);
    const today = ports.today();
    const { lat, lon } = body;
    const store: Store = {
      retailer,
      id,
      name: body.name,
      channel: body.channel,
      ...(lat === undefined ? {} : { lat }),
      ...(lon === undefined ? {} : { lon }),
      places: kept ? moved(kept.value, body.place, today) : [{ place: body.place, validFrom: FIRST_DAY }],
    };
    await keepOr409(ports.putStore(store, kept?.hash));
    await ports.audit(request, 'put-store', `store/${retailer}/${id}`, kept?.value, store);
    const last = store.places.at(-1);
    return {
      status: kept ? 200 : 201,
      body: {
        ...publicStore(store, today),
        ...(last && last.validFrom > today ? { placeFrom: last } : {}),
      },
    };
  };
}

function moved(store: Store, place: string, today: BusinessDay): Store['places'] {
  const past = store.places.filter(({ validFrom }) => validFrom <= today);
  return placeOf(store, today) === place ? past : [...past, { place, validFrom: addDays(today, 1) }];
}

/** `POST /v1/retailers/{id}/keys`: a new key, shown once. */
export function issueKey(ports: RegisterPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const id = idOf(request.params['id']);
    const kept = await ports.readRetailer(id);
    if (!kept) throw unknownRetailer();
    const live = kept.value.keys.filter(({ revokedAt }) => revokedAt === undefined);
    if (live.length >= MOST_LIVE_KEYS) {
      throw new Problem(
        409,
        'two-live-keys',
        { vi: 'Đã có hai khóa còn hiệu lực. Hãy thu hồi một khóa trước.', en: 'Two keys are live. Revoke one first.' },
        { keys: live.map((key) => key.id) },
      );
    }
    const { keyId, bearer, hash } = ports.newKey(id);
    const keys = [...kept.value.keys, { id: keyId, hash, createdAt: ports.clock() }];
    await keepOr409(ports.putRetailer({ ...kept.value, keys }, kept.hash));
    await ports.audit(request, 'issue-key', `key/${keyId}`);
    return { status: 201, body: { keyId, bearer } };
  };
}

/** `DELETE /v1/retailers/{id}/keys/{keyId}`: harmless to repeat. */
export function revokeKey(ports: RegisterPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const id = idOf(request.params['id']);
    const kept = await ports.readRetailer(id);
    const key = kept?.value.keys.find((known) => known.id === request.params['keyId']);
    if (!kept || !key) {
      throw new Problem(404, 'unknown-key', { vi: 'Không có khóa này.', en: 'There is no such key.' });
    }
    if (key.revokedAt === undefined) {
      const keys = kept.value.keys.map((known) => (known === key ? { ...known, revokedAt: ports.clock() } : known));
      await keepOr409(ports.putRetailer({ ...kept.value, keys }, kept.hash));
      await ports.audit(request, 'revoke-key', `key/${key.id}`);
    }
    return { status: 204 };
  };
}

/** `GET /v1/retailers`: who reports, with stores and key ids; never a hash. */
export function listRetailers(ports: RegisterPorts) {
  return async (): Promise<HttpAnswer> => {
    const [retailers, stores] = await Promise.all([ports.listRetailers(), ports.listStores()]);
    const today = ports.today();
    return {
      status: 200,
      body: {
        items: retailers.map((retailer) => ({
          ...publicRetailer(retailer),
          stores: stores.filter((store) => store.retailer === retailer.id).map((store) => publicStore(store, today)),
        })),
      },
    };
  };
}

function publicRetailer({ id, name, contact: person, keys }: RetailerRecord): Record<string, unknown> {
  return {
    id,
    name,
    contact: person,
    keys: keys.map(({ id: keyId, createdAt, revokedAt }) => ({
      keyId,
      createdAt: new Date(createdAt).toISOString(),
      ...(revokedAt === undefined ? {} : { revokedAt: new Date(revokedAt).toISOString() }),
    })),
  };
}

function publicStore(store: Store, today: BusinessDay): Record<string, unknown> {
  const { retailer, id, name, channel, lat, lon } = store;
  return { retailer, id, name, channel, place: placeOf(store, today), lat, lon };
}

function idOf(text: string | undefined): string {
  if (text !== undefined && ID.test(text)) return text;
  throw new Problem(422, 'invalid-id', {
    vi: 'Mã chỉ gồm chữ thường không dấu, chữ số và dấu "-".',
    en: 'An id has lower-case letters, digits and "-" only.',
  });
}

/** Stores lie in a ward, a commune or a province outside; what contains other places only adds them up. */
function requireLeaf(catalogue: Catalogue, place: string): void {
  const known = catalogue.places.get(place);
  const isLeaf = known && ![...catalogue.places.values()].some(({ parent }) => parent === place);
  if (isLeaf) return;
  throw new Problem(422, 'unknown-place', {
    vi: 'Địa bàn không có trong danh mục, hoặc không phải xã, phường hay tỉnh ngoài. Xem /v1/places.',
    en: 'No such ward, commune or outside province. See /v1/places.',
  });
}

function unknownRetailer(): Problem {
  return new Problem(404, 'unknown-retailer', {
    vi: 'Chưa có đơn vị này. Đăng ký trước bằng PUT /v1/retailers/{id}.',
    en: 'There is no such retailer. Register it first with PUT /v1/retailers/{id}.',
  });
}

async function keepOr409(kept: Promise<boolean>): Promise<void> {
  if (await kept) return;
  throw new Problem(409, 'changed-meanwhile', {
    vi: 'Vừa có người khác sửa mục này. Hãy tải lại rồi sửa tiếp.',
    en: 'Somebody else has just changed this. Read it again and repeat the change.',
  });
}
