import { toDayNumber } from '#domain/business-day.ts';
import { canonicalise, isReadable } from '#domain/reading/canonical.ts';
import { isReservedName } from '#domain/reading/reserved-name.ts';
import { isMonthFirstOnly, readDate } from '#domain/reading/written-date.ts';

/** What stands for a text that names nothing. */
export const NO_NAME = -1;
/** What stands for a text that is no day. */
export const NO_DAY = Number.MIN_SAFE_INTEGER;

/** Each name under a number of its own, from 0 on, however it is spelled; a spelling is looked into once. */
export function numbering() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const numberOf = (written: string): number => {
    if (!isName(written)) return NO_NAME;
    const name = canonicalise(written);
    return isReservedName(name) ? NO_NAME : (numbers.get(name) ?? names.push(name) - 1);
  };
  return {
    names,
    of(written: string): number {
      const known = numbers.get(written);
      if (known !== undefined) return known;
      const number = numberOf(written);
      numbers.set(written, number);
      if (number !== NO_NAME) numbers.set(names[number] as string, number);
      return number;
    },
  };
}

export type Numbering = ReturnType<typeof numbering>;

/** A name that people can read, and not one with a quote before it whose other half is missing. */
export function isName(written: string): boolean {
  return isReadable(written) && !(written.startsWith('"') && written.split('"').length % 2 === 0);
}

/** The days that a file names, as numbers; a text is looked into once. */
export function dayNumbering() {
  const days = new Map<string, number>();
  let monthFirst: { readonly written: string; readonly line: number } | undefined;
  let eitherWay: { readonly written: string; readonly line: number } | undefined;
  return {
    of(written: string, line: number): number {
      const known = days.get(written);
      if (known !== undefined) return known;
      const date = readDate(canonicalise(written));
      if (isMonthFirstOnly(date)) monthFirst ??= { written, line };
      else if (date.day !== undefined && date.monthFirst !== undefined) eitherWay ??= { written, line };
      const day = date.day === undefined ? NO_DAY : toDayNumber(date.day);
      days.set(written, day);
      return day;
    },
    /** The dates there are, however they are written. */
    count: () => new Set([...days.values()].filter((day) => day !== NO_DAY)).size,
    /** Says why no date can be trusted where one has its month first and another might. */
    contradiction(): string | undefined {
      if (!monthFirst || !eitherWay) return undefined;
      return `line ${monthFirst.line}: "${monthFirst.written}" has its month first, so "${eitherWay.written}" (line ${eitherWay.line}) may have it, too. Write dates as 2026-11-30`;
    },
  };
}

export type DayNumbering = ReturnType<typeof dayNumbering>;
