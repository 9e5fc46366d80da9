import type { Bilingual } from './language.ts';

/** Moves in percent, each inclusive, at which a level begins; the administration's own ("ngưỡng nội bộ"), never the law's. */
export interface ThresholdPercents {
  readonly watch: number;
  readonly alert: number;
  readonly crisis: number;
}

export type ProductCategory =
  | 'grain'
  | 'meat'
  | 'poultry'
  | 'seafood'
  | 'eggs'
  | 'leaf-vegetables'
  | 'vegetables'
  | 'fruit'
  | 'processed'
  | 'oil'
  | 'sugar'
  | 'seasoning'
  | 'milk'
  | 'drinks'
  | 'tet'
  | 'health'
  | 'petrol'
  | 'lpg'
  | 'craft-alcohol';

/** A good of the programme. Its specification is part of its identity: live chicken is not dressed chicken. */
export interface Product {
  /** Code of the ministry's form as a string ("01.0004"), or an own code where the form has none. */
  readonly id: string;
  readonly name: Bilingual;
  readonly specification?: Bilingual;
  /** Unit that prices and quantities refer to: "kg", "lít", "10 quả", "bó", "bình 12 kg". */
  readonly unit: Bilingual;
  readonly category: ProductCategory;
  /** Goods of one family that are counted in one unit may stand in for each other where one is short. */
  readonly family?: string;
  /** Goods whose moves people see as one event: leaf vegetables rise together. */
  readonly eventGroup?: string;
  /** Prices outside this band, in VND for one unit, are refused as errors. */
  readonly band: { readonly min: number; readonly max: number };
  readonly shelfLifeDays: number;
  /** Own thresholds; without them the city's defaults hold. */
  readonly thresholds?: ThresholdPercents;
  /** True for goods whose prices follow each day's harvest or catch: thresholds widen with a place's own usual movement. */
  readonly volatile?: boolean;
  /** What one person needs in a month, in the product's unit, and where the figure comes from. */
  readonly monthlyNeedPerPerson?: { readonly quantity: number; readonly source: string };
  /** True for goods with a price ceiling set by the state (petrol): a rise to a new ceiling is no spike. */
  readonly ceilinged?: boolean;
  /** Channels that may sell the product; absent means any. Petrol and craft alcohol need a licence. */
  readonly channels?: readonly string[];
}
