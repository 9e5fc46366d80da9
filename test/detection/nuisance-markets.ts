import { kindOfPlace } from './detection-figures.ts';
import type { Detector } from './detectors.ts';
import { generatedMarket } from './generated-market.ts';
import { type MarketSettings, usualMarket } from './market-settings.ts';

/** What is no event and must raise no alert, each alone in a market that is calm but for its sticky prices. */
export const NUISANCES = [
  'nothing',
  'weekends',
  'outages',
  'closing at Tết',
  'promotions typed as promotions',
  'promotions typed as retail',
  'stores that open and close',
  'frozen feeds',
  'typing errors',
  'dearer weekends',
  'dearer lunar days',
] as const;
export type Nuisance = (typeof NUISANCES)[number];

const DAYS = 300;
/** On days of the calendar. */
const DEARER = 0.15;

/** A market without events, gaps or errors, and in it one nuisance, several times as often as usual. */
export function nuisanceMarket(seed: number, nuisance: Nuisance): MarketSettings {
  const usual = usualMarket(seed);
  const calm: MarketSettings = {
    ...usual,
    days: DAYS,
    gaps: {
      ...{ reporting: [0.95, 0.99] as const, saturday: 1, sunday: 1, missingRow: 0.01, silence: 0 },
      ...{ outages: 0, chainOutages: 0, frozenFeed: 0, tetClosing: false },
    },
    events: { ...usual.events, none: true },
    errors: { row: 0, report: 0, repeated: 0 },
    promotions: { starts: 0, typedAsRetail: 0 },
    turnover: { ...usual.turnover, entering: 0, leaving: 0 },
  };
  const gaps = (changed: Partial<MarketSettings['gaps']>) => ({ ...calm, gaps: { ...calm.gaps, ...changed } });
  switch (nuisance) {
    case 'nothing':
      return calm;
    case 'weekends':
      return gaps({ saturday: usual.gaps.saturday, sunday: usual.gaps.sunday });
    case 'outages':
      return gaps({ outages: 12, chainOutages: 40 });
    case 'closing at Tết':
      return gaps({ tetClosing: true });
    case 'promotions typed as promotions':
      return { ...calm, promotions: { starts: 0.03, typedAsRetail: 0 } };
    case 'promotions typed as retail':
      return { ...calm, promotions: { starts: 0.03, typedAsRetail: 1 } };
    case 'stores that open and close':
      return { ...calm, turnover: { entering: 0.35, leaving: 0.35, levelGap: 0.3 } };
    case 'frozen feeds':
      return gaps({ frozenFeed: 0.005 });
    case 'typing errors':
      return { ...calm, errors: { row: 0.01, report: 0.003, repeated: 0.3 } };
    case 'dearer weekends':
      return { ...calm, calendar: { weekends: DEARER, lunarDays: 0 } };
    case 'dearer lunar days':
      return { ...calm, calendar: { weekends: 0, lunarDays: DEARER } };
  }
}

/** An alert in such a market, on the first day on which it stood at `alert` or above. */
export interface CalmAlert {
  readonly place: string;
  readonly kindOfPlace: 'ordinary' | 'thin' | 'city';
  readonly product: string;
  readonly volatile: boolean;
  readonly direction: 'up' | 'down';
  readonly day: number;
}

export function alertsOf(settings: MarketSettings, detector: Detector): CalmAlert[] {
  const market = generatedMarket(settings);
  const volatile = new Set(market.goods.filter((good) => good.volatile).map(({ id }) => id));
  const stores = new Map(market.places.map((place, index) => [place, settings.storesOfPlaces[index] ?? 0]));
  const seen = new Map<string, CalmAlert>();
  for (const { index, date, reports } of market.days()) {
    for (const { key, place, product, direction, level } of detector.day(date, reports).alerts) {
      if (level === 'watch' || seen.has(key)) continue;
      const kind = kindOfPlace({ place, stores: stores.get(place) ?? 0 });
      seen.set(key, { place, kindOfPlace: kind, product, volatile: volatile.has(product), direction, day: index });
    }
  }
  return [...seen.values()];
}

/** Days by which a nuisance may shift an alert that the calm market has too. */
const SAME_DAYS = 10;

/** The alerts that a nuisance raised: those that the same market without it does not have. */
export function raisedBy(withNuisance: readonly CalmAlert[], without: readonly CalmAlert[]): CalmAlert[] {
  return withNuisance.filter(
    (alert) =>
      !without.some(
        (other) =>
          other.place === alert.place &&
          other.product === alert.product &&
          other.direction === alert.direction &&
          Math.abs(other.day - alert.day) <= SAME_DAYS,
      ),
  );
}
