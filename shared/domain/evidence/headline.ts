import type { Evidence, ShopChange } from '../detection/episode.ts';
import { isBeyond } from '../detection/middle-shop.ts';
import type { Direction, Rung } from '../level.ts';
import { present } from '../present.ts';

/** A rung that compares prices of the day. */
export type PriceRung = Exclude<Rung, 'cover' | 'alps' | 'ifpa'>;

/** What a headline's change is taken from; evidence of before version 0.3 names no middle shop, and its median is told as one. */
export const HEADLINE_BASES = ['middle-shop', 'median', 'month-mean'] as const;

/** The one number by which a move is told, and what it is made of. */
export interface Headline {
  readonly basis: (typeof HEADLINE_BASES)[number];
  readonly changePct: number;
  /** Where rounding must not carry it over: percent, whatever the direction. */
  readonly thresholds: readonly number[];
  /** How many changes it stands in the middle of. */
  readonly count: number;
  readonly middle?: ShopChange;
  /** Where few shops are compared and the middle one itself is not beyond the threshold: the farthest of those that are. */
  readonly furthest?: ShopChange;
}

/** The headline of a move of prices; undefined where stock alone is short. */
export function headlineOf(evidence: Evidence, direction: Direction): Headline | undefined {
  const { rung, changePct, thresholds, thresholdPct, middle, furthest, agreeing, reporting } = evidence;
  if (rung === 'cover') return undefined;
  const limits = thresholds ? Object.values(thresholds) : [thresholdPct];
  const told = { thresholds: limits, count: rung === 'ceiling' ? agreeing : reporting };
  if (!comparesPrices(rung)) return { basis: 'month-mean', changePct, thresholds: [], count: reporting };
  if (!middle) return { basis: 'median', changePct, ...told };
  const alone = isBeyond(middle, direction, evidence) ? undefined : furthest?.[0];
  return present<Headline>({ basis: 'middle-shop', changePct: middle.changePct, ...told, middle, furthest: alone });
}

/** True for a rung that compares the prices of the day. */
export function comparesPrices(rung: Rung): rung is PriceRung {
  return rung !== 'cover' && rung !== 'alps' && rung !== 'ifpa';
}

/** True where a change goes the way of its move. */
export function goesThatWay(changePct: number, direction: Direction): boolean {
  return direction === 'up' ? changePct > 0 : changePct < 0;
}
