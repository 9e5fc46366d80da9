import { describe, expect, test } from 'vitest';
import type { MergedCells } from '#domain/workbook/sheet.ts';
import { ASKED, told } from '#support/told-of-sheets.ts';
import { type Typed, typedSheet } from '#support/typed-sheet.ts';

const PORK = ['01.0004', 'Thịt lợn nạc thăn'] as const;
const BEEF = ['01.0005', 'Thịt bò thăn'] as const;
const EGGS = ['01.0027', 'Trứng gà ta'] as const;

const of = (...rows: readonly (readonly Typed[])[]) => told([typedSheet('A', rows)]);
const merged = (rows: readonly (readonly Typed[])[], ...ranges: readonly MergedCells[]) =>
  told([typedSheet('A', rows, ranges)]);
/** "C1:D1" by rows and columns. */
const range = (fromRow: number, toRow: number, fromColumn: number, toColumn: number): MergedCells => {
  return { fromRow, toRow, fromColumn, toColumn };
};
const beside = (number: number, words: string): Typed => ({ kind: 'number', number, beside: words });
const NO_TABLE = { problem: 'no-table' };
const PORK_KEPT = { kept: ['01.0004 retail 145000'], refused: [] };

describe('yesterday’s prices, and another store’s, never pass for today’s', () => {
  const groups = ['Mã', 'Giá bán lẻ', undefined, undefined];
  const words = [undefined, 'Hôm qua', 'Hôm nay', 'Tăng giảm'];
  const row = [PORK[0], 140000, 145000, 5000];
  const onlyYesterday = [BEEF[0], 250000, undefined, undefined];

  test.each([
    ['merged', [range(1, 1, 2, 4)]],
    ['not merged', []],
  ])('under one header whose cells are %s', (_, ranges) => {
    expect(merged([groups, words, row, onlyYesterday], ...ranges)).toEqual(PORK_KEPT);
  });

  test('of stores beside each other, whose names stand under the prices', () => {
    const stores = [undefined, 'Cửa Nam', 'Tây Hồ', 'Ba Đình'];
    expect(merged([groups, stores, [PORK[0], undefined, 145000, undefined]], range(1, 1, 2, 4))).toEqual(NO_TABLE);
  });

  test('where the days stand above the columns, merged over a price and a stock each', () => {
    const days = [undefined, 'Hôm qua', undefined, 'Hôm nay', undefined];
    const header = ['Mã', 'Giá bán', 'Tồn', 'Giá bán', 'Tồn'];
    const above = (...texts: Typed[]) =>
      merged(
        [texts, header, [PORK[0], 140000, 9, 145000, 5], [BEEF[0], 250000, 3]],
        range(1, 1, 2, 3),
        range(1, 1, 4, 5),
      );
    expect(above(...days)).toEqual(NO_TABLE);
    expect(above(undefined, 'Ngày 29/11', undefined, 'Ngày 30/11/2026', undefined)).toEqual({
      kept: ['01.0004 retail 145000 stock=5'],
      refused: [],
    });
  });

  test('a merged cell above says what all of its columns are for, and a title above the table nothing', () => {
    const header = ['Mã', 'Tên hàng', 'Bán lẻ', 'Khuyến mại', 'Tồn', 'Bán'];
    const row = [...PORK, 145000, 130000, 5, 6];
    const kept = ['01.0004 promo 130000', '01.0004 retail 145000 stock=5 sold=6'];
    const groups = [undefined, undefined, 'GIÁ BÁN', undefined, 'Số lượng (kg)'];
    const ranges = [range(1, 1, 3, 4), range(1, 1, 5, 6)];
    expect(merged([groups, header, row], ...ranges).kept).toEqual(kept);
    const titled = merged([['BẢNG GIÁ NGÀY 30/11/2026'], header, row], range(1, 1, 1, 6));
    expect(titled.kept).toEqual(['01.0004 promo 130000', '01.0004 retail 145000 stock=5']);
    const boxes = [undefined, undefined, 'GIÁ BÁN', undefined, 'Số lượng (thùng)'];
    expect(merged([boxes, header, row], ...ranges)).toEqual({ kept: [], refused: ['A!E3'] });
  });

  test('of two columns that mean the same, one of which is empty here and not elsewhere', () => {
    const header = ['Mã', 'Giá bán', 'Giá bán lẻ', 'Tồn', 'Tồn kho'];
    expect(
      of(header, [PORK[0], 145000, 145000, 5, 5], [BEEF[0], 250000, undefined, 1, 1], [EGGS[0], 34000, 34000, 2]),
    ).toEqual({ kept: ['01.0004 retail 145000 stock=5'], refused: ['A!C3', 'A!E4'] });
    expect(of(header, [PORK[0], 145000])).toEqual(PORK_KEPT);
  });

  test('of tables beside each other, each row has its own good’s price', () => {
    const header = ['STT', 'Mã', 'Tên hàng', 'Giá bán', 'STT', 'Mã', 'Tên hàng', 'Giá bán'];
    expect(of(header, [1, ...PORK, undefined, 4, ...BEEF, 250000], [2, ...EGGS, 34000])).toEqual({
      kept: ['01.0005 retail 250000', '01.0027 retail 34000'],
      refused: [],
    });
  });
});

