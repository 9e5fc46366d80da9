import { type BusinessDay, businessDayOf } from '../business-day.ts';
import { type Catalogue, type DetectionSettings, isTetClosing, type LunarYear } from '../catalogue.ts';
import type { ThresholdPercents } from '../product.ts';

/** A product's thresholds as an administrator set them, in force from the start of a business day. */
export interface ThresholdRule {
  readonly product: string;
  readonly validFrom: BusinessDay;
  readonly thresholds: ThresholdPercents;
}

/** A ceiling or registered price, VND per unit, in force from an instant until the next one of the product. */
export interface CeilingRule {
  readonly product: string;
  /** Milliseconds since the epoch; the cadence of petrol ceilings is irregular by day and hour. */
  readonly effectiveFrom: number;
  readonly price: number;
  /** Business day on which the rule was entered: days before it are never assessed anew because of it. */
  readonly recordedOn: BusinessDay;
}

/** All rules that hold on one business day: an input of the assessment like the reports themselves. */
export interface Rules {
  readonly thresholdsOf: (product: string) => ThresholdPercents;
  /** True where thresholds widen with a place's own usual movement: volatile goods, and those that the catalogue lacks. */
  readonly isVolatile: (product: string) => boolean;
  /** The ceiling in force at an instant, or none. */
  readonly ceilingAt: (product: string, instantMs: number) => number | undefined;
  /** True on a day on which markets are shut by custom: what the few open stores ask then is no market price. */
  readonly isShut: (day: BusinessDay) => boolean;
  readonly lunarYears: readonly LunarYear[];
  readonly settings: DetectionSettings;
}

export interface RuleBook {
  readonly thresholds: readonly ThresholdRule[];
  readonly ceilings: readonly CeilingRule[];
}

/** The rules as of a business day: later entries and later recordings do not reach back into it. */
export function rulesAsOf(book: RuleBook, catalogue: Catalogue, day: BusinessDay): Rules {
  const thresholds = new Map<string, ThresholdRule>();
  for (const rule of book.thresholds) {
    const known = thresholds.get(rule.product);
    if (rule.validFrom <= day && (!known || known.validFrom < rule.validFrom)) thresholds.set(rule.product, rule);
  }
  const ceilings = new Map<string, CeilingRule[]>();
  for (const rule of ceilingsAsOf(book, day)) {
    ceilings.set(rule.product, [...(ceilings.get(rule.product) ?? []), rule]);
  }
  return {
    settings: catalogue.detection,
    lunarYears: catalogue.lunarYears,
    isShut: (date) => isTetClosing(catalogue, date),
    thresholdsOf: (product) =>
      thresholds.get(product)?.thresholds ?? catalogue.products.get(product)?.thresholds ?? catalogue.defaultThresholds,
    isVolatile: (product) => {
      const known = catalogue.products.get(product);
      return known === undefined || known.volatile === true;
    },
    ceilingAt: (product, instantMs) =>
      ceilings
        .get(product)
        ?.filter((rule) => rule.effectiveFrom <= instantMs)
        .at(-1)?.price,
  };
}

function ceilingsAsOf(book: RuleBook, day: BusinessDay): CeilingRule[] {
  return book.ceilings
    .filter((rule) => rule.recordedOn <= day && businessDayOf(rule.effectiveFrom) <= day)
    .toSorted((a, b) => a.effectiveFrom - b.effectiveFrom);
}

/** A text that is equal for two rule books exactly when they hold the same rules on the day. */
export function rulesFingerprint(book: RuleBook, day: BusinessDay): string {
  const thresholds = book.thresholds
    .filter((rule) => rule.validFrom <= day)
    .map((rule) => [
      rule.product,
      rule.validFrom,
      rule.thresholds.watch,
      rule.thresholds.alert,
      rule.thresholds.crisis,
    ]);
  const ceilings = ceilingsAsOf(book, day).map((rule) => [rule.product, rule.effectiveFrom, rule.price]);
  return JSON.stringify([thresholds.toSorted(compareJson), ceilings.toSorted(compareJson)]);
}

function compareJson(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
