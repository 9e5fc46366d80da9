import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import type { BacktestResult } from '#infra/analyse/backtest-record.ts';
import { describeWithData } from '#support/real-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FIRST = '2026-01-05';
const SHOPS = ['An', 'Bình', 'Cúc', 'Dũng'];

/** Runs the command on a file of these lines; the result, or what it says against them. */
function backtest(lines: readonly string[], thresholds?: object): BacktestResult & { refused?: string } {
  const [prices, out, own] = ['in.csv', 'out.json', 'thresholds.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(prices, `${lines.join('\n')}\n`);
  const args = ['infra/analyse/backtest.ts', '--prices', prices, '--out', out];
  if (thresholds) {
    writeFileSync(own, JSON.stringify(thresholds));
    args.push('--thresholds', own);
  }
  try {
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'pipe' });
  } catch (error) {
    return { refused: String((error as { stderr: Buffer }).stderr).replaceAll(`${folder}/`, '') } as never;
  }
  return JSON.parse(readFileSync(out, 'utf8')) as BacktestResult;
}

const HEADER = 'date,place,product,retailer,price';
const day = (index: number) => addDays(FIRST, index);

/** Twenty quiet days of four shops in two wards, then what `price` says. */
function market(days: number, price: (day: number, place: string, shop: number) => number | string): string[] {
  return Array.from({ length: days }, (_, index) =>
    ['Phường A', 'Phường B'].flatMap((place) =>
      SHOPS.map((shop, number) => `${day(index)},${place},Rau muống,${shop},${price(index, place, number)}`),
    ),
  ).flat();
}

