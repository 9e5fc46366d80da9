import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type MadeWorkbook, madeWorkbook } from '#support/made-workbook.ts';
import { describeWithData } from '#support/real-data.ts';
import { readWorkbook } from '#workbook/read-workbook.ts';

async function cellsOf(made: MadeWorkbook) {
  const { sheets } = await readWorkbook(madeWorkbook(made), 20_000);
  return sheets.map(({ rows }) => Object.fromEntries(rows.map(({ row, cells }) => [row, Object.fromEntries(cells)])));
}

async function reasonOf(bytes: Uint8Array): Promise<string> {
  return readWorkbook(bytes, 20_000).then(
    () => 'read',
    (error: Error & { reason?: string }) => error.reason ?? `${error.name}: ${error.message}`,
  );
}

describe('a cell is read as what it is', () => {
  test('a text of one font or several, a number, a truth, an error', async () => {
    const [sheet] = await cellsOf({
      sheets: {
        A: '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2"><v>1.45E5</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="e"><v>#N/A</v></c><c r="G2" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c></row>',
      },
      strings: [
        '<si><t>Thịt _x0041_</t></si>',
        '<si><r><t>Gạo </t></r><r><rPr><b/></rPr><t>tẻ</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>',
      ],
    });
    expect(sheet).toEqual({
      2: {
        2: { kind: 'text', text: 'Thịt A' },
        3: { kind: 'text', text: 'Gạo tẻ' },
        4: { kind: 'number', number: 145000 },
        5: { kind: 'boolean', is: true },
        6: { kind: 'error', error: '#N/A' },
        7: { kind: 'text', text: 'a b' },
      },
    });
  });

  test('a formula has the value that was kept of it; without one it is not an empty cell', async () => {
    const [sheet] = await cellsOf({
      sheets: {
        A: '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="str"><f>"a"</f><v>a</v></c><c r="F1" s="0"/></row>',
      },
    });
    expect(sheet).toEqual({
      1: {
        1: { kind: 'number', number: 2 },
        2: { kind: 'uncomputed' },
        3: { kind: 'uncomputed' },
        5: { kind: 'text', text: 'a' },
      },
    });
  });

  test('a number that is shown as a percentage, a date or a time is no plain number', async () => {
    const xfs = [0, 10, 14, 165, 166, 167, 168, 46].map((id) => `<xf numFmtId="${id}"/>`);
    const formats = { 165: '[$-42A]dd/mm/yyyy', 166: '#,##0 &quot;đ/dm&quot;', 167: '[Red]0.0%', 168: 'h:mm' };
    const cells = xfs.map((_, style) => `<c s="${style}"><v>46356</v></c>`).join('');
    const [sheet] = await cellsOf({ sheets: { A: `<row>${cells}</row>` }, styles: { formats, xfs } });
    const day = { kind: 'date', day: '2026-11-30' };
    const [number, share] = [
      { kind: 'number', number: 46356 },
      { kind: 'number', number: 46356, isPercentage: true },
    ];
    expect(Object.values(sheet?.[1] ?? {})).toEqual([
      number,
      share,
      day,
      day,
      { ...number, beside: 'đ/dm' },
      share,
      { kind: 'time' },
      { kind: 'time' },
    ]);
  });

  test.each<[string, string | undefined]>([
    ['#,##0', undefined],
    ['General', undefined],
    ['0.00E+00', undefined],
    ['_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* &quot;-&quot;??\\ _₫_-;_-@_-', undefined],
    ['#,##0\\ [$₫-42A]', undefined],
    ['#,##0 [$VND]', 'VND'],
    ['#,##0 &quot;đ&quot;', 'đ'],
    ['#,##0đ', 'đ'],
    ['[Red]0\\k', 'k'],
    ['0&quot; thùng&quot;;-0&quot; thùng&quot;', 'thùng'],
    ['General&quot; kg&quot;', 'kg'],
    ['0&quot;.000&quot;', '.000'],
    ['#,##0,&quot;k&quot;', undefined],
    ['#,##0,&quot; nghìn đ&quot;', 'đ'],
    ['#,##0,&quot; thùng&quot;', 'thùng'],
    ['&quot;SP&quot;0000', 'SP'],
  ])('a number in the format %s has "%s" beside it', async (format, beside) => {
    const [sheet] = await cellsOf({
      sheets: { A: '<row><c s="0"><v>5</v></c></row>' },
      styles: { formats: { 165: format }, xfs: ['<xf numFmtId="165"/>'] },
    });
    const cell = { kind: 'number', number: 5 };
    expect(Object.values(sheet?.[1] ?? {})).toEqual([beside === undefined ? cell : { ...cell, beside }]);
  });

  test('days count from 1900 or from 1904, and strict workbooks write them out', async () => {
    const made = {
      sheets: { A: '<row r="1"><c r="A1" s="0"><v>44894</v></c><c r="B1" t="d"><v>2026-11-30T00:00:00</v></c></row>' },
      styles: { xfs: ['<xf numFmtId="14"/>'] },
    } as const;
    const day = { kind: 'date', day: '2026-11-30' };
    expect(await cellsOf({ ...made, from1904: true, isStrict: true })).toEqual([{ 1: { 1: day, 2: day } }]);
  });

  test('cells and rows that do not say where they are follow each other', async () => {
    const sheets = {
      A: '<row r="3"><c><v>1</v></c><c r="D3"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>',
    };
    const [sheet] = await cellsOf({ sheets });
    const number = (value: number) => ({ kind: 'number', number: value });
    expect(sheet).toEqual({ 3: { 1: number(1), 4: number(2), 5: number(3) }, 4: { 1: number(4) } });
  });

  test('names have any prefix', async () => {
    const sheets = {
      A: '<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></worksheet>',
    };
    expect(await cellsOf({ sheets })).toEqual([{ 1: { 1: { kind: 'number', number: 1 } } }]);
  });

  test('hidden sheets are not read; templates are', async () => {
    const bytes = madeWorkbook({
      sheets: { A: '<row><c><v>1</v></c></row>', B: '<row><c><v>2</v></c></row>', C: '' },
      states: { A: 'hidden', C: 'veryHidden' },
      mainType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml',
    });
    expect((await readWorkbook(bytes, 20_000)).sheets.map(({ name }) => name)).toEqual(['B']);
  });
});

