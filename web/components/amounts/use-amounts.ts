import type { Bilingual } from '#domain/language.ts';
import { useFigures, useTold } from '#web/language/language.tsx';

interface Amount {
  readonly quantity: number;
  readonly unit: string;
  readonly unitName: Bilingual;
}

const MILLI = 1000;

/** Quantities in words: one, or sums by unit. Bunches and kilograms are never added. */
export function useAmounts(): {
  readonly one: (amount: Amount) => string;
  readonly byUnit: (amounts: readonly Amount[]) => string;
} {
  const figures = useFigures();
  const told = useTold();
  const one = ({ quantity, unitName }: Amount) => figures.quantity(quantity * MILLI, told(unitName));
  return {
    one,
    byUnit: (amounts) =>
      [...Map.groupBy(amounts, ({ unit }) => unit).values()]
        .flatMap((same) => {
          const [first] = same;
          return first ? [one({ ...first, quantity: same.reduce((sum, { quantity }) => sum + quantity, 0) })] : [];
        })
        .join(', '),
  };
}
