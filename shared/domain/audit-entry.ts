/** What a person changed; `before` is absent for something new, `after` for something gone. */
export interface Change {
  /** Stable name of the change, such as `set-threshold`. */
  readonly action: string;
  /** What was changed, such as `threshold/01.0004`. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One line of the audit trail: who changed what, and how it stood before and after. */
export interface AuditEntry extends Change {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: string;
}
