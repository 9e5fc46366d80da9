import type { Direction } from '#domain/level.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { ShownAlert } from './detectors.ts';
import type { GeneratedMarket, MarketDay } from './generated-market.ts';
import { type MarketEvent, tetOf } from './market-events.ts';

/** Days after an event's end on which prices that go back, and reports that come late, may still be told as it. */
export const GRACE_DAYS = 7;
/** Days back over which a true move is looked for, beside that against the last 28 days. */
const MOVE_LAGS = [15, 30, 45, 90];
const AFTER_OUTAGE_DAYS = 2;
const AFTER_ERROR_DAYS = 2;
const TET_CLOSING_DAYS = 6;
const AFTER_TURNOVER_DAYS = 30;
const AFTER_EVENT_DAYS = 100;

export const CAUSES = [
  'own move of the market',
  'typing error',
  'promotion typed as retail',
  'closing at Tết',
  'outage',
  'store opened or closed',
  'after an event',
  'none of these',
] as const;
/** What lay nearest to a false alert; nearness is no proof: the markets with one nuisance alone give that. */
export type Cause = (typeof CAUSES)[number];

/** An alert (or watch) that no event explains on the day on which it first stood at this level. */
export interface FalseAlert {
  readonly place: string;
  readonly product: string;
  readonly volatile: boolean;
  readonly stores: number;
  readonly direction: Direction;
  readonly day: number;
  readonly date: string;
  readonly rung: string;
  readonly changePct: number;
  /** Largest true move of the place in that direction on that day, percent: references may be as old as `MOVE_LAGS`. */
  readonly truePct: number;
  readonly agreeing: number;
  readonly reporting: number;
  readonly cause: Cause;
}

export interface AlertJudgements {
  readonly falseAlerts: readonly FalseAlert[];
  readonly falseWatches: number;
  /** Alerts in the other direction within the grace days after an event: its end told as a move. */
  readonly echoes: number;
  /** Days of a product at a place on which an alert stood although no event was in force: moves that found no end. */
  readonly overdueDays: number;
  /** Days of a product at a place with a retail report and without an event, by kind of good and place. */
  readonly calmDays: Readonly<Record<string, number>>;
}

export function calmDaysKey(volatile: boolean, place: 'ordinary' | 'thin' | 'city'): string {
  return `${volatile ? 'volatile' : 'staples'} ${place}`;
}

/** A place with fewer stores than may agree is thin. */
export const LEAST_STORES = 3;

/**
 * Judges each alert once, on the first day on which it stands at `alert` or above: it is true when an event of its
 * product hits its place (or, for the city as a whole, any place) from the event's first day to 7 days after its end.
 */
