import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import type { BacktestResult } from '#infra/analyse/backtest-record.ts';
import { readPriceFile } from '#infra/analyse/price-file.ts';
import { describeWithData } from '#support/real-data.ts';
import { runCommand } from '#support/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-prices-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER = 'date,place,product,retailer,price,stock,sold';

/** What a file of prices holds: names, and each reported price with its line. */
async function read(text: string | Buffer) {
  const file = join(folder, 'prices.csv');
  writeFileSync(file, text);
  const prices = await readPriceFile(file, () => undefined);
  const days = [...prices.days()].map(({ date, reports }) => ({
    date,
    stores: reports.length,
    rows: reports.flatMap(({ rows }) => rows).length,
  }));
  return { rows: prices.rows, places: prices.places, products: prices.products, refused: prices.refused, days };
}

describe('names of a price file', () => {
  test.each([
    ['in another normal form', 'Chợ Mơ'.normalize('NFD')],
    ['with a blank in their quotes', '"Chợ Mơ "'],
    ['with a no-break blank', 'Chợ\u00a0Mơ'],
    ['with a narrow no-break blank', 'Chợ\u202fMơ'],
    ['with a mark that takes no room', 'Chợ\u200b Mơ\u200b'],
    ['with a byte order mark', '\ufeffChợ Mơ'],
    ['with two blanks', '" Chợ  Mơ"'],
    ['with a tab', '"\tChợ\tMơ"'],
  ])('are one %s', async (_, other) => {
    const lines = ['Chợ Mơ', other].map((name) => `2026-01-05,${name},${name},${name},10000,,`);
    const { places, products, days } = await read([HEADER, ...lines].join('\n'));
    expect([places, products]).toEqual([['Chợ Mơ'], ['Chợ Mơ']]);
    expect(days).toEqual([{ date: '2026-01-05', stores: 1, rows: 2 }]);
  });

  test.each([
    ['nothing', ''],
    ['nothing that can be seen', '\u3164\u200b'],
    ['combining marks alone', '\u0301'],
    ['a control character', 'Chợ\u0007'],
    ['letters that are turned round', '\u202eChợ'],
    ['a line end', '"Chợ\nMơ"'],
    ['one quote', '"Chợ'],
    ['letters that were lost before', 'Ch\ufffd'],
    ['a word of every object', 'constructor'],
    ['another such word', '__proto__'],
    ['such a word between blanks', ' toString '],
  ])('are refused with %s, and the line is named', async (_, name) => {
    for (const cells of [
      ['2026-01-05', name, 'x', 'r', '10000'],
      ['2026-01-05', 'p', name, 'r', '10000'],
      ['2026-01-05', 'p', 'x', name, '10000'],
    ]) {
      const { refused, days } = await read(`date,place,product,retailer,price\n${cells.join(',')}\n`);
      expect(refused.map(({ line }) => line)).toContain(2);
      expect(days).toEqual([]);
    }
  });
});

