import { describe, expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { Detector } from './detectors.ts';
import { simpleRules } from './simple-rules.ts';

const FIRST = '2026-03-02';

/** What one rule shows, day by day, of one store's prices of rice. */
function shown(part: string, prices: readonly number[]): string[][] {
  const rule = simpleRules().find(({ name }) => name.includes(part)) as Detector;
  return prices.map((price, index) => {
    const date = addDays(FIRST, index);
    const report: StoreDay = {
      ...{ store: 'an/an-1', channel: 'market', place: 'place-1', date, reportedAt: 0, source: 'live' },
      rows: [{ product: '01.0002', priceType: 'retail', price }],
    };
    return rule.day(date, [report]).alerts.map(({ direction, key }) => `${direction} ${key.split('|')[3]}`);
  });
}

const flat = (days: number) => Array.from({ length: days }, () => 20_000);

describe('the simple rules', () => {
  test('on the day before see a step once, and its end as a fall', () => {
    expect(shown('on the day before', [20_000, 22_000, 22_000, 20_000, 20_000])).toEqual([
      [],
      ['up 2026-03-03'],
      [],
      [],
      [],
    ]);
    expect(shown('on the day before', [22_000, 19_800])[1]).toEqual(['down 2026-03-03']);
  });

  test.each(['z-score', 'place median, unfloored MAD'])('of %s flag any change of a price that stood still', (rule) => {
    expect(shown(rule, [...flat(28), 20_100]).at(-1)).toEqual(['up 2026-03-30']);
  });

  test('make one alert of what they flag on days at most three apart', () => {
    const days = shown("a store's own 28-day median", [
      ...flat(10),
      23_000,
      20_000,
      20_000,
      23_000,
      ...flat(3),
      23_000,
    ]);
    expect(days.flat()).toEqual(['up 2026-03-12', 'up 2026-03-12', 'up 2026-03-19']);
  });

  test("take a product's own threshold where the rule is on it", () => {
    expect(shown("product's threshold", [...flat(28), 22_300]).at(-1)).toEqual([]);
    expect(shown("product's threshold", [...flat(28), 22_400]).at(-1)).toEqual(['up 2026-03-30']);
  });
});