export function alertJudgements(market: GeneratedMarket) {
  const known = new Map<string, 'watch' | 'alert'>();
  const goods = new Map(market.goods.map((good) => [good.id, good]));
  const storesOf = new Map(
    market.places.map((place, index) => [place, market.settings.storesOfPlaces[index] as number] as const),
  );
  const eventsOf = Map.groupBy(market.events, ({ product }) => product);
  const falseAlerts: FalseAlert[] = [];
  const calmDays: Record<string, number> = {};
  const lastError = new Map<string, number>();
  let falseWatches = 0;
  let echoes = 0;
  let overdueDays = 0;

  const inForce = (place: string, product: string, day: number): MarketEvent[] =>
    (eventsOf.get(product) ?? []).filter(
      (event) =>
        day >= event.start && day <= event.end + GRACE_DAYS && (place === ROOT_PLACE || event.places.has(place)),
    );
  const judge = (alert: ShownAlert, day: number): 'true' | 'echo' | 'false' => {
    const near = inForce(alert.place, alert.product, day);
    if (near.some((event) => event.direction === alert.direction)) return 'true';
    return near.some((event) => day > event.end) ? 'echo' : 'false';
  };

  return {
    note(day: MarketDay, alerts: readonly ShownAlert[]): void {
      for (const { place, product } of day.errors) lastError.set(`${place}|${product}`, day.index);
      countCalmDays(day);
      for (const alert of alerts) {
        if (alert.level !== 'watch' && inForce(alert.place, alert.product, day.index).length === 0) overdueDays++;
        const before = known.get(alert.key);
        const reached = alert.level === 'watch' ? 'watch' : 'alert';
        if (before === 'alert' || before === reached) continue;
        known.set(alert.key, reached);
        const judgement = judge(alert, day.index);
        if (reached === 'watch') falseWatches += judgement === 'false' ? 1 : 0;
        else if (judgement === 'echo') echoes++;
        else if (judgement === 'false') falseAlerts.push(describe(alert, day));
      }
    },
    result: (): AlertJudgements => ({ falseAlerts, falseWatches, echoes, overdueDays, calmDays }),
  };

  function countCalmDays({ index, reports }: MarketDay): void {
    for (const [place, own] of [...Map.groupBy(reports, (report) => report.place), [ROOT_PLACE, reports] as const]) {
      for (const product of productsOf(own)) {
        if (inForce(place, product, index).length > 0) continue;
        const key = calmDaysKey(goods.get(product)?.volatile ?? false, kindOfPlace(place));
        calmDays[key] = (calmDays[key] ?? 0) + 1;
      }
    }
  }

  function kindOfPlace(place: string): 'ordinary' | 'thin' | 'city' {
    if (place === ROOT_PLACE) return 'city';
    return (storesOf.get(place) ?? 0) < LEAST_STORES ? 'thin' : 'ordinary';
  }

  function describe(alert: ShownAlert, { index, date }: MarketDay): FalseAlert {
    const { place, product, direction } = alert;
    const moves = [undefined, ...MOVE_LAGS].map((lag) => 100 * market.trueMove(place, product, lag));
    const truePct = direction === 'up' ? Math.max(...moves) : Math.min(...moves);
    return {
      ...{ place, product, direction, day: index, date, truePct },
      volatile: goods.get(product)?.volatile ?? false,
      stores: storesOf.get(place) ?? 0,
      rung: alert.rung ?? '',
      changePct: alert.changePct ?? 0,
      agreeing: alert.agreeing ?? 0,
      reporting: alert.reporting ?? 0,
      cause: causeOf(alert, index, truePct),
    };
  }

  function causeOf({ place, product, direction, changePct }: ShownAlert, day: number, truePct: number): Cause {
    const { stores, promotions, outages, settings } = market;
    const inside = (other: string) => place === ROOT_PLACE || place === other;
    const inPlace = stores.filter((store) => inside(store.place));
    const sameWay = direction === 'up' ? truePct : -truePct;
    if (sameWay >= 0.8 * Math.abs(changePct ?? 10)) return 'own move of the market';
    if (day - (lastError.get(`${place}|${product}`) ?? -99) <= AFTER_ERROR_DAYS) return 'typing error';
    const promoted = promotions.some(
      (one) =>
        one.typedAsRetail &&
        one.products.has(product) &&
        day >= one.start &&
        day <= one.end + 2 &&
        inPlace.some(({ retailer }) => retailer === one.retailer),
    );
    if (promoted) return 'promotion typed as retail';
    const sinceTet = day - (tetOf(settings) ?? Number.POSITIVE_INFINITY);
    if (settings.gaps.tetClosing && sinceTet >= 0 && sinceTet < TET_CLOSING_DAYS) return 'closing at Tết';
    if ([...outages].some((one) => day >= one && day - one <= AFTER_OUTAGE_DAYS)) return 'outage';
    const turned = inPlace.some(
      ({ passing, opens, closes }) =>
        passing && [opens, closes].some((when) => when > 0 && day >= when && day - when <= AFTER_TURNOVER_DAYS),
    );
    if (turned) return 'store opened or closed';
    const after = (eventsOf.get(product) ?? []).some(
      (event) =>
        day > event.end && day - event.end <= AFTER_EVENT_DAYS && (place === ROOT_PLACE || event.places.has(place)),
    );
    return after ? 'after an event' : 'none of these';
  }
}

function productsOf(reports: readonly StoreDay[]): Set<string> {
  return new Set(
    reports.flatMap(({ rows }) => rows.flatMap(({ product, priceType }) => (priceType === 'retail' ? [product] : []))),
  );
}
