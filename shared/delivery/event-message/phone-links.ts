import type { PhoneLink } from './mail-html/event-page.ts';

const EXTENSION = /\s*(?:máy lẻ|nội bộ|số lẻ|ext\.?|x)\s*\d{1,6}\s*$/iu;
const BETWEEN_NUMBERS = /\s*(?:[/;,]|\bor\b|hoặc)\s*/u;
/** What people put between the digits of a number. */
const BETWEEN_DIGITS = /[\s.()-]/g;

/** The numbers in what somebody has written as a telephone, each with its link. */
export function phoneLinks(written: string): PhoneLink[] {
  return written
    .split(BETWEEN_NUMBERS)
    .filter((words) => words !== '')
    .map((words) => {
      const number = numberToDial(words);
      return number === undefined ? { words } : { words, href: `tel:${number}` };
    });
}

/** Vietnamese numbers with the country's code, so that they can be called from anywhere; service numbers as they are. */
function numberToDial(words: string): string | undefined {
  const digits = words.replace(EXTENSION, '').replace(BETWEEN_DIGITS, '');
  if (/^\+\d{8,15}$/.test(digits)) return digits;
  if (/^0[2-9]\d{8,9}$/.test(digits)) return `+84${digits.slice(1)}`;
  if (/^84[2-9]\d{8,9}$/.test(digits)) return `+${digits}`;
  return /^1[89]00\d{4,6}$/.test(digits) ? digits : undefined;
}