describe('sections and further tables', () => {
  const header = ['Mã', 'Tên hàng', 'Giá bán'];
  const first = [...PORK, 145000];
  const second = [...BEEF, 250000];

  test.each<[string, Typed[]]>([
    ['a label', ['Cửa hàng: Sen Vàng Tây Hồ']],
    ['the store’s name', [undefined, 'II. Sen Vàng Tây Hồ']],
    ['the store’s id', ['sen-2']],
    ['a store of nobody', ['Điểm bán: Chợ khác']],
  ])('of another store are not this one’s, said by %s', (_, section) => {
    const sections = [typedSheet('A', [header, first, section, second])];
    expect(told(sections)).toEqual({ problem: 'stores-disagree' });
    expect(told([typedSheet('A', [header, first, [], section, header, second])])).toEqual({
      problem: 'stores-disagree',
    });
  });

  test('say whose they are where nobody asks', () => {
    const sheet = typedSheet('A', [header, ['Sen Vàng Cửa Nam'], first, ['Sen Vàng Tây Hồ'], second]);
    expect(told([sheet], { date: '2026-11-30' }).kept).toEqual([
      '01.0004 retail 145000',
      'sen-2 2026-11-30 01.0005 retail 250000',
    ]);
  });

  test('of another day are not today’s', () => {
    expect(of(header, first, ['BẢNG GIÁ NGÀY 29/11/2026'], header, second)).toEqual({ problem: 'days-disagree' });
    expect(of(header, first, ['Ngày 29/11'], second)).toEqual({ problem: 'days-disagree' });
    expect(of(header, first, ['Giá từ ngày 28/11 tăng do mưa'], second).kept).toHaveLength(2);
  });

  test('of groups of goods change nothing', () => {
    const rows = of(header, ['I. THỰC PHẨM TƯƠI SỐNG'], first, [undefined, 'Nhóm A'], second);
    expect(rows).toEqual({ kept: ['01.0004 retail 145000', '01.0005 retail 250000'], refused: [] });
  });

  test('a sheet called by a store is that store’s', () => {
    const sheets = [typedSheet('Sen Vàng Cửa Nam', [header, first]), typedSheet('sen-2', [header, second])];
    expect(told(sheets, { date: '2026-11-30' }).kept).toEqual([
      '01.0004 retail 145000',
      'sen-2 2026-11-30 01.0005 retail 250000',
    ]);
    expect(told(sheets)).toEqual({ problem: 'stores-disagree' });
  });
});

describe('a merged cell', () => {
  const header = ['Loại giá', 'ĐVT', 'Mã', 'Giá bán', 'Tồn'];

  test('of a type or a unit holds for all of its rows', () => {
    const rows: Typed[][] = [
      header,
      ['Bán buôn', 'kg', PORK[0], 120000],
      [undefined, undefined, BEEF[0], 240000],
      ['bán lẻ', 'thùng', PORK[0], 145000],
      [undefined, undefined, BEEF[0], 250000],
    ];
    const ranges = [range(2, 3, 1, 1), range(2, 3, 2, 2), range(4, 5, 1, 1), range(4, 5, 2, 2)];
    expect(merged(rows, ...ranges)).toEqual({
      kept: ['01.0004 wholesale 120000', '01.0005 wholesale 240000'],
      refused: ['A!B4', 'A!B5'],
    });
  });

  test('of a price or a stock over two goods is neither one’s; over the lines of one good it is that good’s', () => {
    const table = ['Mã', 'Giá bán', 'Tồn'];
    const two: Typed[][] = [table, [PORK[0], 145000, 10], [BEEF[0], 145000], [EGGS[0], 34000, 3]];
    expect(merged(two, range(2, 3, 3, 3))).toEqual({
      kept: ['01.0027 retail 34000 stock=3'],
      refused: ['A!C2', 'A!C3'],
    });
    expect(merged([table, [PORK[0], 145000, 10], [BEEF[0]]], range(2, 3, 2, 2)).refused).toEqual(['A!B2', 'A!B3']);
    expect(merged([table, [PORK[0], 145000, 10], []], range(2, 3, 1, 1), range(2, 3, 2, 2)).kept).toEqual([
      '01.0004 retail 145000 stock=10',
    ]);
  });

  test('without merging, a type that is left out below one that is not retail is asked for', () => {
    const table = ['Loại giá', 'Mã', 'Giá bán'];
    expect(of(table, ['Bán buôn', PORK[0], 120000], [undefined, BEEF[0], 240000])).toEqual({
      kept: ['01.0004 wholesale 120000'],
      refused: ['A!A3'],
    });
    const retail = [[undefined, PORK[0], 145000] as const, ['KM', PORK[0], 130000] as const];
    expect(of(table, ...retail, [undefined, BEEF[0], 240000]).kept).toHaveLength(3);
  });
});

