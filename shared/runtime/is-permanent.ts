/** True for an error that says itself that repeating does not mend it. */
export function isPermanent(error: unknown): boolean {
  return error instanceof Error && 'isPermanent' in error && error.isPermanent === true;
}
