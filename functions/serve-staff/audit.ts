import type { StaffMember } from './own-places.ts';

/** One line of the audit trail: who changed what, and how it stood before and after. */
export interface AuditLine {
  readonly at: number;
  readonly by: string;
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a person changed; `before` is absent for something new, `after` for something gone. */
export interface Change {
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface AuditPort {
  readonly clock: () => number;
  readonly audit: (staff: StaffMember, change: Change) => Promise<void>;
}

/** Appends what a person changed to the audit trail. */
export function auditTo(append: (line: AuditLine) => Promise<void>, clock: () => number): AuditPort {
  return {
    clock,
    audit: (staff, { action, subject, before, after }) =>
      append({
        at: clock(),
        by: staff.name,
        action,
        subject,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      }),
  };
}
