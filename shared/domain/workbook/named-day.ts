import { type BusinessDay, isBusinessDay } from '../business-day.ts';
import { present } from '../present.ts';
import { foldVietnamese } from '../report/nearest-product.ts';

/** A day as the name of a sheet or column says it: often without its year, or by its number alone. */
export interface NamedDay {
  readonly day: number;
  readonly month?: number;
  readonly year?: number;
}

const YEAR_FIRST = /(?:^|\D)(20\d{2})[-./_ ](\d{1,2})[-./_ ](\d{1,2})(?!\d)/;
const DAY_FIRST = /(?:^|\D)(\d{1,2}) ?[-./_ ] ?(\d{1,2})(?: ?[-./_ ] ?(\d{4}|\d{2}))?(?!\d)/;
const IN_WORDS = /(?:^|\D)(\d{1,2}) thang (\d{1,2})(?:,? nam (\d{4}))?(?!\d)/;

/** The day, with its month, that a text names; nothing for a text that names none or several. */
export function namedDay(text: string): NamedDay | undefined {
  const plain = foldVietnamese(text.slice(0, 200)).replace(/\s+/g, ' ');
  const days = [...namedDays(plain)];
  const [first] = days;
  const isOne = days.every((other) => other.day === first?.day && other.month === first.month);
  return isOne ? first : undefined;
}

function* namedDays(plain: string): Generator<NamedDay> {
  let rest = plain;
  for (;;) {
    const [pattern, match] = firstMatch(rest) ?? [];
    if (!match) return;
    const [, a = '', b = '', c] = match;
    const named = pattern === YEAR_FIRST ? dayNamed(c ?? '', b, a) : dayNamed(a, b, c);
    if (named) yield named;
    rest = rest.slice(match.index + match[0].length);
  }
}

function firstMatch(text: string): readonly [RegExp, RegExpExecArray] | undefined {
  for (const pattern of [YEAR_FIRST, IN_WORDS, DAY_FIRST]) {
    const match = pattern.exec(text);
    if (match) return [pattern, match];
  }
  return undefined;
}

function dayNamed(day: string, month: string, year: string | undefined): NamedDay | undefined {
  const whole = year === undefined ? undefined : year.length === 2 ? `20${year}` : year;
  // A leap year, so that 29 February without its year is a day.
  const text = `${whole ?? '2024'}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isBusinessDay(text)) return undefined;
  return present({
    day: Number(day),
    month: Number(month),
    year: whole === undefined ? undefined : Number(whole),
  });
}

/** The day that a sheet called "30" or "Ngày 30" may be, by its number alone. */
export function namedDayNumber(text: string): NamedDay | undefined {
  const number = Number(/^(?:ngay ?)?(\d{1,2})$/.exec(foldVietnamese(text))?.[1]);
  return number >= 1 && number <= 31 ? { day: number } : undefined;
}

/** True where all that is named of a day is that of another. */
export function isNamed({ day, month, year }: NamedDay, wanted: BusinessDay): boolean {
  const [wantedYear, wantedMonth, wantedDay] = wanted.split('-').map(Number);
  return (
    day === wantedDay && (month === undefined || month === wantedMonth) && (year === undefined || year === wantedYear)
  );
}

/** A text without diacritics and without the days that it names. */
export function withoutDay(words: string): string {
  return foldVietnamese(words)
    .replace(/\d{1,4} ?[-./_ ] ?\d{1,2}(?: ?[-./_ ] ?\d{1,4})?|\d{1,2} thang \d{1,2}(?:,? nam \d{4})?/g, ' ')
    .replace(/\b(?:ngay|hom nay)\b/g, ' ');
}
