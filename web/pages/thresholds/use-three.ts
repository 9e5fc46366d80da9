import type { ThresholdPercents } from '#domain/product.ts';
import { useFigures } from '#web/language/language.tsx';

/** Writes three thresholds as one: "20 / 30 / 60 %". */
export function useThree(): (thresholds: ThresholdPercents) => string {
  const { exact, percent } = useFigures();
  return ({ watch, alert, crisis }) =>
    `${exact(watch)} / ${exact(alert)} / ${percent(crisis)}`.replaceAll(' ', '\u00a0');
}
