import type { AnswerOf, RequestOf } from '#contract/operations.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import type { Enrolment, PhoneKey } from '#domain/report/phone-key.ts';
import { isClosedOn, placeOf, type Store, type StoreKey, storeIdOf, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { type RetailerPorts, requireRetailer } from './retailer-ports.ts';

export interface EnrolmentPorts extends RetailerPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly storesOf: (retailer: string) => Promise<readonly Store[]>;
  readonly readEnrolment: (store: StoreKey) => Promise<{ readonly hash: string } | undefined>;
  readonly putEnrolment: (
    enrolment: Enrolment,
    expected: string | undefined,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
  readonly enrolmentsOf: (retailer: string) => Promise<readonly Enrolment[]>;
  readonly phoneKeysOf: (retailer: string) => Promise<readonly PhoneKey[]>;
  readonly newEnrolmentCode: () => string;
  readonly hashSecret: (secret: string) => string;
}

interface ForRetailer {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
}

const DAY_MS = 86_400_000;
const AT_ONCE = 8;

/** `POST /v1/retailers/{id}/enrolments`: a code for each sheet, shown once; only hashes are kept. */
export function enrolStores(ports: EnrolmentPorts) {
  return async ({
    staff,
    params: { id },
    body,
  }: ForRetailer & { readonly body: RequestOf<'POST /v1/retailers/{id}/enrolments', 'body'> }) => {
    requireCityWide(staff);
    await requireRetailer(ports, id);
    const stores = wanted(await ports.storesOf(id), body.stores, ports.today());
    const now = ports.clock();
    const expiresAt = now + body.days * DAY_MS;
    const items = await aFewAtOnce(stores, AT_ONCE, async ({ id: store, name }) => {
      const code = ports.newEnrolmentCode();
      const key = storeKey(id, store);
      const before = await ports.readEnrolment(key);
      const made = { store: key, codeHash: ports.hashSecret(code), createdAt: now, createdBy: staff.id, expiresAt };
      const after = { days: body.days, phones: body.phones };
      const line = lineOf(ports, staff, { action: 'print-enrolment', subject: `store/${key}`, after });
      await keepOrConflict(ports.putEnrolment({ ...made, phones: body.phones, keys: [] }, before?.hash, [line]));
      return { store, name, code, until: new Date(expiresAt).toISOString(), phones: body.phones };
    });
    return { status: 201 as const, body: { retailer: id, items } };
  };
}

function wanted(stores: readonly Store[], named: readonly string[] | undefined, today: BusinessDay): readonly Store[] {
  const chosen = named
    ? [...new Set(named)].map((id) => stores.find((store) => store.id === id))
    : stores.filter((store) => !isClosedOn(store, today));
  if (chosen.length > 0 && chosen.every((store) => store !== undefined)) return chosen;
  throw new Problem(404, 'unknown-store', {
    vi: 'Đơn vị không có điểm bán này, hoặc chưa có điểm bán nào đang mở.',
    en: 'The retailer has no such store, or none that is open.',
  });
}

/** `GET /v1/retailers/{id}/phones`: the phones of the stores that one may see; never a hash. */
export function listPhones(ports: EnrolmentPorts) {
  return async ({ staff, params: { id } }: ForRetailer) => {
    await requireRetailer(ports, id);
    const today = ports.today();
    const [stores, keys, sheets] = await Promise.all([
      ports.storesOf(id),
      ports.phoneKeysOf(id),
      ports.enrolmentsOf(id),
    ]);
    const seen = new Set(
      stores
        .filter((store) => maySee(staff, ports.catalogue, placeOf(store, today)))
        .map((store) => storeKey(id, store.id)),
    );
    const body: AnswerOf<'GET /v1/retailers/{id}/phones'> = {
      items: keys
        .filter(({ store }) => seen.has(store))
        .map((key) =>
          present({
            keyId: key.id,
            store: storeIdOf(key.store),
            name: key.name,
            createdAt: new Date(key.createdAt).toISOString(),
            revokedAt: key.revokedAt === undefined ? undefined : new Date(key.revokedAt).toISOString(),
          }),
        ),
      sheets: sheets
        .filter((sheet) => seen.has(sheet.store) && sheet.expiresAt > ports.clock())
        .map((sheet) => ({
          store: storeIdOf(sheet.store),
          until: new Date(sheet.expiresAt).toISOString(),
          phones: sheet.phones,
          used: sheet.keys.length,
        })),
    };
    return { status: 200 as const, body };
  };
}