describe('npm run backtest', () => {
  test('opens an episode in the ward that moved, from the first day at watch to its end', () => {
    const lines = market(40, (index, place) => (place === 'Phường A' && index >= 20 && index < 26 ? 12_500 : 10_000));
    const result = backtest([HEADER, ...lines]);
    expect(result).toMatchObject({ rows: 320, places: 2, products: 1, days: 40, quarantined: [] });
    expect(result.episodes).toMatchObject([
      {
        place: 'Phường A',
        direction: 'up',
        level: 'alert',
        rung: 'trailing',
        openedOn: day(20),
        escalatedOn: day(20),
        resolvedOn: day(28),
        changePct: 25,
        agreeing: 4,
        reporting: 4,
      },
    ]);
    expect(result.perThousandDays).toBeCloseTo(1000 / 80);
    expect(result.perThousandDaysByRung).toEqual({ trailing: result.perThousandDays });
  });

  /** A ward's four shops, from `first` on, each day at a price; nothing on the days of a gap. */
  const season = (first: number, ...prices: readonly [days: number, price: number][]) =>
    prices
      .flatMap(([days, price]) => Array.from({ length: days }, () => price))
      .flatMap((price, index) => SHOPS.map((shop) => `${day(first + index)},Phường A,Mứt Tết,${shop},${price}`));

  test('a seasonal good ends its rise when it is gone, and opens a new one on the first day of the next rise', () => {
    const [gone, back] = [35, 35 + 115];
    const lines = [...season(0, [30, 10_000], [5, 14_000]), ...season(back, [30, 10_000], [10, 14_000])];
    expect(backtest([HEADER, ...lines]).episodes).toMatchObject([
      { level: 'crisis', openedOn: day(30), resolvedOn: day(gone - 1 + 22), resolution: 'no-longer-reported' },
      { level: 'crisis', openedOn: day(back + 30), escalatedOn: day(back + 30), resolvedOn: null, resolution: null },
    ]);
  });

  test('a rise that is followed by silence ends by itself, while other goods are reported', () => {
    const silent = season(0, [30, 10_000], [3, 13_000]);
    const others = season(0, [120, 15_000]).map((line) => line.replace('Mứt Tết', 'Gạo'));
    expect(backtest([HEADER, ...silent, ...others]).episodes).toMatchObject([
      { level: 'crisis', openedOn: day(30), resolvedOn: day(32 + 22), resolution: 'no-longer-reported' },
    ]);
  });

  test('opens one at the whole file, "*", when all its places move', () => {
    const { episodes } = backtest([HEADER, ...market(24, (index) => (index >= 20 ? 14_000 : 10_000))]);
    expect(episodes.map(({ place }) => place).sort()).toEqual(['*', 'Phường A', 'Phường B']);
  });

  test('other thresholds open other episodes', () => {
    const lines = [HEADER, ...market(24, (index) => (index >= 20 ? 11_200 : 10_000))];
    expect(backtest(lines).episodes.map(({ level }) => level)).toEqual(['watch', 'watch', 'watch']);
    expect(backtest(lines, { default: { watch: 20, alert: 30, crisis: 40 } }).episodes).toEqual([]);
    const strict = { 'Rau muống': { watch: 5, alert: 8, crisis: 11 } };
    expect(backtest(lines, strict).episodes.map(({ level }) => level)).toEqual(['crisis', 'crisis', 'crisis']);
    expect(backtest(lines, { default: { watch: 20, alert: 10, crisis: 40 } }).refused).toContain(
      'thresholds.json, default: must rise',
    );
  });

  test('holds a slipped digit back, names its line, and lets a second retailer release it', () => {
    const slip = market(22, (index, place, shop) =>
      index === 20 && place === 'Phường A' && shop === 1 ? 100_000 : 10_000,
    );
    const line = slip.findIndex((text) => text.endsWith(',100000')) + 2;
    const alone = backtest([HEADER, ...slip]);
    expect(alone.quarantined).toEqual([{ line, code: 'slipped-digits' }]);
    expect(alone.episodes).toEqual([]);
    const joined = slip.map((text) =>
      text.startsWith(`${day(20)},Phường A,Rau muống,Cúc`) ? text.replace(/\d+$/, '90000') : text,
    );
    expect(backtest([HEADER, ...joined]).quarantined).toEqual([]);
  });

  test.each(['backtest', 'indicators', 'match'])(
    'an unknown option of npm run %s is told with how it is used',
    (name) => {
      const run = () =>
        execFileSync(process.execPath, [`infra/analyse/${name}.ts`, '--prizes', 'x'], { stdio: 'pipe' });
      expect(run).toThrow(new RegExp(`Unknown option '--prizes'.*\\nUsage: npm run ${name} -- --`));
      expect(run).not.toThrow(/ at /);
    },
  );

  test('takes 0, NR and nothing for "not reported", and tells what it cannot read', () => {
    const lines = market(22, (index, _, shop) => (index === 20 ? (['0', 'NR', '', '0.0'][shop] ?? '') : 10_000));
    expect(backtest([HEADER, ...lines])).toMatchObject({ quarantined: [], episodes: [], days: 22 });
    const spoilt = [`2026-02-30,Phường A,Rau muống,An,1`, `${day(21)},Phường A,Rau muống,An,mười`];
    expect(backtest([HEADER, ...spoilt]).quarantined).toEqual([
      { line: 2, code: 'invalid-date' },
      { line: 3, code: 'invalid-price' },
    ]);
    expect(backtest(['date,place,product,price']).refused).toContain('has no column "retailer"');
  });

  test('says so where the file is not there', () => {
    const run = () =>
      execFileSync(
        process.execPath,
        ['infra/analyse/backtest.ts', '--prices', join(folder, 'none.csv'), '--out', join(folder, 'out.json')],
        { stdio: 'pipe' },
      );
    expect(run).toThrow(/none\.csv: ENOENT/);
    expect(run).not.toThrow(/ at /);
  });

  test('does not mind the order of the lines', () => {
    const lines = market(26, (index, place) => (place === 'Phường A' && index >= 20 ? 13_000 : 10_000));
    const [shuffled] = fc.sample(fc.shuffledSubarray(lines, { minLength: lines.length }), { seed: 5, numRuns: 1 });
    expect(backtest([HEADER, ...(shuffled as string[])]).episodes).toEqual(backtest([HEADER, ...lines]).episodes);
  });
});

describeWithData(
  'bandung/prices.csv',
  "Bandung's 65 days (skipped where the file is absent: it is not ours to ship)",
  (file) => {
    test('raise no alert on a zero or an outage day, and the chili on its second day over 15 %', () => {
      const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
      const lines = rows.map((row) => {
        const [date, , product, , price] = row.split(',');
        return `${date},bandung,${product},agency,${price}`;
      });
      const { episodes, quarantined, days } = backtest([HEADER, ...lines]);
      expect({ quarantined, days }).toEqual({ quarantined: [], days: 65 });
      const curly = episodes.find(({ product }) => product === 'Cabai Merah Keriting');
      expect(curly).toMatchObject({ direction: 'up', level: 'alert', escalatedOn: '2025-09-26' });
      for (const { openedOn, escalatedOn } of episodes) {
        expect(['2025-10-12', '2025-10-26']).not.toContain(openedOn);
        expect(['2025-10-12', '2025-10-26']).not.toContain(escalatedOn);
      }
    });
  },
);
