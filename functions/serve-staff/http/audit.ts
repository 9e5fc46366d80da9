import type { AuditEntry, Change } from '#domain/audit-entry.ts';
import { present } from '#domain/present.ts';
import type { StaffMember } from './own-places.ts';

export interface AuditPort {
  readonly clock: () => number;
}

/** The line of the trail that tells of a change; it is kept with the change, by the same write. */
export function lineOf(
  { clock }: AuditPort,
  staff: Pick<StaffMember, 'id'>,
  { action, subject, before, after }: Change,
): AuditEntry {
  return present({ at: clock(), by: staff.id, action, subject, before, after });
}
