/** What people put between the digits of a number. */
const BETWEEN_DIGITS = /[\s.()-]/g;

/** A telephone number with the code of its country (E.164), so that it is reached from anywhere; none for other texts. */
export function internationalNumber(written: string): string | undefined {
  const digits = written.replace(BETWEEN_DIGITS, '');
  if (/^\+[1-9]\d{7,14}$/.test(digits)) return digits;
  if (/^0[2-9]\d{8,9}$/.test(digits)) return `+84${digits.slice(1)}`;
  return /^84[2-9]\d{8,9}$/.test(digits) ? `+${digits}` : undefined;
}
