import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alpsOf } from '#domain/indicators/alps.ts';
import { ifpaOf, rollingYear } from '#domain/indicators/ifpa.ts';
import { type MonthlySeries, parseMonth, seriesOf, valueAt } from '#domain/indicators/monthly-series.ts';
import { describeWithData } from '#support/real-data.ts';

const PRECISION = 1e-9;

const month = (text: string) => parseMonth(text) ?? Number.NaN;

function rowsOf(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

function ifpaValues(series: MonthlySeries): MonthlySeries {
  const values = series.values.map((_, index) => {
    const result = ifpaOf(series, series.first + index);
    return result && 'value' in result ? result.value : undefined;
  });
  return { first: series.first, values };
}

describeWithData(
  'ons-ifpa',
  'the published values of SDG 2.c.1 (skipped where they are absent: they are not ours to ship)',
  (folder) => {
    test('are met to a billionth, each month and its rolling year', () => {
      const inputs = Map.groupBy(rowsOf(join(folder, 'inputs.csv')), ([food = '']) => food);
      const series = new Map(
        [...inputs].map(([food, rows]) => {
          const points = rows.map(([, , at = '', value]) => ({ month: month(at), value: Number(value) }));
          const monthly = ifpaValues(seriesOf(points));
          return [food, { monthly, rolling: { first: monthly.first, values: rollingYear(monthly.values) } }];
        }),
      );
      const published = rowsOf(join(folder, 'published.csv'));
      expect(published.length).toBe(2172);
      for (const [food = '', kind = '', at = '', value] of published) {
        const own = series.get(food)?.[kind === '12 month rolling average' ? 'rolling' : 'monthly'];
        const ours = own && valueAt(own, month(at));
        expect(Math.abs((ours ?? Number.NaN) - Number(value)), `${food} ${kind} ${at}`).toBeLessThan(PRECISION);
      }
    });
  },
);

interface Golden {
  readonly series: { readonly start: string; readonly prices: readonly number[] };
  readonly alps: {
    readonly alpha: number;
    readonly beta: readonly number[];
    readonly sd_resid: number;
    readonly last6: readonly { month: string; fit: number; alps: number; level: string }[];
  };
  readonly ipa: readonly {
    month: string;
    cqgr_z: number;
    q_mean: number;
    q_sd: number;
    cagr_z: number;
    a_mean: number;
    a_sd: number;
    a_years: number;
    ipa: number;
    level: string;
  }[];
}

describeWithData(
  'alps-ifpa-golden/golden.json',
  'the golden series (skipped where it is absent: it is not part of this repository)',
  (file) => {
    const golden = () => JSON.parse(readFileSync(file, 'utf8')) as Golden;
    const seriesIn = ({ series: { start, prices } }: Golden) =>
      seriesOf(prices.map((value, index) => ({ month: month(start) + index, value })));
    const near = (ours: number | undefined, theirs: number) =>
      expect(Math.abs((ours ?? Number.NaN) - theirs)).toBeLessThan(PRECISION);

    test('has the trend, the monthly levels, the deviation and the last gaps of ALPS', () => {
      const { alps, ...rest } = golden();
      const series = seriesIn({ alps, ...rest });
      const model = alpsOf(series);
      if ('tooShort' in model) throw new Error('The series is long enough');
      near(model.trend, alps.alpha);
      near(model.sd, alps.sd_resid);
      for (const [index, level] of alps.beta.entries()) near(model.seasonal[index], level);
      for (const row of alps.last6) {
        const ours = model.months[month(row.month) - series.first];
        near(ours?.fit, row.fit);
        near(ours?.alps, row.alps);
        expect(ours?.level).toBe(row.level);
      }
    });

    test('has the growth scores of the clean variant of IFPA', () => {
      const expected = golden();
      for (const row of expected.ipa) {
        const ours = ifpaOf(seriesIn(expected), month(row.month), 'clean');
        if (!ours || 'tooShort' in ours) throw new Error(`${row.month} has a value`);
        near(ours.value, row.ipa);
        near(ours.quarterly.z, row.cqgr_z);
        near(ours.quarterly.mean, row.q_mean);
        near(ours.quarterly.sd, row.q_sd);
        near(ours.annual.z, row.cagr_z);
        near(ours.annual.mean, row.a_mean);
        near(ours.annual.sd, row.a_sd);
        expect(ours.annual.years).toBe(row.a_years);
        expect(ours.level).toBe(row.level);
      }
    });
  },
);
