import type { AuditEntry } from '#domain/audit-entry.ts';
import type { PhoneKey } from '#domain/report/phone-key.ts';
import { retailerOf } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';
import { type RetailerPorts, requireRetailer } from './retailer-ports.ts';

export interface IssueKeyPorts extends RetailerPorts {
  readonly newKey: (retailer: string) => { readonly keyId: string; readonly bearer: string; readonly hash: string };
}

export interface RevokeKeyPorts extends RetailerPorts {
  readonly isPhoneKey: (keyId: string) => boolean;
  readonly readPhoneKey: (id: string) => Promise<{ readonly value: PhoneKey; readonly hash: string } | undefined>;
  readonly putPhoneKey: (key: PhoneKey, expected: string | undefined, lines: readonly AuditEntry[]) => Promise<boolean>;
}

/** Two keys may live at once, so that a retailer can change over without a gap. */
const MOST_LIVE_KEYS = 2;

/** `POST /v1/retailers/{id}/keys`: a new key, shown once; only its hash is kept. */
export function issueKey(ports: IssueKeyPorts) {
  return async ({
    staff,
    params: { id },
  }: {
    readonly staff: StaffMember;
    readonly params: { readonly id: string };
  }) => {
    requireCityWide(staff);
    const kept = await requireRetailer(ports, id);
    const live = kept.value.keys.filter(({ revokedAt }) => revokedAt === undefined);
    if (live.length >= MOST_LIVE_KEYS) throw twoLiveKeys(live.map((key) => key.id));
    const { keyId, bearer, hash } = ports.newKey(id);
    const keys = [...kept.value.keys, { id: keyId, hash, createdAt: ports.clock() }];
    const line = lineOf(ports, staff, { action: 'issue-key', subject: `key/${keyId}` });
    await keepOrConflict(ports.putRetailer({ ...kept.value, keys }, kept.hash, [line]));
    return { status: 201 as const, body: { keyId, bearer } };
  };
}

/** `DELETE /v1/retailers/{id}/keys/{keyId}`: the key is refused from now on; harmless to repeat. */
export function revokeKey(ports: RevokeKeyPorts) {
  return async ({
    staff,
    params: { id, keyId },
  }: {
    readonly staff: StaffMember;
    readonly params: { readonly id: string; readonly keyId: string };
  }) => {
    requireCityWide(staff);
    const kept = await requireRetailer(ports, id);
    if (ports.isPhoneKey(keyId)) return revokePhone(ports, staff, id, keyId);
    const key = kept.value.keys.find((known) => known.id === keyId);
    if (!key) throw unknownKey();
    if (key.revokedAt === undefined) {
      const keys = kept.value.keys.map((known) => (known === key ? { ...known, revokedAt: ports.clock() } : known));
      const line = lineOf(ports, staff, { action: 'revoke-key', subject: `key/${keyId}` });
      await keepOrConflict(ports.putRetailer({ ...kept.value, keys }, kept.hash, [line]));
    }
    return { status: 204 as const };
  };
}

async function revokePhone(ports: RevokeKeyPorts, staff: StaffMember, retailer: string, keyId: string) {
  const kept = await ports.readPhoneKey(keyId);
  if (!kept || retailerOf(kept.value.store) !== retailer) throw unknownKey();
  if (kept.value.revokedAt === undefined) {
    const before = { store: kept.value.store };
    const line = lineOf(ports, staff, { action: 'revoke-key', subject: `key/${keyId}`, before });
    await keepOrConflict(ports.putPhoneKey({ ...kept.value, revokedAt: ports.clock() }, kept.hash, [line]));
  }
  return { status: 204 as const };
}

function unknownKey(): Problem {
  return new Problem(404, 'unknown-key', { vi: 'Không có khóa này.', en: 'There is no such key.' });
}

function twoLiveKeys(keys: readonly string[]): Problem {
  return new Problem(
    409,
    'two-live-keys',
    {
      vi: `Đã có hai khóa còn hiệu lực (${keys.join(', ')}). Hãy thu hồi một khóa trước.`,
      en: `Two keys are live (${keys.join(', ')}). Revoke one first.`,
    },
    { keys },
  );
}
