import { describe, expect, test } from 'vitest';
import { toDayNumber } from '#domain/business-day.ts';
import { median } from '#domain/statistics.ts';
import { type GeneratedMarket, generatedMarket, type MarketDay } from './generated-market.ts';
import { tetOf } from './market-events.ts';
import { type MarketSettings, usualMarket } from './market-settings.ts';
import { nuisanceMarket } from './nuisance-markets.ts';

const SATURDAY = 2;
const SUNDAY = 3;

/** Four places, a year, and enough of everything that each rule can be seen. */
function small(seed: number, changed: Partial<MarketSettings> = {}): MarketSettings {
  return { ...usualMarket(seed), days: 260, storesOfPlaces: [8, 8, 7, 2], ...changed };
}

function walk(settings: MarketSettings): { market: GeneratedMarket; days: MarketDay[] } {
  const market = generatedMarket(settings);
  return { market, days: [...market.days()] };
}

/** Retail prices by `<store>|<product>` in the order of days. */
function seriesOf(days: readonly MarketDay[]): Map<string, number[]> {
  const series = new Map<string, number[]>();
  for (const { reports } of days) {
    for (const { store, rows } of reports) {
      for (const { product, priceType, price } of rows) {
        if (priceType === 'retail')
          series.set(`${store}|${product}`, [...(series.get(`${store}|${product}`) ?? []), price]);
      }
    }
  }
  return series;
}

/** Absolute changes between successive reports of one product, and how many reports there were. */
function changesOf(series: ReadonlyMap<string, readonly number[]>, product: string) {
  const changes: number[] = [];
  let reports = 0;
  for (const [key, prices] of series) {
    if (!key.endsWith(`|${product}`)) continue;
    for (const [index, price] of prices.entries()) {
      const before = prices[index - 1];
      if (before === undefined) continue;
      reports++;
      if (price !== before) changes.push(Math.abs(price / before - 1));
    }
  }
  return { changes, share: changes.length / reports };
}

const SMALL = walk(small(31));

