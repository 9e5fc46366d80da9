import { present } from '../present.ts';

/**
 * The quantity that a text in a table is, or nothing where it is none in plain form.
 *
 * "120.5" and "120,5" are plain. A dot or comma before exactly three digits is not: "1.500" is one and a half to some
 * and fifteen hundred to others, and a stock that is read a thousand times too small looks like scarcity. "00" and "007"
 * are none: what begins so is mostly the rest of another number, such as "145000,00" cut at its comma.
 */
export function readQuantity(text: string): number | undefined {
  if (/^-?(?:0|[1-9]\d{0,29})$/.test(text)) return Number(text);
  return /^-?(?:0|[1-9]\d{0,29})[.,](?!\d{3}$)\d{1,30}$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/** The numbers that a text may mean as a quantity: its mark as that of decimals, and as that of thousands. */
export interface QuantityReadings {
  readonly asDecimal?: number;
  readonly asThousands?: number;
}

/** What a text may mean that is no plain quantity, to be told to whoever wrote it. */
export function quantityReadings(text: string): QuantityReadings {
  const plain = text.slice(0, 40).replace(/\s/g, '');
  const grouped = GROUPED.map((pattern) => pattern.exec(plain)).find((match) => match !== null);
  const decimal = /^(-?\d{1,12})(?:[.,](\d{1,9}))?$/.exec(plain);
  return present({
    asDecimal: decimal ? Number(`${decimal[1]}.${decimal[2] ?? 0}`) : undefined,
    asThousands: grouped ? Number(`${grouped[1]?.replace(/[.,]/g, '')}.${(grouped[2] ?? '.0').slice(1)}`) : undefined,
  });
}

/** Thousands in groups, and behind them decimals with the other mark: "1.250,5", "1,250,000". */
const GROUPED = [/^(-?\d{1,3}(?:\.\d{3}){1,4})(,\d{1,9})?$/, /^(-?\d{1,3}(?:,\d{3}){1,4})(\.\d{1,9})?$/];