describe('what is no workbook, or asks for too much', () => {
  const sheets = { A: '<row><c><v>1</v></c></row>' };
  const compound = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]);

  test.each<[string, Uint8Array, string]>([
    ['an old workbook', compound, 'old-excel'],
    [
      'one behind a password',
      new Uint8Array([...compound, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
    ['CSV', strToU8('\ufeffstore,date\nsen,2026-11-30\n'), 'text'],
    ['CSV in UTF-16', new Uint8Array([0xff, 0xfe, 0x41, 0]), 'text'],
    ['nothing', new Uint8Array(), 'no-workbook'],
    ['an archive of something else', zipSync({ 'a.txt': strToU8('a') }), 'no-workbook'],
    ['half a workbook', madeWorkbook({ sheets }).subarray(0, 500), 'no-workbook'],
    [
      'an open document',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }),
      'open-document',
    ],
    [
      'a workbook with macros',
      madeWorkbook({ sheets, mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
      'macros',
    ],
    ['one whose macros are not named', madeWorkbook({ sheets, parts: { 'xl/vbaProject.bin': 'x' } }), 'macros'],
    [
      'a text document',
      madeWorkbook({
        sheets,
        mainType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      }),
      'no-workbook',
    ],
    ['XML that is none', madeWorkbook({ sheets: { A: '<worksheet><sheetData><row>' } }), 'no-workbook'],
    [
      'entities',
      madeWorkbook({
        sheets: { A: '<worksheet></worksheet>' },
        parts: {
          'xl/sharedStrings.xml':
            '<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
        },
      }),
      'no-workbook',
    ],
    [
      'what unfolds to too much',
      madeWorkbook({ sheets, parts: { 'xl/media/a.bin': new Uint8Array(97 * 1024 * 1024) } }),
      'too-large',
    ],
    ['a million empty rows', madeWorkbook({ sheets: { A: '<row/>'.repeat(1_000_000) } }), 'too-many-rows'],
    [
      'rows that are too many',
      madeWorkbook({ sheets: { A: '<row><c><v>1</v></c></row>'.repeat(21_000) } }),
      'too-many-rows',
    ],
  ])('%s is refused for its reason', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toBe(reason);
  });

  test('a part that unfolds to more than it declares is refused before it is read on', async () => {
    const bytes = madeWorkbook({ sheets: { A: '<row/>'.repeat(200_000) } });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 < bytes.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000) {
        view.setUint32(at + 24, 1000, true);
      }
    }
    expect(await reasonOf(bytes)).toBe('too-large');
  });

  test('two parts of one name are refused: which of them is seen, programs answer differently', async () => {
    const bytes = madeWorkbook({ sheets, parts: { 'xl/worksheets/sheet9.xml': '<worksheet/>' } });
    const text = Buffer.from(bytes);
    for (let at = text.indexOf('sheet9.xml'); at >= 0; at = text.indexOf('sheet9.xml')) text.write('SHEET1.xml', at);
    expect(await reasonOf(text)).toBe('no-workbook');
  });

  test('parts are found by their names in any case', async () => {
    const sst = '<sst><si><t>Mã hàng</t></si></sst>';
    const cells = { A: '<row><c t="s"><v>0</v></c></row>' };
    expect(await cellsOf({ sheets: cells, parts: { 'xl/SharedStrings.xml': sst } })).toEqual([
      { 1: { 1: { kind: 'text', text: 'Mã hàng' } } },
    ]);
  });

  test('a text that the workbook does not have is an error, and no empty cell', async () => {
    const cells = { A: '<row><c t="s"><v>7</v></c><c t="s"><v>0.5</v></c></row>' };
    const error = { kind: 'error', error: '#REF!' };
    expect(await cellsOf({ sheets: cells, strings: ['<si><t>a</t></si>'] })).toEqual([{ 1: { 1: error, 2: error } }]);
  });

  test('letters in another encoding are refused, and not turned into marks of doubt', async () => {
    const latin = Buffer.from(
      '<worksheet><sheetData><row><c t="str"><v>G\xe0</v></c></row></sheetData></worksheet>',
      'latin1',
    );
    expect(await reasonOf(madeWorkbook({ sheets, parts: { 'xl/worksheets/sheet1.xml': latin } }))).toBe('no-workbook');
  });

  test('a far cell, and a range without end, cost nothing', async () => {
    const sheets = {
      A: '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
    };
    expect(await cellsOf({ sheets })).toEqual([{ 1048576: { 16384: { kind: 'number', number: 1 } } }]);
  });
});

describeWithData('workbooks', 'workbooks of Excel, LibreOffice and openpyxl', (folder) => {
  test.each(['000', '004', '005', '010'])('%s is read', async (name) => {
    const { sheets } = await readWorkbook(readFileSync(join(folder, `${name}.xlsx`)), 20_000);
    expect(sheets.every(({ rows }) => rows.length > 5)).toBe(true);
  });
});
