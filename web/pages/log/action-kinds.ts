/** What people look for in the log: by the words in the address. */
export const ACTION_KINDS = {
  'su-kien': /^(event-|alert-|verify$)/,
  'cung-cau': /^(suggestion-|take-back-refusal$|set-hold$|lift-hold$|set-matching$)/,
  'so-lieu': /^(confirm-price$|drop-price$|remind$)/,
  'quy-dinh': /^(set-threshold$|set-ceiling$|set-desk$)/,
  'co-so': /^(put-store$|put-retailer$|put-articles$|issue-key$|revoke-key$|print-enrolment$|enrol-phone$)/,
  nguoi: /-person$|^reset-second-factor$/,
} as const;

export type ActionKind = keyof typeof ACTION_KINDS;

/** Of what kind an act is; undefined for one that this page does not know yet. */
export function kindOf(action: string): ActionKind | undefined {
  for (const [kind, form] of Object.entries(ACTION_KINDS)) {
    if (form.test(action) && isKind(kind)) return kind;
  }
  return undefined;
}

function isKind(text: string): text is ActionKind {
  return text in ACTION_KINDS;
}
