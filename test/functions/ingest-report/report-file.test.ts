import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FileReading,
  MOST_ROWS,
  type ReadFile,
  readCsv,
  readNdjson,
} from '#functions/ingest-report/report-file.ts';
import { runsOf } from '#support/seeds.ts';

const HEADER = 'store,date,product,price';

function rowsOf(reading: FileReading): ReadFile {
  if ('error' in reading) throw new Error(JSON.stringify(reading));
  return reading;
}

/** The rows of a file as their members, with those of their store-day. */
const membersOf = (reading: FileReading) =>
  rowsOf(reading).rows.map(({ line: _, raw, ...day }) => ({ ...day, ...raw }));

describe('columns', () => {
  test.each([
    'cửa hàng;ngày;mã hàng;giá;tồn kho;đã bán;đơn vị;loại giá',
    'CỬA HÀNG;NGÀY;MÃ HÀNG;GIÁ BÁN;TỒN;ĐÃ BÁN;ĐVT;LOẠI GIÁ',
    'cua hang;ngay;ma hang;gia ban le;ton kho;da ban;don vi tinh;loai gia',
    '"Mã điểm bán";"Ngày báo cáo";"Mã mặt hàng";"Giá bán\n(đồng)";"Số lượng tồn";"Số lượng bán";"Đơn vị";"Loại giá"',
    'Store;Date;Product;Price;Stock;Sold;Unit;Price type',
  ])('are known by the header %j', (header) => {
    for (const written of [header, header.normalize('NFD'), `\uFEFF${header.replaceAll(' ', '\u00a0')}`]) {
      expect(membersOf(readCsv(`${written}\na1;30/11/2026;01.0004;145000;120,5;3;kg;khuyến mại\n`))).toEqual([
        {
          store: 'a1',
          date: '30/11/2026',
          product: '01.0004',
          price: 145_000,
          stock: 120.5,
          sold: 3,
          unit: 'kg',
          priceType: 'promo',
        },
      ]);
    }
  });

  test.each(['Tồn kho (tấn)', 'Giá (nghìn đồng)', 'Giá khuyến mại', 'Tồn đầu'])(
    'of other figures (%s) are not taken for those that are asked',
    (header) => {
      const [row] = membersOf(readCsv(`${HEADER},${header}\na1,2026-11-30,01.0004,145000,7`));
      expect(row).toMatchObject({ price: 145_000, [header]: '7' });
      expect(row).not.toHaveProperty('stock');
    },
  );

  test.each(['Giá (đ)', 'Giá bán (VNĐ)', 'giá bán lẻ ( đồng )'])('of prices in đồng may say so: %s', (header) => {
    const [row] = membersOf(readCsv(`store,date,product,${header}\na1,2026-11-30,01.0004,145000`));
    expect(row).toEqual({ store: 'a1', date: '2026-11-30', product: '01.0004', price: 145_000 });
  });

  test('of prices for a unit give it to each row that names none', () => {
    const lines = ['01.0004,145000,', '01.0027,34000,10 quả'].map((cells) => `a1,2026-11-30,${cells}`);
    const rows = membersOf(readCsv(['store,date,product,"Giá bán\n(đ/kg)",ĐVT', ...lines].join('\n')));
    expect(rows).toMatchObject([
      { price: 145_000, unit: 'kg' },
      { price: 34_000, unit: '10 quả' },
    ]);
  });

  test('that name one thing twice are told as they are written', () => {
    expect(readCsv('store,date,product,Giá,Giá bán lẻ,price\n')).toEqual({
      error: 'repeated-columns',
      repeated: [{ column: 'price', written: ['Giá', 'Giá bán lẻ', 'price'] }],
    });
  });

  test('that are missing are told with every column there is, and what was taken to separate them', () => {
    expect(readCsv('Cửa hàng|Ngày|Hàng;Giá\n')).toEqual({
      error: 'missing-columns',
      missing: ['store', 'date', 'product'],
      separator: ';',
      found: ['Cửa hàng|Ngày|Hàng', 'Giá'],
    });
    expect(readCsv('')).toMatchObject({ error: 'missing-columns', found: [] });
  });

  test('a name stands in for a code', () => {
    const [row] = rowsOf(readCsv('cửa hàng,ngày,tên hàng,giá\na1,2026-11-30,Gạo nếp,20000')).rows;
    expect(row).toMatchObject({ productName: 'Gạo nếp', raw: { price: 20_000 } });
  });
});

