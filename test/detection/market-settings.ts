import type { BusinessDay } from '#domain/business-day.ts';

/** All that decides a generated market. Probabilities are by day, sizes are shares (0.15 is 15 %), durations are days. */
export interface MarketSettings {
  readonly seed: number;
  readonly first: BusinessDay;
  readonly days: number;
  /** Stores of each place; a place with one or two of them is thin. */
  readonly storesOfPlaces: readonly number[];
  /** Goods taken from the lists of habits, in their order. */
  readonly staples: number;
  readonly volatileGoods: number;
  /** Factor on the probability that a price changes; under 1 is stickier. */
  readonly changes: number;
  /** Factor on the size of changes. */
  readonly sizes: number;
  /** Chains that sell at one price in all their shops; the other retailers price each shop by itself. */
  readonly uniformChains: number;
  readonly gaps: GapSettings;
  readonly events: EventSettings;
  readonly errors: ErrorSettings;
  readonly promotions: PromotionSettings;
  readonly turnover: TurnoverSettings;
  readonly calendar: CalendarSettings;
}

export interface GapSettings {
  /** Share of its days on which a store reports, between these two. */
  readonly reporting: readonly [number, number];
  /** Share of weekday reports that come on these days, after 95, 77 and 56 centres of 153. */
  readonly saturday: number;
  readonly sunday: number;
  /** A row is left out of a report. */
  readonly missingRow: number;
  /** A store falls silent for 5 to 20 days. */
  readonly silence: number;
  /** Days on which nobody reports. */
  readonly outages: number;
  /** Days on which one chain's feed is down. */
  readonly chainOutages: number;
  /** A store's feed repeats one day's prices for 15 to 40 days. */
  readonly frozenFeed: number;
  /** True when shops close on the first three days of Tết, and the few open ones ask odd prices. */
  readonly tetClosing: boolean;
}

export interface EventSettings {
  /** Calm days before the first event, and between two events of a product. */
  readonly warmUpDays: number;
  readonly calmDays: number;
  /** Shares of events that hit one place at a time, half of the places, and all of them. */
  readonly scopes: { readonly place: number; readonly zone: number; readonly city: number };
  /** Share of steps that never go back. */
  readonly permanent: number;
  /** Spread of the stores' pass-through around 1, and share of stores that do not follow at all. */
  readonly passThrough: number;
  readonly unmoved: number;
  /** Share of goods that rise before Tết. */
  readonly tetRise: number;
  readonly none: boolean;
}

export interface ErrorSettings {
  /** One row is typed wrongly. */
  readonly row: number;
  /** A store's whole report is shifted by one product, or typed in thousands. */
  readonly report: number;
  /** Share of row errors that are repeated for 2 to 5 days. */
  readonly repeated: number;
}

export interface PromotionSettings {
  /** A chain starts a promotion. */
  readonly starts: number;
  /** Share of promotions that are typed as retail prices. */
  readonly typedAsRetail: number;
}

export interface TurnoverSettings {
  /** Shares of stores that open and close during the time, and how much cheaper or dearer than others these are. */
  readonly entering: number;
  readonly leaving: number;
  readonly levelGap: number;
}

/** By how much prices are dearer on days of the calendar, as shares: what happens again and again is no event. */
export interface CalendarSettings {
  readonly weekends: number;
  /** On the 1st and 15th of the lunar month. */
  readonly lunarDays: number;
}

const USUAL: Omit<MarketSettings, 'seed'> = {
  first: '2025-07-01',
  days: 420,
  storesOfPlaces: [9, 8, 8, 9, 8, 7, 2, 1],
  staples: 10,
  volatileGoods: 6,
  changes: 1,
  sizes: 1,
  uniformChains: 2,
  gaps: {
    reporting: [0.88, 0.99],
    saturday: 0.83,
    sunday: 0.6,
    missingRow: 0.03,
    silence: 0.001,
    outages: 3,
    chainOutages: 6,
    frozenFeed: 0.0007,
    tetClosing: true,
  },
  events: {
    warmUpDays: 70,
    calmDays: 50,
    scopes: { place: 0.5, zone: 0.25, city: 0.25 },
    permanent: 0.15,
    passThrough: 0.1,
    unmoved: 0.05,
    tetRise: 0.5,
    none: false,
  },
  errors: { row: 0.0015, report: 0.0005, repeated: 0.2 },
  promotions: { starts: 0.008, typedAsRetail: 0.5 },
  turnover: { entering: 0.12, leaving: 0.12, levelGap: 0.25 },
  calendar: { weekends: 0, lunarDays: 0 },
};

