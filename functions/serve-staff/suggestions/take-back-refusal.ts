import type { AuditEntry } from '#domain/audit-entry.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import type { Store } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { requireOwn, type StaffMember } from '../http/own-places.ts';
import { refusalKey, sidesAmong } from './describe-refusal.ts';

export interface TakeBackRefusalPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly readRefusedPair: (key: string) => Promise<RefusedPair | undefined>;
  readonly putRefusedPair: (pair: RefusedPair, lines: readonly AuditEntry[]) => Promise<void>;
}

/**
 * `DELETE /v1/refusals/{id}`: the pair may be proposed again from the next search on. It ended yesterday then, and the
 * audit trail tells how it stood; harmless to repeat.
 */
export function takeBackRefusal(ports: TakeBackRefusalPorts) {
  return async ({ staff, params }: { readonly staff: StaffMember; readonly params: { readonly id: string } }) => {
    const pair = await ports.readRefusedPair(refusalKey(params.id));
    if (!pair) {
      throw new Problem(404, 'unknown-refusal', { vi: 'Không có lượt từ chối này.', en: 'There is no such refusal.' });
    }
    const today = ports.today();
    requireOwn(staff, ports.catalogue, sidesAmong(await ports.listStores(), today)(pair.to).place);
    if (pair.through >= today) {
      const line = lineOf(ports, staff, {
        action: 'take-back-refusal',
        subject: `refusal/${pair.product}#${pair.from}#${pair.to}`,
        before: pair,
      });
      await ports.putRefusedPair({ ...pair, through: addDays(today, -1) }, [line]);
    }
    return { status: 204 as const };
  };
}
