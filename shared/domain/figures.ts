import type { BusinessDay } from './business-day.ts';
import type { ByLanguage } from './language.ts';

/** Keeps a number and what follows it on one line. */
const NO_BREAK = '\u00a0';

/** How numbers are written for people in one language: "152.500 đ/kg", "+18,4 %", "120,5 kg", "23/11/2026". */
export interface Figures {
  /** A plain number with at most one decimal. */
  readonly number: (value: number) => string;
  /** A plain number with at most three decimals. */
  readonly exact: (value: number) => string;
  /** VND for one unit. */
  readonly price: (dong: number, unit: string) => string;
  /** VND for one unit more, or less, with its sign. */
  readonly priceMore: (dong: number, unit: string) => string;
  readonly dong: (dong: number) => string;
  /** A quantity given in thousandths of the unit. */
  readonly quantity: (milli: number, unit: string) => string;
  /** A change in percent, with its sign. */
  readonly change: (percent: number) => string;
  readonly percent: (percent: number) => string;
  /** A change to the thousandth of a percent: for checking by hand. */
  readonly exactChange: (percent: number) => string;
  readonly km: (km: number) => string;
  readonly days: (days: number) => string;
  readonly day: (day: BusinessDay) => string;
  /** "10/2026". */
  readonly month: (month: string) => string;
}

export const FIGURES: ByLanguage<Figures> = {
  vi: figuresOf('vi-VN', { percentSign: `${NO_BREAK}%`, dong: 'đ', day: () => 'ngày' }),
  en: figuresOf('en-GB', { percentSign: '%', dong: 'VND', day: (count) => (count === 1 ? 'day' : 'days') }),
};

interface Words {
  readonly percentSign: string;
  readonly dong: string;
  readonly day: (count: number) => string;
}

function figuresOf(locale: string, words: Words): Figures {
  const whole = numberWriter(locale, { maximumFractionDigits: 0, useGrouping: 'always' });
  const oneDecimal = numberWriter(locale, { maximumFractionDigits: 1, useGrouping: 'always' });
  const exact = numberWriter(locale, { maximumFractionDigits: 3, useGrouping: 'always' });
  const exactSigned = numberWriter(locale, { maximumFractionDigits: 3, signDisplay: 'exceptZero' });
  const signed = numberWriter(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const price = (dong: number, unit: string) =>
    `${whole(dong)}${NO_BREAK}${words.dong}/${unit.replaceAll(' ', NO_BREAK)}`;
  return {
    number: (value) => oneDecimal(value),
    exact: (value) => exact(value),
    price,
    priceMore: (dong, unit) => `${dong < 0 ? '−' : '+'}${price(Math.abs(dong), unit)}`,
    dong: (dong) => `${whole(dong)}${NO_BREAK}${words.dong}`,
    // A unit that begins with a number ("10 quả") needs a sign of multiplication: "12 × 10 quả".
    quantity: (milli, unit) =>
      `${exact(milli / 1000)}${NO_BREAK}${/^\d/.test(unit) ? `×${NO_BREAK}` : ''}${unit.replaceAll(' ', NO_BREAK)}`,
    change: (percent) => `${signed(percent)}${words.percentSign}`,
    percent: (percent) => `${oneDecimal(percent)}${words.percentSign}`,
    exactChange: (percent) => `${exactSigned(percent)}${words.percentSign}`,
    km: (km) => `${oneDecimal(km)}${NO_BREAK}km`,
    days: (days) => `${oneDecimal(days)}${NO_BREAK}${words.day(days)}`,
    day: yearLast,
    month: yearLast,
  };
}

/** The parts of a date with the year last. */
function yearLast(date: string): string {
  return date.split('-').reverse().join('/');
}

/** Writes numbers in one form. The form is made when it is first used: it takes 1 ms, which a cold start should not wait for. */
function numberWriter(locale: string, form: Intl.NumberFormatOptions): (value: number) => string {
  let format: Intl.NumberFormat | undefined;
  return (value) => {
    format ??= new Intl.NumberFormat(locale, form);
    return format.format(value);
  };
}
