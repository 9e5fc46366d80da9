/** A value as sent, short and on one line; control and direction marks would garble the text around them. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '(—)';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  const text = String(value);
  const visible = text.slice(0, 40).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�');
  const cut = text.length > 40 ? `${visible}…` : visible;
  return typeof value === 'string' ? `"${cut}"` : cut;
}
