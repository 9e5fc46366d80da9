import type { StoreBalance } from '../history/balance.ts';

/** Where a demand per day is from: sales as reported, yesterday's stock less today's, or people times a norm. */
export const DEMAND_SOURCES = ['sales', 'stock-differences', 'population'] as const;
export type DemandSource = (typeof DEMAND_SOURCES)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a demand rests on, and how far it may be trusted. */
export interface DemandBasis {
  readonly source: DemandSource;
  readonly confidence: Confidence;
  /** True where the days ahead count by what the store sells on such weekdays. */
  readonly byWeekday?: true;
}

/** Days of sales for which a median is steady, and for which it says something. */
const STEADY_DAYS = 14;
const SOME_DAYS = 7;

/** Where a store's demand is from; a median that rests half on differences and half on sales counts as sales. */
export function basisOf({ demandBasis, weekdays }: Pick<StoreBalance, 'demandBasis' | 'weekdays'>): DemandBasis {
  const { reported = 0, differenced = 0 } = demandBasis ?? {};
  const days = reported + differenced;
  const byWeekday = weekdays ? ({ byWeekday: true } as const) : {};
  if (reported < differenced) {
    // A difference also counts what spoiled and what was delivered unreported.
    return { source: 'stock-differences', confidence: days >= STEADY_DAYS ? 'medium' : 'low', ...byWeekday };
  }
  const confidence = days >= STEADY_DAYS ? 'high' : days >= SOME_DAYS ? 'medium' : 'low';
  return { source: 'sales', confidence, ...byWeekday };
}

/** The same one step lower. */
export function lessConfident(confidence: Confidence): Confidence {
  return confidence === 'high' ? 'medium' : 'low';
}
