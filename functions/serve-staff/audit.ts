import type { HttpRequest } from '#runtime/http.ts';

/** One line of the audit trail. */
export interface AuditLine {
  readonly at: number;
  readonly by: string;
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface AuditPort {
  readonly clock: () => number;
  readonly audit: (
    request: HttpRequest,
    action: string,
    subject: string,
    before?: unknown,
    after?: unknown,
  ) => Promise<void>;
}

/** Who acts, as the audit trail and alerts name them. */
export function subjectOf({ caller }: Pick<HttpRequest, 'caller'>): string {
  return caller.kind === 'staff' ? caller.subject : caller.kind === 'retailer' ? caller.retailer : '';
}

/** Appends what a person changed to the audit trail. */
export function auditTo(append: (line: AuditLine) => Promise<void>, clock: () => number): AuditPort {
  return {
    clock,
    audit: (request, action, subject, before, after) =>
      append({
        at: clock(),
        by: subjectOf(request),
        action,
        subject,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      }),
  };
}
