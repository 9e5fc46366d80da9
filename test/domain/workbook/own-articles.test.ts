import { describe, expect, test } from 'vitest';
import { catalogue } from '#catalog/city.ts';
import type { OwnArticle } from '#domain/report/own-article.ts';
import { judgeRows } from '#domain/report/row-set.ts';
import { hasArticleColumn, readReports } from '#domain/workbook/read-reports.ts';
import { cellName } from '#domain/workbook/sheet.ts';
import { codeOfFault } from '#domain/workbook/workbook-row.ts';
import { type Typed, typedSheet } from '#support/typed-sheet.ts';

const STORES = [{ id: 'sen-1', name: 'Sen Vàng Cửa Nam' }];
const ASKED = { store: 'sen-1', date: '2026-11-30' };

/** Pork by the kilogram; rice in bags of 5 kg and of 3 kg; two numbers that a number cell cannot tell apart. */
const OWN: readonly OwnArticle[] = [
  { article: '1000311', product: '01.0004' },
  { article: '00234', product: '01.0002', gtin: '8930000000019', factor: 5 },
  { article: '777', product: '01.0002', gtin: '8930000000026', factor: 3 },
  { article: '055', product: '01.0005' },
  { article: '55', product: '01.0004', gtin: '8930000000033' },
];

/** What is kept of a sheet, as "01.0004 145000 stock=12"; what is refused, as "A!A2 unknown-article". */
function of(...rows: readonly (readonly Typed[])[]) {
  const articles = new Map(OWN.map((own) => [own.article, own]));
  const reading = readReports(
    { sheets: [typedSheet('A', rows)] },
    { products: catalogue.products, stores: STORES, asked: ASKED, articles },
  );
  if ('problem' in reading) return { problem: reading.problem };
  const judged = judgeRows(
    reading.rows.map(({ raw }) => raw),
    { products: catalogue.products, channel: 'market', patch: false, isTable: true, repeats: 'count-once', articles },
  );
  return {
    kept: judged.rows.map(({ product, price, stockMilli }) =>
      [product, price, ...(stockMilli === undefined ? [] : [`stock=${stockMilli / 1000}`])].join(' '),
    ),
    refused: [
      ...reading.refused.map((cell) => `${cellName(cell.sheet, cell.row, cell.column)} ${codeOfFault(cell)}`),
      ...judged.refused.map(({ position, refusal }) => {
        const { sheet, row, columns } = reading.rows[position] as (typeof reading.rows)[number];
        return `${cellName(sheet, row, columns.get(refusal.member) ?? 0)} ${refusal.code}`;
      }),
    ],
  };
}

const HEADER = ['Mã nội bộ', 'Tên hàng', 'Giá bán lẻ', 'Tồn kho'];
const row = (article: Typed, price: Typed, stock?: Typed, name = 'Hàng của chúng tôi') =>
  of(HEADER, [article, name, price, stock]);

describe('a row by an own number', () => {
  test.each<[string, Typed]>([
    ['text', '1000311'],
    ['a text with an apostrophe', "'1000311"],
    ['a number', 1000311],
    ['a text with blanks', ' 1000311\u00a0'],
  ])('is its product, the number being %s', (_, article) => {
    expect(row(article, 145000, 12)).toEqual({ kept: ['01.0004 145000 stock=12'], refused: [] });
  });

  test('of several units has the price of one and as many units', () => {
    expect(row('00234', 150000, 40)).toEqual({ kept: ['01.0002 30000 stock=200'], refused: [] });
  });

  test('keeps the zeros of a text, and takes a number cell as the one article that reads so', () => {
    expect(row('234', 150000)).toEqual({ kept: [], refused: ['A!A2 unknown-article'] });
    expect(row(234, 150000)).toEqual({ kept: ['01.0002 30000'], refused: [] });
    expect(row('0000234', 150000)).toEqual({ kept: [], refused: ['A!A2 unknown-article'] });
  });

  test('is refused by its cell where a number cell may be several articles, unless its code says which', () => {
    expect(row(55, 145000)).toEqual({ kept: [], refused: ['A!A2 unknown-article'] });
    expect(row('55', 145000)).toEqual({ kept: ['01.0004 145000'], refused: [] });
    expect(of(['SKU', 'Mã hàng', 'Giá bán'], [55, '01.0004', 145000])).toEqual({
      kept: ['01.0004 145000'],
      refused: [],
    });
  });

  test('that nobody mapped is refused by its cell, whatever its name is', () => {
    const unmapped = { kept: [], refused: ['A!A2 unknown-article'] };
    expect(row('9999', 145000)).toEqual(unmapped);
    expect(row(9999, 145000)).toEqual(unmapped);
    expect(row('9999', 145000, 1, 'Thịt lợn nạc thăn')).toEqual(unmapped);
    expect(row({ kind: 'error', error: '#N/A' }, 145000)).toEqual(unmapped);
    expect(row({ kind: 'uncomputed' }, 145000)).toEqual(unmapped);
  });

  test('without a number is found by its name, as in any sheet', () => {
    expect(row(undefined, 145000, 1, 'Thịt lợn nạc thăn')).toEqual({ kept: ['01.0004 145000 stock=1'], refused: [] });
    expect(row('-', 145000, 1, 'Thịt lợn nạc thăn')).toEqual({ kept: ['01.0004 145000 stock=1'], refused: [] });
  });

  test('is nothing where it is a total or a signature', () => {
    expect(of(HEADER, ['', 'Tổng cộng', 290000, 24], [undefined, 'Người lập biểu', 'Giám đốc'])).toEqual({
      kept: [],
      refused: [],
    });
  });
});

