import type { AuditEntry, Change } from '#domain/audit-entry.ts';
import { present } from '#domain/present.ts';
import type { StaffMember } from './own-places.ts';

export interface AuditPort {
  readonly clock: () => number;
  readonly audit: (staff: StaffMember, change: Change) => Promise<void>;
}

/** Appends what a person changed to the audit trail. */
export function auditTo(append: (line: AuditEntry) => Promise<void>, clock: () => number): AuditPort {
  return {
    clock,
    audit: (staff, { action, subject, before, after }) =>
      append(present({ at: clock(), by: staff.id, action, subject, before, after })),
  };
}