describe('lines of a price file', () => {
  test('are all read, however each of them ends and whatever separates their columns', async () => {
    for (const separator of [',', ';', '\t']) {
      const cells = ['A', 'B', '"C"', 'D'].map((shop) => ['2026-01-05', 'p', 'x', shop, '10000'].join(separator));
      const header = ['date', 'place', 'product', 'retailer', 'price'].join(separator);
      const text = `${header}\r\n${cells[0]}\n\n${cells[1]}\r${cells[2]}\r\n \r${cells[3]}`;
      expect(await read(text)).toMatchObject({ rows: 4, refused: [], days: [{ stores: 4, rows: 4 }] });
    }
  });

  test('are named where they cannot be read', async () => {
    const lines = [
      HEADER,
      '2026-01-05;p;x;r1;10000',
      '2026-01-05,p,x,r1,10,000,1,5,7',
      '2026-02-30,p,x,r1,',
      '2026-01-05,p,x,r1,10000,1.500,',
      '2026-01-05,p,x,r1,10000,,10.000',
      '2026-01-05,p,x,r1,10000,"1,250",',
      '2026-01-05,p,x,r1,mười,,',
      '2026-01-05,p,x,r1',
      ',,,,,,',
      '2026-01-05,p,x,r1,101.250,"1,5",2.25',
    ];
    const { refused, days } = await read(lines.join('\n'));
    expect(refused).toEqual([
      { line: 2, code: 'invalid-date' },
      { line: 3, code: 'too-many-cells' },
      { line: 4, code: 'invalid-date' },
      ...[5, 6, 7].map((line) => ({ line, code: 'invalid-quantity' })),
      { line: 8, code: 'invalid-price' },
    ]);
    expect(days).toEqual([{ date: '2026-01-05', stores: 1, rows: 1 }]);
  });

  test('are refused with a cell too many, also where it is empty', async () => {
    const lines = ['3,5', '3,5,', '00,', '007,1', ',,,'].map((cells) => `2026-01-05,p,x,r1,10000,${cells}`);
    expect(await read([HEADER, ...lines].join('\n'))).toMatchObject({
      refused: [
        { line: 3, code: 'too-many-cells' },
        { line: 4, code: 'invalid-quantity' },
        { line: 5, code: 'invalid-quantity' },
        { line: 6, code: 'too-many-cells' },
      ],
      days: [{ rows: 1 }],
    });
    const padded = [`${HEADER},`, '2026-01-05,p,x,r1,10000,3,5,', '2026-01-05,p,x,r2,10000,,,'];
    expect(await read(padded.join('\n'))).toMatchObject({ refused: [], days: [{ rows: 2 }] });
    await expect(read([...padded, '2026-01-05,p,x,r1,10000,3,5'].join('\n'))).rejects.toThrow(
      'line 2: ends with a separator as the header does, but line 4 does not',
    );
  });

  test('hold dates as Vietnam and Excel write them, and none with its month first', async () => {
    const dates = ['2026-11-30', '30/11/2026', '2026/11/30', '30-11-2026 00:00:00', '05/11/2026'];
    const lines = dates.map((date) => `${date},p,x,r1,10000,,`);
    const { days, refused } = await read([HEADER, ...lines, '31/11/2026,p,x,r1,10000,,'].join('\n'));
    expect(days.map(({ date, rows }) => [date, rows])).toEqual([
      ['2026-11-05', 1],
      ['2026-11-30', 4],
    ]);
    expect(refused).toEqual([{ line: 7, code: 'invalid-date' }]);
    await expect(read([HEADER, ...lines, '11/30/2026,p,x,r1,10000,,'].join('\n'))).rejects.toThrow(
      'line 7: "11/30/2026" has its month first, so "05/11/2026" (line 6) may have it, too. Write dates as 2026-11-30',
    );
  });

  test('show the month first in no date of two digits for the year, or with a time', async () => {
    const dates = ['05/11/2026', '05/11/26', '11/30/26', '06/11/2026 07:15'];
    const { days, refused } = await read([HEADER, ...dates.map((date) => `${date},p,x,r1,10000,,`)].join('\n'));
    expect(days).toEqual([{ date: '2026-11-05', stores: 1, rows: 1 }]);
    expect(refused).toEqual([3, 4, 5].map((line) => ({ line, code: 'invalid-date' })));
  });

  test('stand under a header that names each column once', async () => {
    await expect(read(`${HEADER},PRICE\n`)).rejects.toThrow('line 1: has the column "price" more than once');
    await expect(read('date|place;price\n')).rejects.toThrow(
      'Read with ";" between columns, it has "date|place", "price"',
    );
  });
});

test.each(['0x10', '1e3', 'Infinity', '-5', '+5', '1_000', '"10,5"'])('%s is no price', async (price) => {
  const { refused, days } = await read([HEADER, `2026-01-05,p,x,r1,${price},,`].join('\n'));
  expect([refused, days]).toEqual([[{ line: 2, code: 'invalid-price' }], []]);
});

