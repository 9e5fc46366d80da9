/** A calendar month as a count: 12 × year + month - 1, so that months subtract. */
export type MonthNumber = number;

/** One value a month from the first on, without holes in time: a month without a value is `undefined`. */
export interface MonthlySeries {
  readonly first: MonthNumber;
  readonly values: readonly (number | undefined)[];
}

/** The month of a text "2026-11", or none. */
export function parseMonth(text: string): MonthNumber | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  return match ? Number(match[1]) * 12 + Number(match[2]) - 1 : undefined;
}

/** "2026-11". */
export function formatMonth(month: MonthNumber): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** The month of a day "2026-11-25". */
export function monthOf(day: string): MonthNumber {
  return 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1;
}

/** 0, 1 or 2: the third of its month (days 1-10, 11-20, 21-end) in which a day lies. */
export function thirdOf(day: string): number {
  return Math.min(2, Math.floor((Number(day.slice(8, 10)) - 1) / 10));
}

/** The value of a month; none before, after and in holes. */
export function valueAt({ first, values }: MonthlySeries, month: MonthNumber): number | undefined {
  return values[month - first];
}

/** A series of dated values; raises on a month that is there twice with different values. */
export function seriesOf(points: readonly { readonly month: MonthNumber; readonly value: number }[]): MonthlySeries {
  const known = new Map<MonthNumber, number>();
  for (const { month, value } of points) {
    const before = known.get(month);
    if (before !== undefined && before !== value) throw new Error(`${formatMonth(month)} has two values`);
    known.set(month, value);
  }
  const months = [...known.keys()].sort((a, b) => a - b);
  const first = months[0] ?? 0;
  const last = months.at(-1) ?? first - 1;
  return { first, values: Array.from({ length: last - first + 1 }, (_, index) => known.get(first + index)) };
}

/** Why an indicator says nothing: it needs more than there is. */
export interface TooShort {
  readonly tooShort: { readonly needs: number; readonly has: number; readonly of: 'months' | 'calendar years' };
}
