import { describe, expect, test } from 'vitest';
import { csvText } from '#web/components/take-list/csv-text.ts';
import type { ListColumn } from '#web/components/take-list/list-cells.ts';

interface Line {
  readonly shop: string;
  readonly price?: number;
}

const COLUMNS: readonly ListColumn<Line>[] = [
  { heading: 'Điểm bán', cell: ({ shop }) => shop },
  { heading: 'Giá (đ)', cell: ({ price }) => price },
];
const linesOf = (text: string) => text.replace('\ufeff', '').trimEnd().split('\r\n');

describe('a list that is taken as CSV', () => {
  test('begins with a byte order mark and its headings, so that Excel reads its letters', () => {
    expect(csvText(COLUMNS, [{ shop: 'Chợ Hàng Bè', price: 34_500 }])).toBe(
      '\ufeffĐiểm bán,Giá (đ)\r\nChợ Hàng Bè,34500\r\n',
    );
  });

  test.each(['=1+1', '+84', '-1', '@SUM(A1)', '\tx', '＝1'])('has no cell that is a formula: %j', (shop) => {
    expect(linesOf(csvText(COLUMNS, [{ shop }]))[1]?.replaceAll('"', '')).toBe(`'${shop},`);
  });

  test('writes numbers as numbers, also negative ones, and decimals as the reader does', () => {
    const rows = [{ shop: 'A', price: -17.5 }];
    expect(linesOf(csvText(COLUMNS, rows, 'vi'))[1]).toBe('A,"-17,5"');
    expect(linesOf(csvText(COLUMNS, rows, 'en'))[1]).toBe('A,-17.5');
  });

  test('keeps commas, quotes and line ends inside their cell', () => {
    expect(csvText(COLUMNS, [{ shop: 'Chợ "Quê", sạp 2\nngõ 1' }])).toContain('"Chợ ""Quê"", sạp 2\nngõ 1",');
  });

  test('writes days so that they sort, and instants in the time of the city', () => {
    const columns: readonly ListColumn<string>[] = [
      { heading: 'Ngày', cell: () => '2026-11-29', as: 'day' },
      { heading: 'Báo lúc', cell: (at) => at, as: 'instant' },
    ];
    expect(linesOf(csvText(columns, ['2026-11-29T20:05:00.000Z']))[1]).toBe('2026-11-29,2026-11-30 03:05');
  });
});
