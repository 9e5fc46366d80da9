import { beforeAll, describe, expect, test } from 'vitest';
import { type DetectionFigures, figuresOf, quantileOf } from './detection-figures.ts';
import { generatedMarket } from './generated-market.ts';
import { ladderDetector } from './ladder-detector.ts';
import { type MarketSettings, usualMarket } from './market-settings.ts';
import { alertsOf, type Nuisance, nuisanceMarket } from './nuisance-markets.ts';
import { scoreDetectors } from './score.ts';
import { simpleRules } from './simple-rules.ts';

/** Small enough to be walked through in seconds: the full markets are those of `score-detection.ts`. */
const SMALL: MarketSettings = {
  ...usualMarket(84),
  days: 300,
  storesOfPlaces: [8, 9, 8, 8, 7],
  staples: 8,
  volatileGoods: 4,
};

/** Tết of 2026 lies in the middle. */
const SHORT = { first: '2025-12-15', days: 110, storesOfPlaces: [8, 9, 8], staples: 6, volatileGoods: 0 };

let ladder: DetectionFigures;
let rules: DetectionFigures[];

beforeAll(() => {
  const detectors = [ladderDetector('ladder', SMALL.first), ...simpleRules()];
  const scores = scoreDetectors(generatedMarket(SMALL), detectors);
  [ladder, ...rules] = detectors.map(({ name }) => figuresOf(name, scores)) as [
    DetectionFigures,
    ...DetectionFigures[],
  ];
});

describe('in a generated market, the ladder', () => {
  test('raises at most 0.05 false alerts per 1,000 days of a staple at a place, and 2 of a vegetable', () => {
    expect(ladder.falseStaples.days).toBeGreaterThan(9_000);
    expect(ladder.falseStaples.perThousand).toBeLessThanOrEqual(0.05);
    expect(ladder.falseVolatile.days).toBeGreaterThan(2_000);
    expect(ladder.falseVolatile.perThousand).toBeLessThanOrEqual(2);
  });

  test('sees at least 99 % of the steps of 15 % and more, one day after them', () => {
    expect(ladder.steps.of).toBeGreaterThan(15);
    expect(ladder.steps.hits / ladder.steps.of).toBeGreaterThanOrEqual(0.99);
    expect(quantileOf(ladder.stepDelays, 0.5)).toBeLessThanOrEqual(1);
  });

  test('sees at least 95 % of the drifts of 1 % a day within 20 days', () => {
    expect(ladder.drifts.of).toBeGreaterThan(0);
    expect(ladder.drifts.hits / ladder.drifts.of).toBeGreaterThanOrEqual(0.95);
  });

  test('watches at least 90 % of the steps of 10 to 15 % within 3 days', () => {
    expect(ladder.smallSteps.of).toBeGreaterThan(5);
    expect(ladder.smallSteps.hits / ladder.smallSteps.of).toBeGreaterThanOrEqual(0.9);
  });

  test('holds back at least 99 % of the errors of factor 10 and more of a store that has a past, and one good row in 2,000 at most', () => {
    expect(ladder.grossErrorsWithPast.of).toBeGreaterThan(100);
    expect(ladder.grossErrorsWithPast.hits / ladder.grossErrorsWithPast.of).toBeGreaterThanOrEqual(0.99);
    expect(ladder.grossErrorsStopped.hits / ladder.grossErrorsStopped.of).toBeGreaterThanOrEqual(0.99);
    expect(ladder.goodRowsHeld.hits * 2_000).toBeLessThanOrEqual(ladder.goodRowsHeld.of);
  });

  test('raises fewer false alerts than any simple rule', () => {
    expect(rules).toHaveLength(6);
    for (const rule of rules) {
      expect(ladder.falseStaples.count).toBeLessThan(rule.falseStaples.count);
      expect(ladder.falseVolatile.count).toBeLessThan(rule.falseVolatile.count);
    }
  });
});

describe('no alert of a staple comes', () => {
  const nuisances: Nuisance[] = [
    'weekends',
    'outages',
    'closing at Tết',
    'promotions typed as promotions',
    'stores that open and close',
    'frozen feeds',
    'typing errors',
  ];

  test.each(nuisances)('from %s', (nuisance) => {
    const market: MarketSettings = { ...nuisanceMarket(84, nuisance), ...SHORT };
    const alerts = alertsOf(market, ladderDetector('ladder', market.first));
    expect(alerts).toEqual([]);
  });
});

describe('of dear days that come again and again', () => {
  const PLACES = SHORT.storesOfPlaces.length + 1;
  const CYCLES = 3;

  test.each<[Nuisance, number]>([
    ['dearer weekends', 60],
    ['dearer lunar days', 80],
  ])('%s are told in three cycles, and then no more', (nuisance, learntBy) => {
    const market: MarketSettings = { ...nuisanceMarket(84, nuisance), ...SHORT };
    const alerts = alertsOf(market, ladderDetector('ladder', market.first));
    expect(alerts.length).toBeGreaterThan(0);
    expect(alerts.length).toBeLessThanOrEqual((CYCLES + 1) * PLACES * SHORT.staples);
    expect(alerts.filter(({ day }) => day >= learntBy).length).toBeLessThanOrEqual(2);
  });
});
