import type { BusinessDay } from './business-day.ts';
import type { ByLanguage } from './language.ts';

/** Keeps a number and what follows it on one line. */
const NO_BREAK = '\u00a0';
/** The minus of a number, as wide as its plus; a hyphen may be broken off at the end of a line. */
const MINUS = '\u2212';
/** As many decimals as changes are computed to. */
const MOST_DECIMALS = 9;
/** Digits of a price that was worked out. */
const DIGITS = 4;
/** What people tell days of cover by. */
const HALF_A_DAY = 0.5;

/**
 * How numbers are written for people in one language: "152.500 đ/kg", "+18 %", "120,5 kg", "23/11/2026". The one rule of
 * rounding: a headline's percentage is whole, evidence has one decimal, and what is checked by hand three. None is
 * rounded over a threshold. A price that somebody asked is written as it was, one that was worked out with four digits;
 * days of cover to half a day.
 */
export interface Figures {
  /** A plain number with at most one decimal. */
  readonly number: (value: number) => string;
  /** A plain number with at most three decimals. */
  readonly exact: (value: number) => string;
  /** VND for one unit, as somebody asked it or a rule sets it. */
  readonly price: (dong: number, unit: string) => string;
  /** VND for one unit as it was worked out of several: with four digits, more than any reader needs. */
  readonly workedOutPrice: (dong: number, unit: string) => string;
  /** One shop's two prices: "9.300 → 15.800 đ/kg". */
  readonly twoPrices: (from: number, to: number, unit: string) => string;
  /** VND for one unit more, or less, with its sign. */
  readonly priceMore: (dong: number, unit: string) => string;
  readonly dong: (dong: number) => string;
  /** A difference with its sign: "+3.000 đ". */
  readonly dongMore: (dong: number) => string;
  /** A quantity given in thousandths of the unit. */
  readonly quantity: (milli: number, unit: string) => string;
  /** A headline's change, whole and with its sign: "+70 %". Decimals only where it would be rounded over a threshold. */
  readonly headline: (percent: number, thresholds?: readonly number[]) => string;
  /** The same without its sign, beside a word that says the direction. */
  readonly headlineSize: (percent: number, thresholds?: readonly number[]) => string;
  /** The least and greatest headline of several goods: "68–74 %". */
  readonly headlineRange: (least: ToldChange, greatest: ToldChange) => string;
  /** A change in percent with one decimal and its sign: of evidence. */
  readonly change: (percent: number) => string;
  readonly percent: (percent: number) => string;
  /** A change to the thousandth of a percent: for checking by hand. */
  readonly exactChange: (percent: number) => string;
  readonly km: (km: number) => string;
  readonly days: (days: number) => string;
  /** Days of cover as they are told, to half a day: "khoảng 1,5 ngày". A decimal where it would be rounded over a threshold. */
  readonly cover: (days: number, thresholdDays?: number) => string;
  readonly day: (day: BusinessDay) => string;
  /** "10/2026". */
  readonly month: (month: string) => string;
}

/** A change, and the thresholds that its rounding must not carry it over. */
export interface ToldChange {
  readonly changePct: number;
  readonly thresholds: readonly number[];
}

export const FIGURES: ByLanguage<Figures> = {
  vi: figuresOf('vi-VN', {
    percentSign: `${NO_BREAK}%`,
    dong: 'đ',
    day: () => 'ngày',
    about: 'khoảng',
    halfADay: `khoảng nửa${NO_BREAK}ngày`,
    lessThanHalf: `chưa đến nửa${NO_BREAK}ngày`,
  }),
  en: figuresOf('en-GB', {
    percentSign: '%',
    dong: 'VND',
    day: (count) => (count === 1 ? 'day' : 'days'),
    about: 'about',
    halfADay: `about half a${NO_BREAK}day`,
    lessThanHalf: `less than half a${NO_BREAK}day`,
  }),
};

interface Words {
  readonly percentSign: string;
  readonly dong: string;
  readonly day: (count: number) => string;
  readonly about: string;
  readonly halfADay: string;
  readonly lessThanHalf: string;
}

/**
 * A number with the fewest decimals with which it stays on its side of each threshold, and does not become nothing. It is
 * rounded to steps of so much where it gets none.
 */
