import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';
import { type RetailerPorts, requireRetailer } from './retailer-ports.ts';

export interface IssueKeyPorts extends RetailerPorts {
  readonly newKey: (retailer: string) => { readonly keyId: string; readonly bearer: string; readonly hash: string };
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
export function revokeKey(ports: RetailerPorts) {
  return async ({
    staff,
    params: { id, keyId },
  }: {
    readonly staff: StaffMember;
    readonly params: { readonly id: string; readonly keyId: string };
  }) => {
    requireCityWide(staff);
    const kept = await requireRetailer(ports, id);
    const key = kept.value.keys.find((known) => known.id === keyId);
    if (!key) throw new Problem(404, 'unknown-key', { vi: 'Không có khóa này.', en: 'There is no such key.' });
    if (key.revokedAt === undefined) {
      const keys = kept.value.keys.map((known) => (known === key ? { ...known, revokedAt: ports.clock() } : known));
      const line = lineOf(ports, staff, { action: 'revoke-key', subject: `key/${keyId}` });
      await keepOrConflict(ports.putRetailer({ ...kept.value, keys }, kept.hash, [line]));
    }
    return { status: 204 as const };
  };
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
