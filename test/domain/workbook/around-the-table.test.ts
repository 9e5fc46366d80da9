import { describe, expect, test } from 'vitest';
import { told } from '#support/told-of-sheets.ts';
import { type Typed, typedSheet } from '#support/typed-sheet.ts';

const HEADER = ['Mã', 'Tên hàng', 'Giá', 'Tồn'];
const PORK = ['01.0004', 'Thịt lợn nạc thăn', 145000, 5];
const BEEF = ['01.0005', 'Thịt bò thăn', 250000, 6];
const PORK_KEPT = '01.0004 retail 145000 stock=5';
const BEEF_KEPT = '01.0005 retail 250000 stock=6';

const of = (...rows: readonly (readonly Typed[])[]) => told([typedSheet('A', rows)]);

const OF_ANOTHER_KIND = [
  ...['BẢNG GIÁ BÁN BUÔN', 'II. Giá bán buôn', 'Giá sỉ', 'Loại giá: Bán buôn', 'bang gia ban si', 'Wholesale prices'],
  ...['HÀNG KHUYẾN MẠI', 'Giá KM', 'PHIẾU NHẬP KHO', 'Bảng giá nhập', 'Đơn giá mua vào', 'Giá vốn'],
];
const OF_ANOTHER_DAY = ['Giá hôm qua', 'BẢNG GIÁ DỰ KIẾN', 'Giá bán lẻ kỳ trước', 'Giá cũ', 'Giá ngày mai'];

describe('prices of another kind or day', () => {
  test.each([...OF_ANOTHER_KIND, ...OF_ANOTHER_DAY])('are refused by their cells under "%s"', (said) => {
    expect(of([said], HEADER, PORK), 'above the table').toEqual({ kept: [], refused: ['A!C3'] });
    expect(of(HEADER, PORK, [said], BEEF), 'within it').toEqual({ kept: [PORK_KEPT], refused: ['A!C4'] });
    expect(told([typedSheet(said, [HEADER, PORK])]).kept, 'by the name of the sheet').toEqual([]);
  });

  test('are said in decomposed letters, beside a day, and in the cell beside a label', () => {
    const refused = { kept: [], refused: ['A!C3'] };
    expect(of(['BẢNG GIÁ BÁN BUÔN'.normalize('NFD')], HEADER, PORK)).toEqual(refused);
    expect(of(['Bảng giá bán buôn ngày 30/11/2026'], HEADER, PORK)).toEqual(refused);
    expect(of(['Loại giá', 'Bán buôn'], HEADER, PORK)).toEqual(refused);
  });

  test('end where the next section is of retail prices, and not where it is of other goods', () => {
    expect(of(HEADER, ['Bán buôn'], ['I. THỊT'], PORK, ['Giá bán lẻ'], BEEF)).toEqual({
      kept: [BEEF_KEPT],
      refused: ['A!C4'],
    });
  });

  test.each(['Hàng nhập khẩu', 'BẢNG GIÁ BÁN LẺ VÀ BÁN BUÔN', 'Rau củ', 'Giá bán lẻ', 'Hàng khuyến mại tháng sau'])(
    'are not meant by "%s"',
    (said) => {
      expect(of([said], HEADER, PORK).kept).toEqual([PORK_KEPT]);
      expect(of(HEADER, PORK, [said], BEEF).kept).toEqual([PORK_KEPT, BEEF_KEPT]);
    },
  );

  test('are none where a column says its kind itself, or stands beside one of that kind', () => {
    expect(of(['Bảng giá bán buôn'], ['Mã', 'Giá bán lẻ'], ['01.0004', 145000]).kept).toEqual([
      '01.0004 retail 145000',
    ]);
    expect(of(['Giá khuyến mại'], ['Mã', 'Giá', 'Giá KM'], ['01.0004', 145000, 130000]).kept).toEqual([
      '01.0004 promo 130000',
      '01.0004 retail 145000',
    ]);
    expect(of(['Giá bán buôn'], ['Mã', 'Loại giá', 'Giá'], ['01.0004', 'Bán lẻ', 145000]).kept).toEqual([
      '01.0004 retail 145000',
    ]);
  });

  test('of another day are so in any column that does not name its day', () => {
    expect(of(['Giá hôm qua'], ['Mã', 'Giá bán lẻ', 'Giá KM'], ['01.0004', 145000, 130000])).toEqual({
      kept: [],
      refused: ['A!B3', 'A!C3'],
    });
    expect(of(['Giá dự kiến'], ['Mã', 'Giá 30/11'], ['01.0004', 145000]).kept).toHaveLength(1);
  });
});

test('a section that says thousands of đồng holds for the rows below it', () => {
  expect(of(HEADER, PORK, ['ĐVT: nghìn đồng'], BEEF)).toEqual({ kept: [PORK_KEPT], refused: ['A!C4'] });
  expect(of(HEADER, PORK, ['ĐVT: đồng'], BEEF).kept).toEqual([PORK_KEPT, BEEF_KEPT]);
});

test('of two labels above a table that say different stores or days neither is taken', () => {
  const stores = (...ids: string[]) => of(...ids.map((id) => ['Điểm bán', id]), HEADER, PORK);
  expect(stores('sen-1', 'sen-2')).toEqual({ problem: 'stores-disagree' });
  expect(stores('sen-1', 'Sen Vàng Cửa Nam').kept).toEqual([PORK_KEPT]);
  const days = (...lines: string[][]) => of(...lines, HEADER, PORK);
  expect(days(['Ngày', '30/11/2026'], ['Ngày báo cáo', '29/11/2026'])).toEqual({ problem: 'days-disagree' });
  expect(days(['BẢNG GIÁ NGÀY 30/11/2026'], ['Ngày: 29/11/2026'])).toEqual({ problem: 'days-disagree' });
  expect(days(['Ngày', '30/11/2026'], ['Ngày báo cáo', '2026-11-30']).kept).toEqual([PORK_KEPT]);
});