export function roundedWithin(value: number, thresholds: readonly number[], step = 1): number {
  const isSame = (rounded: number) =>
    (rounded !== 0) === (value !== 0) && thresholds.every((threshold) => rounded >= threshold === value >= threshold);
  const coarse = Math.round(value / step) * step;
  if (isSame(coarse)) return coarse;
  for (let decimals = 1; decimals < MOST_DECIMALS; decimals++) {
    const rounded = Number(value.toFixed(decimals));
    if (isSame(rounded)) return rounded;
  }
  return value;
}

/** A price that was worked out, without digits that say nothing. */
function workedOut(dong: number): number {
  return dong === 0 ? 0 : Number(dong.toPrecision(DIGITS));
}

/** What one shop's price is compared with: as it was asked, or worked out so that the change of both stays the same. */
function comparedWith(from: number, to: number): number {
  const changeFrom = (price: number) => roundedWithin(100 * (to / price - 1), []);
  const coarse = workedOut(from);
  return Number.isInteger(from) || changeFrom(coarse) !== changeFrom(from) ? from : coarse;
}

function figuresOf(locale: string, words: Words): Figures {
  const whole = numberWriter(locale, { maximumFractionDigits: 0, useGrouping: 'always' });
  const oneDecimal = numberWriter(locale, { maximumFractionDigits: 1, useGrouping: 'always' });
  const exact = numberWriter(locale, { maximumFractionDigits: 3, useGrouping: 'always' });
  const finest = numberWriter(locale, { maximumFractionDigits: MOST_DECIMALS, useGrouping: 'always' });
  const exactSigned = numberWriter(locale, { maximumFractionDigits: 3, signDisplay: 'exceptZero' });
  const signed = numberWriter(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const price = (dong: number, unit: string) =>
    `${whole(dong)}${NO_BREAK}${words.dong}/${unit.replaceAll(' ', NO_BREAK)}`;
  const size = (percent: number, thresholds: readonly number[]) => roundedWithin(Math.abs(percent), thresholds);
  return {
    number: (value) => oneDecimal(value),
    exact: (value) => exact(value),
    price,
    workedOutPrice: (dong, unit) => price(workedOut(dong), unit),
    twoPrices: (from, to, unit) => `${whole(comparedWith(from, to))}${NO_BREAK}→${NO_BREAK}${price(to, unit)}`,
    priceMore: (dong, unit) => `${dong < 0 ? MINUS : '+'}${price(Math.abs(dong), unit)}`,
    dong: (dong) => `${whole(dong)}${NO_BREAK}${words.dong}`,
    dongMore: (dong) => `${dong < 0 ? MINUS : '+'}${whole(Math.abs(dong))}${NO_BREAK}${words.dong}`,
    // A unit that begins with a number ("10 quả") needs a sign of multiplication: "12 × 10 quả".
    quantity: (milli, unit) =>
      `${exact(milli / 1000)}${NO_BREAK}${/^\d/.test(unit) ? `×${NO_BREAK}` : ''}${unit.replaceAll(' ', NO_BREAK)}`,
    headline: (percent, thresholds = []) =>
      `${percent === 0 ? '' : percent < 0 ? MINUS : '+'}${finest(size(percent, thresholds))}${words.percentSign}`,
    headlineSize: (percent, thresholds = []) => `${finest(size(percent, thresholds))}${words.percentSign}`,
    headlineRange: (least, greatest) => {
      const [low, high] = [least, greatest].map(({ changePct, thresholds }) => finest(size(changePct, thresholds)));
      return `${low === high ? low : `${low}–${high}`}${words.percentSign}`;
    },
    change: (percent) => `${signed(percent)}${words.percentSign}`,
    percent: (percent) => `${oneDecimal(percent)}${words.percentSign}`,
    exactChange: (percent) => `${exactSigned(percent)}${words.percentSign}`,
    km: (km) => `${oneDecimal(km)}${NO_BREAK}km`,
    days: (days) => `${oneDecimal(days)}${NO_BREAK}${words.day(Math.round(10 * days) / 10)}`,
    cover: (days, thresholdDays) => {
      const told = roundedWithin(days, thresholdDays === undefined ? [] : [thresholdDays], HALF_A_DAY);
      if (told < HALF_A_DAY) return words.lessThanHalf;
      if (told === HALF_A_DAY) return words.halfADay;
      return `${words.about} ${exact(told)}${NO_BREAK}${words.day(told)}`;
    },
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
    return format.format(value).replace('-', MINUS);
  };
}