describe('a generated market', () => {
  test('is the same for the same settings, and another for another seed', () => {
    const days = (seed: number) => walk(small(seed, { days: 40, storesOfPlaces: [4, 3] })).days;
    expect(days(31)).toEqual(days(31));
    expect(days(31)).not.toEqual(days(32));
  });

  test('has prices that stick as often, and change by as much, as in the reports they are taken from', () => {
    const { market, days } = walk({ ...nuisanceMarket(33, 'nothing'), days: 250 });
    const series = seriesOf(days);
    const ratios = market.goods.map(({ id, habit }) => {
      const { changes, share } = changesOf(series, id);
      return { often: share / habit.changes, large: median(changes) / habit.size };
    });
    // Rounding hides the smallest changes; single goods of a chain with one price have few changes of their own.
    expect(median(ratios.map(({ often }) => often))).toBeGreaterThan(0.8);
    expect(median(ratios.map(({ often }) => often))).toBeLessThan(1.2);
    expect(median(ratios.map(({ large }) => large))).toBeGreaterThan(0.75);
    expect(median(ratios.map(({ large }) => large))).toBeLessThan(1.4);
  });

  test('has staples that stand still at a place and vegetables that move by a tenth and more by themselves', () => {
    const market = generatedMarket({ ...nuisanceMarket(33, 'nothing'), days: 250 });
    const moves = { staples: [] as number[], volatile: [] as number[] };
    for (const { index } of market.days()) {
      if (index < 60 || index % 10 > 0) continue;
      for (const { id, volatile } of market.goods) {
        moves[volatile ? 'volatile' : 'staples'].push(Math.abs(market.trueMove('place-1', id)));
      }
    }
    expect(median(moves.staples)).toBeLessThan(0.02);
    const deviation = Math.sqrt(moves.volatile.reduce((sum, move) => sum + move ** 2, 0) / moves.volatile.length);
    expect(deviation).toBeGreaterThan(0.08);
    expect(deviation).toBeLessThan(0.18);
  });

  test('has fewer reports on Saturdays and fewest on Sundays', () => {
    const tet = tetOf(SMALL.market.settings) as number;
    const counts = { weekday: [] as number[], saturday: [] as number[], sunday: [] as number[] };
    for (const { index, date, reports } of SMALL.days) {
      if (SMALL.market.outages.has(index) || Math.abs(index - tet) < 10) continue;
      const weekday = toDayNumber(date) % 7;
      counts[weekday === SATURDAY ? 'saturday' : weekday === SUNDAY ? 'sunday' : 'weekday'].push(reports.length);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
    expect(mean(counts.saturday) / mean(counts.weekday)).toBeCloseTo(0.83, 1);
    expect(mean(counts.sunday) / mean(counts.weekday)).toBeCloseTo(0.6, 1);
  });

  test('has no report on a day of outage, few in the days of Tết, and no row with a price of 0', () => {
    const { market, days } = SMALL;
    const tet = tetOf(market.settings) as number;
    for (const day of market.outages) expect(days[day]?.reports).toEqual([]);
    for (const day of [tet, tet + 1, tet + 2])
      expect(days[day]?.reports.length).toBeLessThan(0.4 * market.stores.length);
    expect(days.every(({ reports }) => reports.every(({ rows }) => rows.every(({ price }) => price > 0)))).toBe(true);
  });

  test('moves the true median of a place by about the size of its event', () => {
    const { market } = SMALL;
    const misses = market.events
      .filter(({ product, kind }) => !isVolatile(market, product) && (kind === 'step' || kind === 'fall'))
      .flatMap((event) =>
        [...event.places].flatMap((place) => {
          const realised = market.realised(event, place);
          return realised === undefined || place === 'place-4' ? [] : [realised - event.size];
        }),
      );
    expect(misses.length).toBeGreaterThan(20);
    expect(Math.abs(median(misses))).toBeLessThan(0.01);
    expect(median(misses.map(Math.abs))).toBeLessThan(0.025);
  });

  test('keeps the events of a product apart from each other at a place', () => {
    const { market } = walk(usualMarket(11));
    for (const event of market.events) {
      for (const other of market.events) {
        if (other === event || other.product !== event.product || other.start < event.start) continue;
        const together = [...event.places].some((place) => other.places.has(place));
        if (together) expect(other.start - event.end).toBeGreaterThan(7);
      }
    }
  });

  test('lists every row that is not what the store asks, and spoils no other', () => {
    const wrong = walk(small(31, { errors: { row: 0.01, report: 0.005, repeated: 0.3 } }));
    const right = walk(small(31, { errors: { row: 0, report: 0, repeated: 0 } }));
    let listed = 0;
    for (const [index, { reports, errors }] of wrong.days.entries()) {
      const expected = new Map(errors.map((error) => [`${error.store}|${error.product}`, error]));
      listed += errors.length;
      for (const [position, report] of reports.entries()) {
        const clean = right.days[index]?.reports[position];
        for (const [row, { product, priceType, price }] of report.rows.entries()) {
          const error = priceType === 'retail' ? expected.get(`${report.store}|${product}`) : undefined;
          expect(clean?.rows[row]?.price).toBe(error?.expected ?? price);
        }
      }
    }
    expect(listed).toBeGreaterThan(300);
  });

  test('sells a promotion in all shops of a chain, and types some of them as retail', () => {
    const { market, days } = walk({ ...nuisanceMarket(34, 'promotions typed as retail'), days: 60 });
    const promotion = market.promotions.find(({ start, end }) => start > 12 && end < 60);
    if (!promotion) throw new Error('This market has no promotion');
    const [product] = [...promotion.products];
    const pricesOn = (day: number) =>
      new Map(
        days[day]?.reports
          .filter(({ store }) => store.startsWith(`${promotion.retailer}/`))
          .map(({ store, rows }) => [store, rows.find((row) => row.product === product)?.price]),
      );
    const [before, during] = [pricesOn(promotion.start - 1), pricesOn(promotion.start)];
    const cuts = [...during].flatMap(([store, price]) => {
      const usual = before.get(store);
      return usual && price ? [1 - price / usual] : [];
    });
    expect(cuts.length).toBeGreaterThan(5);
    expect(median(cuts)).toBeCloseTo(1 - promotion.factor, 1);
  });
});

function isVolatile(market: GeneratedMarket, product: string): boolean {
  return market.goods.some(({ id, volatile }) => volatile && id === product);
}
