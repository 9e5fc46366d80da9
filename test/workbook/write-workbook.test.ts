import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '#workbook/read-workbook.ts';
import { writeWorkbook } from '#workbook/write-workbook.ts';

describe('what is written is read again', () => {
  test('texts stay texts, numbers numbers and days days', async () => {
    const bytes = writeWorkbook([
      {
        name: 'Báo cáo',
        rows: [
          [{ value: '01.0004', shownAs: 'text' }, 'a < b & "c"\n_x0041_ \u0001', 145000, undefined, { value: 12.5 }],
          [],
          [{ value: { day: '2026-11-30' } }, { value: 0.25, shownAs: 'percentage' }, { isInput: true }],
        ],
      },
    ]);
    const { sheets } = await readWorkbook(bytes, 100);
    expect(sheets.map(({ rows }) => rows.map(({ row, cells }) => [row, Object.fromEntries(cells)]))).toEqual([
      [
        [
          1,
          {
            1: { kind: 'text', text: '01.0004' },
            2: { kind: 'text', text: 'a < b & "c"\n_x0041_ ' },
            3: { kind: 'number', number: 145000 },
            5: { kind: 'number', number: 12.5 },
          },
        ],
        [3, { 1: { kind: 'date', day: '2026-11-30' }, 2: { kind: 'number', number: 0.25, isPercentage: true } }],
      ],
    ]);
  });

  test('sheets have names that spreadsheets take, each its own', async () => {
    const long = 'Siêu thị Sen Vàng – Trung Hòa Nhân Chính';
    const names = [long, long.toUpperCase(), 'a/b:[c]', ''].map((name) => ({ name, rows: [] }));
    const { sheets } = await readWorkbook(writeWorkbook(names), 100);
    expect(sheets.map(({ name }) => name)).toEqual([
      'Siêu thị Sen Vàng – Trung Hòa N',
      'SIÊU THỊ SEN VÀNG – TRUNG HÒA 2',
      'a b  c',
      'Sheet',
    ]);
  });

  test('the same sheets are the same bytes, and locking has no password', () => {
    const sheet = { name: 'A', rows: [['a']], isLocked: true, frozenRows: 1 };
    const bytes = writeWorkbook([sheet]);
    expect(writeWorkbook([sheet])).toEqual(bytes);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(xml).toContain('<sheetProtection sheet="1"');
    expect(xml).not.toContain('password');
    expect(xml).toContain('state="frozen"');
  });
});
