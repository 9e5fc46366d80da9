import { FIGURES } from '#domain/figures.ts';
import type { Language } from '#domain/language.ts';
import type { Amount, SupplyInSums } from '#domain/notification/event-news.ts';

/** Sums of several units as they are told: "4.830 bó, 3.260 kg". Two units are never added. */
export function amountsInWords(amounts: readonly Amount[], language: Language): string {
  return amounts.map(({ unit, milli }) => FIGURES[language].quantity(milli, unit[language])).join(', ');
}

/** What is missing of one unit and how much of it can be had. */
export interface Share {
  readonly unit: Amount['unit'];
  readonly missing: number;
  readonly covered: number;
  /** Whole percent: 100 only where nothing is left, 0 only where there is nothing. */
  readonly percent: number;
}

/** How much of what is missing the calls cover, unit by unit. */
export function sharesOf({ missing, covered }: SupplyInSums): Share[] {
  return missing
    .filter(({ milli }) => milli > 0)
    .map(({ unit, milli }) => {
      const got = Math.min(milli, sumOf(covered, unit));
      return { unit, missing: milli, covered: got, percent: wholeShare(got, milli) };
    });
}

/** What is left without a source, unit by unit. */
export function leftOf(supply: SupplyInSums): Amount[] {
  return sharesOf(supply)
    .filter(({ missing, covered }) => covered < missing)
    .map(({ unit, missing, covered }) => ({ unit, milli: missing - covered }));
}

/** Amounts of several lists, summed unit by unit. */
export function summed(lists: readonly (readonly Amount[])[]): Amount[] {
  const all = lists.flat();
  const units = [...new Map(all.map(({ unit }) => [unit.vi, unit])).values()];
  return units.map((unit) => ({ unit, milli: sumOf(all, unit) }));
}

function sumOf(amounts: readonly Amount[], { vi }: Amount['unit']): number {
  return amounts.reduce((sum, { unit, milli }) => sum + (unit.vi === vi ? milli : 0), 0);
}

function wholeShare(part: number, whole: number): number {
  if (part >= whole) return 100;
  return part <= 0 ? 0 : Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}