/** A market as it usually is: what the detection is tuned on. */
export function usualMarket(seed: number): MarketSettings {
  return { ...USUAL, seed };
}

/** A market of small places, from five stores down to three and thinner: there a single silent store weighs most. */
function smallPlaces(seed: number): MarketSettings {
  return { ...usualMarket(seed), storesOfPlaces: [6, 5, 5, 4, 4, 3, 3, 3, 2, 1] };
}

/** A market in which chains promote often, feeds fall silent or freeze, and stores come and go. */
function restlessTrade(seed: number): MarketSettings {
  return {
    ...usualMarket(seed),
    storesOfPlaces: [8, 8, 7, 7, 6, 5, 2, 2],
    gaps: { ...USUAL.gaps, reporting: [0.82, 0.97], frozenFeed: 0.0012, silence: 0.002 },
    promotions: { starts: 0.014, typedAsRetail: 0.6 },
    turnover: { entering: 0.18, leaving: 0.18, levelGap: 0.3 },
  };
}

/** The seeds and settings on which the detection is tuned: usual markets, small places, large and lively ones, silent ones. */
export const TUNING_MARKETS: readonly MarketSettings[] = [
  ...[11, 12, 13, 14, 16, 17, 21].map(usualMarket),
  ...[15, 18, 22].map(smallPlaces),
  ...[24, 26].map(restlessTrade),
  { ...usualMarket(19), storesOfPlaces: [14, 12, 13, 10, 5, 3], changes: 1.3, sizes: 0.9, uniformChains: 3 },
  {
    ...smallPlaces(20),
    changes: 0.7,
    sizes: 1.15,
    gaps: { ...USUAL.gaps, reporting: [0.75, 0.95], saturday: 0.75, sunday: 0.5 },
  },
  {
    ...usualMarket(23),
    storesOfPlaces: [15, 11, 12, 9, 6, 3],
    uniformChains: 3,
    changes: 1.2,
    sizes: 0.95,
    errors: { row: 0.0025, report: 0.0008, repeated: 0.3 },
    events: { ...USUAL.events, passThrough: 0.15, unmoved: 0.08 },
  },
  {
    ...usualMarket(25),
    storesOfPlaces: [7, 6, 5, 5, 4, 4, 3, 2, 1],
    changes: 0.8,
    sizes: 1.1,
    gaps: { ...USUAL.gaps, reporting: [0.78, 0.96], saturday: 0.7, sunday: 0.55 },
  },
];

/**
 * Markets on which nobody tunes: other sizes, stickiness and reporting, and seeds that are used nowhere else. They are
 * looked at when a change is finished, and never as a reason for one: whoever has learnt from them takes new seeds.
 */
export const HELD_OUT_MARKETS: readonly MarketSettings[] = [93_101, 93_102, 93_103, 93_104].flatMap((seed) => [
  { ...usualMarket(seed), first: '2024-09-20', days: 400 },
  {
    ...usualMarket(seed + 100),
    first: '2026-06-15',
    storesOfPlaces: [7, 7, 6, 5, 4, 4, 3, 2, 1],
    changes: 0.85,
    sizes: 1.05,
    gaps: { ...USUAL.gaps, reporting: [0.8, 0.95], saturday: 0.75, sunday: 0.5 },
  },
  {
    ...usualMarket(seed + 200),
    first: '2025-05-10',
    storesOfPlaces: [13, 12, 10, 9, 7, 3],
    uniformChains: 3,
    changes: 1.15,
    errors: { row: 0.002, report: 0.0008, repeated: 0.3 },
    events: { ...USUAL.events, passThrough: 0.14, unmoved: 0.07 },
  },
  {
    ...usualMarket(seed + 300),
    first: '2025-11-15',
    storesOfPlaces: [8, 8, 7, 6, 6, 5, 2, 2],
    gaps: { ...USUAL.gaps, reporting: [0.84, 0.97], frozenFeed: 0.001, silence: 0.002 },
    promotions: { starts: 0.012, typedAsRetail: 0.6 },
    turnover: { entering: 0.16, leaving: 0.16, levelGap: 0.3 },
  },
]);
