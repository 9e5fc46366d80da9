import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { COLUMNS, gatherPrices, OPTIONAL, type PriceFile } from '#infra/analyse/price-file.ts';
import { readTable, type TableTaker } from '#infra/analyse/read-table.ts';
import { runsOf } from '#support/seeds.ts';

const folder = mkdtempSync(join(tmpdir(), 'plain-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface ReadFile {
  /** All that a file of prices gives, or why it is refused. */
  readonly found: unknown;
  /** Lines that were taken by their bytes. */
  readonly plainLines: number;
}

async function read(file: string, byBytes: boolean): Promise<ReadFile> {
  const gathered = gatherPrices(() => undefined);
  const { plainLine, ...byText } = gathered.taker;
  let plainLines = 0;
  const taker: TableTaker<typeof COLUMNS> = {
    ...byText,
    ...(byBytes && {
      plainLine: (layout) => {
        const take = plainLine?.(layout);
        return (...line) => {
          const isTaken = take?.(...line) ?? false;
          if (isTaken) plainLines++;
          return isTaken;
        };
      },
    }),
  };
  try {
    await readTable(file, COLUMNS, OPTIONAL, taker);
    return { found: contentsOf(gathered.result(file)), plainLines };
  } catch (error) {
    return { found: String(error), plainLines };
  }
}

function contentsOf(file: PriceFile): unknown {
  const days = [...file.days()].map(({ date, reports, linesOf }) => ({
    date,
    reports,
    lines: reports.flatMap(({ store, rows }) => rows.map(({ product }) => linesOf(store, product))),
  }));
  return { ...file, days };
}

const header = fc.constantFrom(
  ...Array.from({ length: 6 }, () => 'date,place,product,retailer,price'),
  ...Array.from({ length: 4 }, () => 'date,place,product,retailer,price,stock,sold'),
  'date,place,product,retailer,price,stock,sold',
  'price;retailer;note;product;place;date',
  '\ufeffdate\tplace\tproduct\tretailer\tprice\tsold',
  'sep=|\ndate|place|product|retailer|price',
  'date,place,product,retailer,price,',
  '\r\n"date","place\nof it",place,product,retailer,price',
  'date,place,product,price',
);
const date = fc.constantFrom('2026-01-05', '2026-01-06', '05/01/2026', '31/1/2026', '1/31/2026', '2026-1-5', 'x', '');
const name = fc.constantFrom(
  'Chợ Mơ',
  'Chợ Mơ'.normalize('NFD'),
  ' A ',
  '\u00a0A',
  '"A"',
  '"A',
  'A"',
  '\u200b',
  '🥬',
  '',
);
const price = fc.oneof(
  fc.nat({ max: 200_000 }).map(String),
  fc.double({ min: 0.001, max: 1e6, noNaN: true }).map((value) => value.toFixed(3)),
  fc.constantFrom(
    '0',
    '007',
    'nr',
    'NR',
    '',
    '12.',
    '.5',
    '1e3',
    '-5',
    '9'.repeat(15),
    '9'.repeat(16),
    '0.000',
    '"5"',
    ' 7',
  ),
  fc.constantFrom('1.2345678901234567', '123456789012.125', '1.5.2'),
);
const quantity = fc.constantFrom('', '0', '12', '007', '1.5', '1.500', '3,5', 'x', '-1', '123456789012345678', ' 4');
const line = fc
  .tuple(
    date,
    name,
    name,
    name,
    price,
    quantity,
    quantity,
    fc.constantFrom(5, 5, 5, 6, 7, 7, 4),
    fc.constantFrom(',', ',', ',', ';', '\t', '|'),
  )
  .map(([day, place, product, retailer, cost, stock, sold, width, separator]) =>
    [day, place, product, retailer, cost, stock, sold].slice(0, width).join(separator),
  );
const quantities = fc.oneof(
  fc.constant(''),
  fc.tuple(quantity, quantity).map(([stock, sold]) => `,${stock},${sold}`),
);
const plain = fc
  .tuple(fc.constantFrom('2026-01-05', '2026-01-06'), fc.nat({ max: 700 }), price, quantities)
  .map(([day, shop, cost, stocks]) => `${day},Phường ${shop % 7},Gạo,Cửa hàng ${shop},${cost}${stocks}`);
const other = fc.constantFrom('', ',,,,', ' ', '"', '\u2028', ',,,,,,,', 'a\rb');
const text = fc
  .tuple(
    header,
    fc.array(
      fc.tuple(
        fc.oneof({ weight: 12, arbitrary: plain }, { weight: 6, arbitrary: line }, { weight: 1, arbitrary: other }),
        fc.constantFrom(...Array.from({ length: 12 }, () => '\n'), '\r\n', '\r\n', '\r'),
      ),
      { minLength: 10, maxLength: 60, size: 'max' },
    ),
    fc.boolean(),
  )
  .map(([first, lines, endsOpen]) => {
    const whole = [`${first}\n`, ...lines.flat()].join('');
    return endsOpen ? whole.trimEnd() : whole;
  });

test('a file gives the same rows and refusals whether its lines are read by bytes or as texts', async () => {
  const file = join(folder, 'prices.csv');
  let plainLines = 0;
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      writeFileSync(file, written);
      const byBytes = await read(file, true);
      expect(byBytes.found).toEqual((await read(file, false)).found);
      plainLines += byBytes.plainLines;
    }),
    { numRuns: runsOf({ few: 200, all: 10_000 }) },
  );
  expect(plainLines).toBeGreaterThan(300);
}, 600_000);

test('a file of many blocks does, with thousands of names and an odd line here and there', async () => {
  const file = join(folder, 'long.csv');
  const lines = Array.from({ length: 30_000 }, (_, index) => {
    const ending = index % 97 === 0 ? '\r\n' : '\n';
    const shop = index % 1_009 === 0 ? `"Quầy, số ${index}"` : `Cửa hàng ${index % 4_001}`;
    return `2026-01-${String(1 + (index % 28)).padStart(2, '0')},Phường ${index % 126},Gạo,${shop},${10_000 + index}${ending}`;
  });
  writeFileSync(file, `date,place,product,retailer,price\n${lines.join('')}`);
  const byBytes = await read(file, true);
  expect(byBytes.found).toEqual((await read(file, false)).found);
  expect(byBytes.plainLines).toBe(lines.length - Math.ceil(lines.length / 1_009));
});

test('a byte that is no UTF-8 is told with its line behind lines that were read by bytes', async () => {
  const file = join(folder, 'broken.csv');
  const lines = '2026-01-05,Chợ Mơ,Gạo,A,12000\n'.repeat(20_000);
  writeFileSync(file, Buffer.concat([Buffer.from(`date,place,product,retailer,price\n${lines}`), Buffer.from([0xff])]));
  const { found } = await read(file, true);
  expect(found).toContain('line 20002: is not UTF-8');
});