describe('quantities of a CSV file', () => {
  test.each(['stock', 'sold', 'incoming'])('are plain numbers or stay texts, in the column %s', (column) => {
    const written = ['1.500', '10.000', '12.000', '1.250,5', '1,500', '120,5', '120.5', '0', '-1.500', '1 500'];
    const lines = written.map((value) => `a1;2026-11-30;01.0004;145000;${value}`);
    const read = membersOf(readCsv(`store;date;product;price;${column}\n${lines.join('\n')}`));
    expect(read.map((row) => (row as Record<string, unknown>)[column])).toEqual([
      ...['1.500', '10.000', '12.000', '1.250,5', '1,500'],
      ...[120.5, 120.5, 0],
      ...['-1.500', '1 500'],
    ]);
  });
});

describe('a quote that is opened and not closed on its line', () => {
  test.each(['note', 'store', 'name'])('loses no line below it, in the column %s', (column) => {
    const header = ['store', 'date', 'product', 'price', 'note'];
    const row = (line: number) => header.map((name) => (name === column && line % 2 === 0 ? `"s${line}` : `s${line}`));
    const lines = [2, 3, 4, 5, 6].map((line) => row(line).join());
    expect(rowsOf(readCsv([header.join(), ...lines].join('\n'))).rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('cells of a CSV file that have no column', () => {
  const read = (...lines: string[]) => {
    const { rows, unreadable } = rowsOf(readCsv(lines.join('\n')));
    return [rows.map(({ line }) => line), unreadable.map(({ line, reason }) => [line, reason])];
  };
  const ROW = 'a1,2026-11-30,01.0004,145000';

  test('shift those before them, and their line is refused, also where they are empty', () => {
    const header = `${HEADER},stock,sold`;
    expect(read(header, `${ROW},00,,`, `${ROW},3,5,`, `${ROW},3,5,7`, `${ROW},3,5`, `${ROW},3`, `${ROW},,,,`)).toEqual([
      [5, 6],
      [2, 3, 4, 7].map((line) => [line, 'too-many-cells']),
    ]);
  });

  test('are passed over where the header and all lines end in them', () => {
    const header = `${HEADER},stock,sold,`;
    expect(read(header, `${ROW},3,5,`, `${ROW},,,`)).toEqual([[2, 3], []]);
    expect(read(`${header},`, `${ROW},3,5,,`, `${ROW},,,,`)).toEqual([[2, 3], []]);
    expect(read(header, `${ROW},3,5,7`, `${ROW},3,5,,`, `${ROW},3,5,`)).toEqual([
      [4],
      [2, 3].map((line) => [line, 'too-many-cells']),
    ]);
  });

  test('are trusted in no file in which some lines do without them', () => {
    expect(read(`${HEADER},stock,sold,`, `${ROW},3,5`, `${ROW},3,5,`)).toEqual([[2], [[3, 'too-many-cells']]]);
  });
});

test.each(['a1\u202e', '\u2066a1', 'a\u00001', 'a1\ufffd'])('the store %j is not cleaned into another', (store) => {
  const csv = rowsOf(readCsv(`${HEADER}\n${store},2026-11-30,01.0004,145000`)).rows;
  const ndjson = rowsOf(readNdjson(JSON.stringify({ store, date: '2026-11-30' }))).rows;
  expect([...csv, ...ndjson].map((row) => row.store)).toEqual([store, store]);
});

describe('a line of an NDJSON file', () => {
  test.each([
    ['repeated-member', '{"store":"a1","date":"2026-11-30","price":1,"price":2}'],
    ['repeated-member', '{"store":"a1","st\\u006fre":"a2"}'],
    ['repeated-member', '{"store":"a1","more":[{"x":1,"x":1}]}'],
    ['half-character', '{"store":"a1","date":"\\ud800"}'],
    ['half-character', '{"store":"a1","\\udfff":1}'],
    ['prototype-member', '{"store":"a1","__proto__":{"price":1}}'],
    ['prototype-member', '{"store":"a1","\\u005f_proto__":1}'],
    ['not-an-object', '{"store":"a1",}'],
    ['not-an-object', '["a1"]'],
  ])('is refused as %s: %s', (reason, line) => {
    const { rows, unreadable } = rowsOf(readNdjson(`${line}\n{"store":"a1","note":"__proto__ \\ud83e\\udd6c"}`));
    expect(unreadable).toEqual([{ line: 1, reason }]);
    expect(rows.map((row) => row.line)).toEqual([2]);
  });
});

describe('a CSV file and an NDJSON file of the same rows', () => {
  const blank = fc.constantFrom('', ' ', '\u00a0', '\u202f', '\u200b', '\t', '\ufeff');
  const spoilt = (values: readonly string[]) =>
    fc.tuple(blank, fc.constantFrom(...values), blank).map(([before, text, after]) => ({ before, text, after }));
  const file = fc.record({
    rows: fc.array(
      fc.record({
        store: spoilt(['a1', 'kho-2']),
        product: spoilt(['01.0004', 'Cà, "chua"']),
        stock: fc.constantFrom(0, 1.5, 120.25, 1500),
        isQuoted: fc.boolean(),
        end: fc.constantFrom('\r\n', '\n', '\r'),
        blanks: fc.constantFrom('', ' \n', '\t\r\n'),
      }),
      { maxLength: 10 },
    ),
    separator: fc.constantFrom(',', ';', '\t'),
  });

  test('are read alike: by any line ends and separators, with blanks of any kind around each value', () => {
    fc.assert(
      fc.property(file, ({ rows, separator }) => {
        const cell = ({ before, text, after }: { before: string; text: string; after: string }, isQuoted: boolean) => {
          const whole = `${before}${text}${after}`;
          // A tab between columns is no blank within one, unless it stands in quotes.
          const needsQuotes = isQuoted || whole.includes(separator) || whole.includes('"');
          return needsQuotes ? `"${whole.replaceAll('"', '""')}"` : whole;
        };
        const csv = rows.map(({ store, product, stock, isQuoted, end, blanks }) => {
          const cells = [cell(store, isQuoted), '2026-11-30', cell(product, isQuoted), '145000', String(stock)];
          return `${cells.join(separator)}${end}${blanks}`;
        });
        const ndjson = rows.map(({ store, product, stock, end, blanks }) => {
          const row = { store: store.text, date: '2026-11-30', product: product.text, price: 145_000, stock };
          return `${JSON.stringify(row)}${end}${blanks}`;
        });
        const header = ['store', 'date', 'product', 'price', 'stock'].join(separator);
        expect(membersOf(readCsv(`${header}\r\n${csv.join('')}`))).toEqual(membersOf(readNdjson(ndjson.join(''))));
      }),
      { numRuns: runsOf({ few: 200, all: 5_000 }) },
    );
  });
});

describe('a file of any content up to the limit', () => {
  const BYTES = 4 * 1024 * 1024;
  const filled = (piece: string, head = `${HEADER}\n`) => head + piece.repeat((BYTES - head.length) / piece.length);

  test.each(['"\r', '"a\n', 'a\n', ',"\n', '""a,\n', '{}\n', '{x}\n', '[\n'])(
    'of %j over and over is refused at a row more than JSON may have',
    (piece) => {
      expect(readCsv(filled(piece))).toEqual({ error: 'too-many-rows' });
      expect(readNdjson(filled(piece, ''))).toEqual({ error: 'too-many-rows' });
    },
  );

  test('of as many rows as JSON may have is read', () => {
    const line = 'a,2026-11-30,01.0004,1\n';
    expect(rowsOf(readCsv(`${HEADER}\n${line.repeat(MOST_ROWS)}`)).rows).toHaveLength(MOST_ROWS);
    expect(readCsv(`${HEADER}\n${line.repeat(MOST_ROWS + 1)}`)).toEqual({ error: 'too-many-rows' });
    expect(rowsOf(readNdjson('{}\n'.repeat(MOST_ROWS))).rows).toHaveLength(MOST_ROWS);
  });

  test.each(['\n', '\r', '\r\n', ',\n', '",', '"'])('of %j over and over gives no rows', (piece) => {
    const { rows, unreadable } = rowsOf(readCsv(filled(piece)));
    expect(rows.length + unreadable.length).toBeLessThanOrEqual(1);
  });

  test('of a million columns keeps those that are known, and a few to name', () => {
    const text = `${HEADER},${'x,'.repeat(900_000)}y\n${'a,2026-11-30,01.0004,1\n'.repeat(1_000)}`;
    expect(rowsOf(readCsv(text)).rows).toHaveLength(1_000);
    const wide = `${HEADER},${Array.from({ length: 300_000 }, (_, index) => `c${index}`).join()}\n${'1,'.repeat(300_000)}`;
    expect(Object.keys(rowsOf(readCsv(wide)).rows[0]?.raw ?? {}).length).toBeLessThan(30);
  });
});