describe('a row with a code and an own number', () => {
  const both = (code: Typed, article: Typed, price: Typed, name = '') =>
    of(['Mã hàng', 'SKU', 'Tên hàng', 'Giá bán'], [code, article, name, price]);

  test('is taken where both say the same, and where nobody mapped the number', () => {
    expect(both('01.0004', '1000311', 145000)).toEqual({ kept: ['01.0004 145000'], refused: [] });
    expect(both('01.0004', '9999', 145000)).toEqual({ kept: ['01.0004 145000'], refused: [] });
    expect(both('01.0004', { kind: 'error', error: '#N/A' }, 145000)).toEqual({
      kept: ['01.0004 145000'],
      refused: [],
    });
    expect(both('-', '1000311', 145000)).toEqual({ kept: ['01.0004 145000'], refused: [] });
  });

  test('is taken with a code that lost its zero, if the number says the same', () => {
    expect(both(1.0004, '1000311', 145000)).toEqual({ kept: ['01.0004 145000'], refused: [] });
  });

  test('is refused where they are two goods, or the price may be that of an article or of a unit', () => {
    expect(both('01.0005', '1000311', 250000).refused).toEqual(['A!B2 article-of-other-product']);
    expect(both('99.9999', '1000311', 145000).refused).toEqual(['A!B2 article-of-other-product']);
    expect(both('01.0002', '00234', 150000).refused).toEqual(['A!B2 article-or-unit']);
  });
});

describe('a unit beside an article of several units', () => {
  const bags = (unit: Typed, price: string, stock: string, told: readonly [Typed, Typed], article = '00234') =>
    of(['SKU', 'Đơn vị', price, stock], [article, unit, ...told]);

  test('is the article itself where the row counts by it, and the pack where it says its size', () => {
    const kept = { kept: ['01.0002 30000 stock=200'], refused: [] };
    expect(bags('túi', 'Giá bán', 'Tồn kho', [150000, 40])).toEqual(kept);
    expect(bags('túi', 'Giá bán (đ/túi)', 'Tồn kho (túi)', [150000, 40])).toEqual(kept);
    expect(bags('5 kg', 'Giá bán', 'Tồn kho', ['150.000đ/5kg', 40])).toEqual(kept);
  });

  test('is refused where the price may be that of a unit, or of something else', () => {
    expect(bags('kg', 'Giá bán', 'Tồn kho', [150000, 40]).refused).toEqual(['A!A2 article-or-unit']);
    expect(bags('túi', 'Giá bán (đ/kg)', 'Tồn kho', [30000, 40]).refused).toEqual(['A!A2 article-or-unit']);
    expect(bags('túi', 'Giá bán', 'Tồn kho', ['30.000đ/kg', 40]).refused).toEqual(['A!A2 article-or-unit']);
    expect(bags('túi', 'Giá bán (đ/500 g)', 'Tồn kho', [15000, 40]).refused).toEqual(['A!C2 article-or-unit']);
    expect(bags('túi', 'Giá bán (đ/thùng)', 'Tồn kho', [600000, 40]).refused).toEqual(['A!C2 article-or-unit']);
    expect(bags('lạng', 'Giá bán', 'Tồn kho', [15000, 40]).refused).toEqual(['A!B2 article-or-unit']);
  });

  test('is converted once in a stock, and only where that comes out even', () => {
    expect(bags('túi', 'Giá bán', 'Tồn kho (tấn)', [150000, 1.5]).kept).toEqual(['01.0002 30000 stock=1500']);
    expect(bags('túi', 'Giá bán', 'Tồn kho (tạ)', [150000, 2]).kept).toEqual(['01.0002 30000 stock=200']);
    expect(bags('túi', 'Giá bán', 'Tồn kho (kg)', [150000, 1500]).kept).toEqual(['01.0002 30000 stock=1500']);
    expect(bags('túi', 'Giá bán', 'Tồn kho', [150000, '1500 kg']).kept).toEqual(['01.0002 30000 stock=1500']);
    expect(bags('túi', 'Giá bán', 'Tồn kho (tấn)', [90000, 1], '777').refused).toEqual(['A!D2 article-or-unit']);
    expect(bags('túi', 'Giá bán', 'Tồn kho (thùng)', [150000, 4]).refused).toEqual(['A!D2 article-or-unit']);
    expect(bags('túi', 'Giá bán', 'Tồn kho (tấn)', [150000, 'hết hàng']).kept).toEqual(['01.0002 30000 stock=0']);
  });
});

test('two own numbers of one product on two sheets are no conflict', () => {
  const articles = new Map(OWN.map((own) => [own.article, own]));
  const sheets = [
    typedSheet('Gạo', [HEADER, ['00234', 'Gạo 5 kg', 150000, 40]]),
    typedSheet('Gạo nhỏ', [HEADER, ['777', 'Gạo 3 kg', 93000, 10]]),
  ];
  const reading = readReports({ sheets }, { products: catalogue.products, stores: STORES, asked: ASKED, articles });
  expect('problem' in reading ? reading : reading.rows.map(({ raw }) => raw['article'])).toEqual(['00234', '777']);
});

test('a column of own numbers is known before the workbook is read, also in a second table', () => {
  const plain = [
    ['Mã hàng', 'Giá bán'],
    ['01.0004', 145000],
  ];
  const second = [...plain, [], ['SKU', 'Giá bán'], ['1000311', 145000]];
  expect(hasArticleColumn({ sheets: [typedSheet('A', plain)] }, STORES)).toBe(false);
  expect(hasArticleColumn({ sheets: [typedSheet('A', second)] }, STORES)).toBe(true);
});