describe('the analysts’ commands refuse before they run', () => {
  const monthly = join(folder, 'monthly.csv');
  const indicators = (...args: string[]) =>
    runCommand('infra/analyse/indicators.ts', ['--monthly', monthly, '--method', 'alps', ...args]);

  test('an option that is given twice', async () => {
    writeFileSync(monthly, 'series,month,value\nrice,2026-01,1\n');
    const ended = await indicators('--out', join(folder, 'a'), '--out', join(folder, 'b'));
    expect([ended.code, ended.complaint]).toEqual([1, expect.stringMatching(/^--out is given twice\n/)]);
  });

  test.each([
    ['"rice,2026-01,1', 'is no name of a series'],
    ['rice,2026-01,0x10', 'is no price'],
    ['rice,2026-01,1e3', 'is no price'],
  ])('the line %s of monthly prices', async (line, said) => {
    writeFileSync(monthly, `series,month,value\n${line}\n`);
    expect((await indicators('--out', join(folder, 'out.csv'))).complaint).toContain(`line 2: `);
    expect((await indicators('--out', join(folder, 'out.csv'))).complaint).toContain(said);
  });
});

describe('the analysts’ commands refuse what is not UTF-8', () => {
  const latin = Buffer.from('date,place,product,retailer,price\n2026-01-05,Ch\xf5,x,r1,1\n', 'latin1');
  test.each([
    ['backtest', '--prices', []],
    ['indicators', '--monthly', ['--method', 'alps']],
    ['match', '--problem', []],
  ])('npm run %s', async (name, option, more) => {
    const file = join(folder, 'latin.csv');
    writeFileSync(file, name === 'indicators' ? Buffer.from('series,month,value\ng\xf5,2026-01,1\n', 'latin1') : latin);
    const out = join(folder, 'out');
    const ended = await runCommand(`infra/analyse/${name}.ts`, [option, file, '--out', out, ...more]);
    expect([ended.code, ended.complaint]).toEqual([1, expect.stringMatching(/latin\.csv.* is not UTF-8\. Save/)]);
  });

  test('nor thresholds in another encoding, of one good twice, or of what nobody knows', async () => {
    const [prices, thresholds] = [join(folder, 'good.csv'), join(folder, 'thresholds.json')];
    writeFileSync(prices, `${HEADER}\n2026-01-05,p,x,r1,1,,\n`);
    const percents = '{ "watch": 5, "alert": 8, "crisis": 11 }';
    const rice = 'Gạo'.normalize('NFD');
    for (const [text, said] of [
      [Buffer.from('{ "G\xf5": 1 }', 'latin1'), 'is not UTF-8'],
      [Buffer.from(`{ "Gạo": ${percents}, "${rice}": ${percents} }`), 'stands there twice'],
      [`{ "p": ${percents},\n"p": ${percents} }`, 'line 2, column 1: the member "p" is there twice'],
      [`{ "p": { "watch": 5, "watch": 6, "alert": 8, "crisis": 11 } }`, 'the member "watch" is there twice'],
      [`{ "p": { "watch": 5, "alert": 8, "crisis": 11, "alarm": 9 } }`, 'p: Unrecognized key: "alarm"'],
      [`{ "01.0004": ${percents}, "01.0O04": ${percents} }`, '"01.0O04": is no product of the catalogue'],
      [`{ "__proto__": ${percents} }`, 'a member "__proto__"'],
      [`{ "p": ${'['.repeat(200_000)}${']'.repeat(200_000)} }`, 'p: Invalid input'],
      [`{ "p": ${'['.repeat(200_000)}`, 'thresholds.json, line 1'],
    ] as const) {
      writeFileSync(thresholds, text);
      const args = ['--prices', prices, '--out', join(folder, 'out'), '--thresholds', thresholds];
      const ended = await runCommand('infra/analyse/backtest.ts', args);
      expect([ended.code, ended.complaint]).toEqual([1, expect.stringContaining(said)]);
    }
  });
});

/** One market under two spellings: its rise is one, told once. */
for (const [file, place] of [
  ['cases/c18-nfd-place.csv', 'Phường Hoàn Kiếm'],
  ['cases/f14-quoted-trailing-space.csv', 'Chợ A'],
] as const) {
  describeWithData(file, `${file} (skipped where it is absent: it is not ours to ship)`, (path) => {
    test('is one place with one rise', async () => {
      const out = join(folder, 'result.json');
      await runCommand('infra/analyse/backtest.ts', ['--prices', path, '--out', out]);
      const result = JSON.parse(readFileSync(out, 'utf8')) as BacktestResult;
      expect(result).toMatchObject({
        places: 1,
        quarantined: [],
        episodes: [{ place, openedOn: addDays('2026-01-01', 30) }],
      });
    });
  });
}