describe('what a cell or header says beside its number', () => {
  test.each<[Typed, string]>([
    [beside(145000, 'đ'), '145000'],
    [beside(145000, 'đ/kg'), '145000'],
    [beside(145000, 'VNĐ'), '145000'],
    [beside(145, 'k'), 'refused'],
    [beside(145000, 'đ/500g'), 'refused'],
    [beside(145, '.000'), 'refused'],
    [beside(145000, 'USD'), 'refused'],
  ])('the price %j is %s', (typed, meant) => {
    const { kept, refused } = of(['Mã', 'Giá bán'], [PORK[0], typed]);
    expect(kept?.[0]?.split(' ')[2] ?? (refused?.length ? 'refused' : 'none')).toBe(meant);
  });

  test('a stock in boxes is none in kilograms, by its format, its header or a unit of its own', () => {
    const stock = (header: readonly Typed[], ...row: Typed[]) => of(header, [PORK[0], 145000, ...row]);
    const kept = { kept: ['01.0004 retail 145000 stock=5'], refused: [] };
    const refused = (...cells: string[]) => ({ kept: [], refused: cells });
    expect(stock(['Mã', 'Giá bán', 'Tồn'], beside(5, 'thùng'))).toEqual(refused('A!C2'));
    expect(stock(['Mã', 'Giá bán', 'Tồn'], beside(5, 'tấn'))).toEqual(refused('A!C2'));
    expect(stock(['Mã', 'Giá bán', 'Tồn'], beside(5, 'kg'))).toEqual(kept);
    expect(stock(['Mã', 'Giá bán', 'Tồn', 'ĐVT tồn'], 5, 'thùng')).toEqual(refused('A!D2'));
    expect(stock(['Mã', 'Giá bán', 'Tồn', 'ĐVT tồn'], 5, 'kg')).toEqual(kept);
    expect(stock(['Mã', 'Giá bán', 'Tồn', 'Đơn vị báo cáo'], 5, 'Sen Vàng')).toEqual(kept);
    expect(of(['Mã', 'Giá bán', 'Tồn'], [undefined, undefined, '(thùng)'], [PORK[0], 145000, 5])).toEqual(
      refused('A!C3'),
    );
    const three = [
      ['Mã', 'Giá', 'Số lượng'],
      [undefined, 'Bán lẻ', 'Tồn'],
      [undefined, '(đ/kg)', '(thùng)'],
    ];
    expect(of(...three, [PORK[0], 145000, 5])).toEqual(refused('A!C4'));
  });

  test.each(['Giá bán (đ/ĐVT)', 'Giá bán lẻ (5)', 'Giá bán (VNĐ/đơn vị tính)', 'Giá bán lẻ: đ/đvt'])(
    '"%s" is a price for the unit of the row',
    (header) => {
      expect(of(['Mã', header], [PORK[0], 145000])).toEqual(PORK_KEPT);
    },
  );

  test.each<[string, string, Typed, string]>([
    ['01.0002', 'Gạo tẻ ngon 5kg', undefined, 'refused'],
    ['01.0002', 'Gạo ngon túi 2 kg', undefined, 'refused'],
    ['01.0002', 'Gạo ngon (500g)', undefined, 'refused'],
    ['01.0002', 'Gạo ngon 1kg', undefined, 'kept'],
    ['01.0002', 'Gạo tẻ ngon 5kg', 'kg', 'kept'],
    ['01.0002', 'Gạo ST25', undefined, 'kept'],
    ['01.0027', 'Trứng gà ta vỉ 10 quả', undefined, 'kept'],
    ['01.0027', 'Trứng gà ta vỉ 30', undefined, 'refused'],
    ['03.0004', 'Bia lon 330ml thùng 24 lon', undefined, 'kept'],
    ['bo.0018', 'Nước mắm 500ml', undefined, 'kept'],
    ['04.0008', 'Gas 12kg', undefined, 'kept'],
    ['01.0018', 'Dầu ăn 5 lít', undefined, 'refused'],
    ['01.0018', 'Dầu ăn 1L', undefined, 'kept'],
  ])('the good %s called "%s" in %s is %s', (code, name, unit, meant) => {
    const { kept } = of(['Mã', 'Tên hàng', 'ĐVT', 'Giá bán'], [code, name, unit, 100000]);
    expect(kept?.length ? 'kept' : 'refused').toBe(meant);
  });
});

test('a row of sums says so before its figures; a note that speaks of sums makes none', () => {
  const header = ['Mã', 'Tên hàng', 'Giá bán', 'Ghi chú'];
  const rows: Typed[][] = [
    ['Tổng cộng', undefined, 395000],
    ['', 'Hàng lạ', 34000, 'Tổng kho còn ít'],
  ];
  expect(of(header, [...PORK, 145000], ...rows)).toEqual({ kept: ['01.0004 retail 145000'], refused: ['A!B4'] });
  expect(told([typedSheet('A', [header, ...rows])], ASKED)).toEqual({ kept: [], refused: ['A!B3'] });
});
