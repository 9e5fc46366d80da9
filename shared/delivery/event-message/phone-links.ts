import { internationalNumber } from '#domain/people/phone-number.ts';
import type { PhoneLink } from './mail-html/event-page.ts';

const EXTENSION = /\s*(?:máy lẻ|nội bộ|số lẻ|ext\.?|x)\s*\d{1,6}\s*$/iu;
const BETWEEN_NUMBERS = /\s*(?:[/;,]|\bor\b|hoặc)\s*/u;
/** What people put between the digits of a service number. */
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
  const number = words.replace(EXTENSION, '');
  const digits = number.replace(BETWEEN_DIGITS, '');
  return /^1[89]00\d{4,6}$/.test(digits) ? digits : internationalNumber(number);
}
