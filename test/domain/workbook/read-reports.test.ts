import { describe, expect, test } from 'vitest';
import { DAY, told } from '#support/told-of-sheets.ts';
import { type Typed, typedSheet } from '#support/typed-sheet.ts';

const of = (...rows: readonly (readonly Typed[])[]) => told([typedSheet('A', rows)]);
const PORK = ['01.0004', 'Thịt lợn nạc thăn'] as const;
const BEEF = ['01.0005', 'Thịt bò thăn'] as const;
const EGGS = ['01.0027', 'Trứng gà ta'] as const;

describe('a price', () => {
  const price = (typed: Typed, header = 'Giá bán lẻ') => {
    const { kept, refused } = of(['Mã hàng', 'Tên hàng', header], [...PORK, typed]);
    return kept?.[0]?.split(' ')[2] ?? (refused?.length ? 'refused' : 'none');
  };

  test.each<Typed>([
    ...[145000, 145000.0000001, '145000', '145.000', '145,000', '145 000', '145\u00a0000', '145.000 đ', '145.000đ'],
    ...[
      '145,000 VND',
      '145.000 đồng/kg',
      '145.000đ/kg',
      '145000/kg',
      '145.000 /1kg',
      '₫145.000',
      ' 145.000 ',
      '145.000 VNĐ',
    ],
  ])('%s means one thing', (typed) => {
    expect(price(typed)).toBe('145000');
  });

  test.each<Typed>([
    ...[
      145,
      '145',
      '145k',
      '145 nghìn',
      '0,145 triệu',
      '145.0',
      '145,00',
      '145.000,00',
      '145.000.00',
      '14.5000',
      '1.45.000',
    ],
    ...[
      '145.000 - 150.000',
      '~145.000',
      '145.000 (KM)',
      '145.000 đ/500g',
      '145.000 đ/con',
      '0145000',
      'liên hệ',
      145000.5,
    ],
    { kind: 'number', number: 145000, isPercentage: true } as const,
    { kind: 'date', day: DAY } as const,
    { kind: 'time' } as const,
    { kind: 'boolean', is: true } as const,
    { kind: 'error', error: '#N/A' } as const,
    { kind: 'uncomputed' } as const,
    ...[-145000, 0],
  ])('%j is refused', (typed) => {
    expect(price(typed)).toBe('refused');
  });

  test.each(['-', '–', 'x', 'X', 'NR', 'n/a', 'Không có', 'khong co', 'hết hàng', ' '])('%s is no report', (typed) => {
    expect(price(typed)).toBe('none');
  });

  test.each([
    ...[
      'Giá bán lẻ (đ)',
      'GIÁ BÁN LẺ',
      'gia ban le',
      'Giá bán\nlẻ\n(đ/kg)',
      'Giá bán (VNĐ)',
      'Giá - đồng',
      'Đơn giá: đ/kg',
    ],
    ...[
      'Giá bán lẻ hôm nay',
      'Giá bán ngày 30/11',
      'Giá bán 30/11/2026 (đ)',
      '30/11',
      'Retail price',
      'Price (VND/kg)',
      '(5) Giá bán',
    ],
    ...['Giá bán/kg', 'Giá bán (đã gồm VAT)', 'Giá*', '4. Giá bán lẻ', 'Giá bán lẻ / Retail price'],
  ])('stands under "%s"', (header) => {
    expect(price(145000, header)).toBe('145000');
  });

  test.each([
    ...[
      'Giá bán (nghìn đồng)',
      'Giá bán (1.000 đ)',
      'Giá (ngàn đ/kg)',
      'Giá bán nghìn đồng',
      'Giá (1000đ)',
      'Giá bán (đ/500 g)',
    ],
    ...['Giá bán (đ/lạng)', 'Giá bán (đ/thùng)', 'Giá bán (x1000)', 'Giá (triệu đồng/tấn)', 'Giá bán (đ/tấn)'],
  ])('under "%s" is refused, whatever it is', (header) => {
    expect([price(145, header), price(145000, header), price('145.000', header)]).toEqual(Array(3).fill('refused'));
  });

  test.each([
    'Giá hôm trước',
    'Giá nhập',
    'Giá vốn',
    'Giá kỳ trước (đ)',
    'Giá trần',
    'Giá bán (chưa VAT)',
    'Giá dự kiến',
  ])('under "%s" is none of today', (header) => {
    expect(of(['Mã hàng', 'Tên hàng', header], [...PORK, 145000])).toEqual({ problem: 'no-table' });
    expect(of(['Mã hàng', header, 'Giá bán lẻ'], [PORK[0], 111000, 145000]).kept).toEqual(['01.0004 retail 145000']);
  });

  test('a line above that says thousands holds for the table', () => {
    expect(of(['Đơn vị tính: nghìn đồng'], ['Mã', 'Giá bán'], [PORK[0], 145000]).refused).toEqual(['A!B3']);
    expect(of(['Đơn vị tính: đồng'], ['Mã', 'Giá bán'], [PORK[0], 145000]).kept).toEqual(['01.0004 retail 145000']);
  });

  test('of each kind has its own column, and a bad one does not forbid the other', () => {
    const header = ['Mã', 'Giá bán lẻ', 'Giá KM', 'Giá bán buôn', 'Tồn'];
    expect(of(header, [PORK[0], 145000, 130000, 120000, 7], [BEEF[0], '271k', 250000, undefined, 3])).toEqual({
      kept: [
        '01.0004 promo 130000',
        '01.0004 retail 145000 stock=7',
        '01.0004 wholesale 120000',
        '01.0005 promo 250000',
      ],
      refused: ['A!B3'],
    });
  });

  test('has the type that its column says', () => {
    const header = ['Mã', 'Giá', 'Loại giá'];
    const rows = [
      [PORK[0], 130000, 'Khuyến mại'],
      [PORK[0], 145000, 'bán lẻ'],
      [BEEF[0], 250000, 'Bán buôn'],
      [EGGS[0], 34000, 'nội bộ'],
    ];
    expect(of(header, ...rows)).toEqual({
      kept: ['01.0004 promo 130000', '01.0004 retail 145000', '01.0005 wholesale 250000'],
      refused: ['A!C5'],
    });
  });
});

describe('a stock', () => {
  const stock = (typed: Typed, header = 'Tồn kho', good: readonly [string, string] = PORK) => {
    const { kept, refused } = of(['Mã hàng', 'Giá bán', header], [good[0], 145000, typed]);
    return refused?.length ? 'refused' : (kept?.[0]?.split('stock=')[1] ?? 'none');
  };

  test.each<[Typed, string]>([
    ...([
      [80.4, '80.4'],
      ['80,4', '80.4'],
      ['80.4', '80.4'],
      [1.5, '1.5'],
      [1500, '1500'],
      ['120 kg', '120'],
    ] as [Typed, string][]),
    ...([
      ['hết', '0'],
      ['Hết hàng', '0'],
      [0, '0'],
      ['-', 'none'],
      ['x', 'none'],
      ['NR', 'none'],
    ] as [Typed, string][]),
    ...([
      ['1.500', 'refused'],
      ['2,000', 'refused'],
      ['0,500', 'refused'],
      [-3, 'refused'],
      ['nhiều', 'refused'],
    ] as [Typed, string][]),
    ...([
      ['50 thùng', 'refused'],
      [{ kind: 'error', error: '#REF!' }, 'refused'],
      [12.34567, 'refused'],
    ] as [Typed, string][]),
  ])('%j is %s', (typed, meant) => {
    expect(stock(typed)).toBe(meant);
  });

  test('in tonnes or quintals is converted for goods in kilograms, and for no other', () => {
    expect([stock(1.5, 'Tồn kho (tấn)'), stock(3, 'Tồn (tạ)'), stock(3, 'Tồn kho (kg)')]).toEqual(['1500', '300', '3']);
    const eggs = of(['Mã hàng', 'Giá bán', 'Tồn kho (tấn)'], [EGGS[0], 34000, 2]);
    expect(eggs).toEqual({ kept: [], refused: ['A!C2'] });
    expect(stock(3, 'Tồn kho (thùng)')).toBe('refused');
  });

  test('that cannot be read refuses the whole row, its promotional price too', () => {
    const header = ['Mã', 'Giá bán', 'Giá KM', 'Tồn'];
    expect(of(header, [PORK[0], 145000, 130000, '1.500'])).toEqual({ kept: [], refused: ['A!D2'] });
  });

  test('under a header that may mean anything is not read', () => {
    expect([stock(3, 'Tồn đầu ngày'), stock(3, 'Số lượng'), stock(3, 'Tồn kho (đ)')]).toEqual(['none', 'none', 'none']);
  });
});

describe('a good', () => {
  const good = (code: Typed, name: Typed) => {
    const { kept, refused } = of(['Mã hàng', 'Tên hàng', 'Giá bán'], [code, name, 145000]);
    return kept?.[0]?.split(' ')[0] ?? refused?.[0] ?? 'none';
  };

  test.each<[Typed, Typed, string]>([
    ['01.0004', 'bất kỳ', '01.0004'],
    [' 01.0004 ', undefined, '01.0004'],
    [1.0004, 'thit lon nac than', '01.0004'],
    [1.0004, undefined, 'A!A2'],
    [1.0004, 'Thịt bò thăn', 'A!A2'],
    ['1.0004', 'Thịt lợn nạc thăn', '01.0004'],
    ['01.004', 'Thịt lợn', 'A!A2'],
    [undefined, 'THỊT LỢN NẠC THĂN', '01.0004'],
    [undefined, 'Thịt lợn', 'A!B2'],
    [undefined, undefined, 'A!A2'],
    [{ kind: 'error', error: '#N/A' }, 'Thịt lợn nạc thăn', 'A!A2'],
  ])('%j beside %j is %s', (code, name, meant) => {
    expect(good(code, name)).toBe(meant);
  });

  test('in another unit is refused, by its own unit or the header’s', () => {
    const header = ['Mã', 'Đơn vị', 'Giá bán (đ/kg)'];
    expect(
      of(
        header,
        [PORK[0], 'kg', 145000],
        [BEEF[0], 'con', 250000],
        [EGGS[0], '10 quả', 34000],
        [EGGS[0], undefined, 34000],
      ),
    ).toEqual({
      kept: ['01.0004 retail 145000'],
      refused: ['A!B3', 'A!C4', 'A!C5'],
    });
  });

  test('that is told twice counts once; told differently the first stands and the second is named', () => {
    const header = ['Mã', 'Tên hàng', 'Giá bán', 'Tồn'];
    expect(
      of(header, [...PORK, 145000, 5], [undefined, PORK[1], 145000, 5], [...BEEF, 250000, 1], [...BEEF, 251000, 1]),
    ).toEqual({ kept: ['01.0004 retail 145000 stock=5', '01.0005 retail 250000 stock=1'], refused: ['A!A5'] });
  });
});

describe('a table', () => {
  const rows = [
    [...PORK, 145000],
    [...BEEF, 250000],
  ];
  const all = { kept: ['01.0004 retail 145000', '01.0005 retail 250000'], refused: [] };

  test('has titles above it, and totals, notes and signatures below', () => {
    const sheet = of(
      ['CÔNG TY ABC', undefined, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
      ['BẢNG BÁO CÁO GIÁ'],
      ['(Ngày 30 tháng 11 năm 2026)'],
      [],
      ['Mã hàng', 'Tên hàng', 'Giá bán'],
      ['A', 'B', 1],
      ['I', 'Thực phẩm'],
      ...rows,
      ['Tổng cộng', undefined, 395000],
      [undefined, 'Cộng:', 395000],
      ['Ghi chú: giá đã gồm VAT, áp dụng từ ngày 28/11/2026'],
      [undefined, undefined, 'Hà Nội, ngày 30 tháng 11 năm 2026'],
      ['Người lập biểu', undefined, 'Giám đốc'],
      ['Nguyễn Thu An', undefined, 'Trần Văn Bình'],
    );
    expect(sheet).toEqual(all);
  });

  test('repeats its header on each page, or goes on under another one', () => {
    const header = ['Mã hàng', 'Tên hàng', 'Giá bán'];
    expect(of(header, rows[0] ?? [], header, rows[1] ?? [])).toEqual(all);
    expect(of(header, rows[0] ?? [], [], ['Giá bán', 'Mã hàng', 'Tồn kho'], [250000, BEEF[0], 4]).kept).toEqual([
      '01.0004 retail 145000',
      '01.0005 retail 250000 stock=4',
    ]);
  });

  test('has a header of two rows', () => {
    const merged = [{ fromRow: 1, toRow: 1, fromColumn: 3, toColumn: 4 }];
    const header = [
      ['Mã hàng', 'Tên hàng', 'Giá (đ)', undefined, 'Số lượng', undefined],
      [undefined, undefined, 'Bán lẻ', 'Khuyến mại', 'Tồn', 'Bán'],
    ];
    const sheet = typedSheet('A', [...header, [...PORK, 145000, 130000, 5, 6]], merged);
    expect(told([sheet]).kept).toEqual(['01.0004 promo 130000', '01.0004 retail 145000 stock=5 sold=6']);
  });

  test('of yesterday and today under one header has only today’s read', () => {
    const header = [
      ['Mã', 'Giá hôm trước', undefined, 'Giá hôm nay', undefined],
      [undefined, 'Bán lẻ', 'KM', 'Bán lẻ', 'KM'],
    ];
    expect(of(...header, [PORK[0], 140000, 139000, 145000, 130000]).kept).toEqual([
      '01.0004 promo 130000',
      '01.0004 retail 145000',
    ]);
  });

  test('with two columns that mean the same is read where they say the same', () => {
    const header = ['Mã', 'Giá bán', 'Giá bán lẻ'];
    expect(of(header, [PORK[0], 145000, 145000], [BEEF[0], 250000, 251000])).toEqual({
      kept: ['01.0004 retail 145000'],
      refused: ['A!C3'],
    });
  });

  test('with a column a day has that of the day asked for read, or nothing', () => {
    const header: Typed[] = ['Mã', '28/11', { kind: 'date', day: '2026-11-29' }, 'Giá 30/11/2026'];
    expect(of(header, [PORK[0], 141000, 142000, 145000]).kept).toEqual(['01.0004 retail 145000']);
    expect(of(header.slice(0, 3), [PORK[0], 141000, 142000])).toEqual({ problem: 'no-column-of-day' });
  });

  test('further down than thirty lines, or without a price, is none', () => {
    const far = Array.from({ length: 30 }, () => ['x']);
    expect(of(...far, ['Mã', 'Giá bán'], [PORK[0], 145000])).toEqual({ problem: 'no-table' });
    expect(of(['Mã', 'Tên hàng'], [...PORK])).toEqual({ problem: 'no-table' });
  });
});

describe('whose a workbook is, and of which day', () => {
  const table = [
    ['Mã', 'Giá bán'],
    [PORK[0], 145000],
  ] as const;
  const kept = (key: string) => ({ kept: [`${key}01.0004 retail 145000`], refused: [] });
  const day: Typed = { kind: 'date', day: DAY };

  test.each<[string, readonly (readonly Typed[])[]]>([
    [
      'labels beside their values',
      [
        ['Điểm bán', 'sen-1', 'Sen Vàng Cửa Nam'],
        ['Ngày', day],
      ],
    ],
    ['labels with colons', [['Điểm bán: sen-1'], ['Ngày: 30/11/2026']]],
    [
      'a name in place of the id',
      [
        ['Cửa hàng:', 'Sen Vàng Cửa Nam'],
        ['Ngày báo cáo', '30-11-2026'],
      ],
    ],
    ['a title', [['Sen Vàng Cửa Nam'], ['BẢNG GIÁ NGÀY 30/11/2026']]],
    [
      'English',
      [
        ['Store', 'SEN-1'],
        ['Date', '2026-11-30'],
      ],
    ],
  ])('is said by %s', (_, lines) => {
    expect(told([typedSheet('A', [...lines, ...table])], {})).toEqual(kept(''));
  });

  test('is said by columns, row by row, also by merged cells', () => {
    const header = ['Điểm bán', 'Ngày', 'Mã', 'Giá bán'];
    const rows: Typed[][] = [
      ['sen-1', '30/11/2026', PORK[0], 145000],
      ['Sen Vàng Tây Hồ', { kind: 'date', day: '2026-11-29' }, PORK[0], 146000],
      [undefined, '2026-11-29', BEEF[0], 250000],
      ['sen-9', DAY, PORK[0], 1],
    ];
    const merged = [{ fromRow: 3, toRow: 4, fromColumn: 1, toColumn: 1 }];
    expect(told([typedSheet('A', [header, ...rows.slice(0, 3)], merged)], {}).kept).toEqual([
      '01.0004 retail 145000',
      'sen-2 2026-11-29 01.0004 retail 146000',
      'sen-2 2026-11-29 01.0005 retail 250000',
    ]);
  });

  test.each<[string, readonly (readonly Typed[])[], string]>([
    ['another store', [['Điểm bán', 'sen-2']], 'stores-disagree'],
    ['a store of nobody', [['Điểm bán', 'sen-9']], 'stores-disagree'],
    ['another day', [['Ngày', { kind: 'date', day: '2026-11-29' }]], 'days-disagree'],
    ['another day in words', [['Ngày 29 tháng 11 năm 2026']], 'days-disagree'],
    ['another day without its year', [['Ngày: 29/11']], 'days-disagree'],
  ])('where the lines name %s than the request, nothing is taken', (_, lines, problem) => {
    expect(told([typedSheet('A', [...lines, ...table])])).toEqual({ problem });
  });

  test('where a column disagrees with the request, nothing is taken', () => {
    const header = ['Ngày', 'Mã', 'Giá bán'];
    expect(of(header, ['30/11/2026', PORK[0], 145000], ['29/11/2026', BEEF[0], 250000])).toEqual({
      problem: 'days-disagree',
    });
    expect(of(['Cửa hàng', 'Mã', 'Giá bán'], ['sen-2', PORK[0], 145000])).toEqual({ problem: 'stores-disagree' });
  });

  test('that nobody says is not guessed', () => {
    expect(told([typedSheet('A', table)], { date: DAY })).toEqual({ problem: 'no-store' });
    expect(told([typedSheet('A', table)], { store: 'sen-1' })).toEqual({ problem: 'no-day' });
    expect(told([typedSheet('A', [['Ngày: 30/11'], ...table])], { store: 'sen-1' })).toEqual({ problem: 'no-day' });
    expect(told([typedSheet('A', [['Ngày in: 30/11/2026'], ...table])], { store: 'sen-1' })).toEqual({
      problem: 'no-day',
    });
  });
});

describe('several sheets', () => {
  const sheet = (name: string, price: number, code: string = PORK[0], ...above: Typed[][]) =>
    typedSheet(name, [...above, ['Mã', 'Giá bán'], [code, price]]);

  test('that share out the goods are read together', () => {
    expect(told([sheet('Thịt', 145000), sheet('Bò', 250000, BEEF[0])]).kept).toHaveLength(2);
    expect(told([sheet('A', 145000), sheet('B', 145000)]).kept).toEqual(['01.0004 retail 145000']);
  });

  test('that tell different prices leave that of the day asked for, or nothing', () => {
    const days = [sheet('28-11', 141000), sheet('29-11', 142000), sheet('30-11', 145000)];
    expect(told(days).kept).toEqual(['01.0004 retail 145000']);
    expect(told([sheet('Ngày 29', 142000), sheet('Ngày 30', 145000)]).kept).toEqual(['01.0004 retail 145000']);
    expect(told(days.slice(0, 2))).toEqual({ problem: 'sheets-disagree' });
    expect(told([sheet('A', 141000), sheet('B', 142000)])).toEqual({ problem: 'sheets-disagree' });
    expect(told([sheet('29-11', 142000)])).toEqual({ problem: 'sheets-disagree' });
  });

  test('with days or stores of their own are each their own', () => {
    const two = [
      sheet('A', 145000, PORK[0], ['Điểm bán', 'sen-1'], ['Ngày', '30/11/2026']),
      sheet('B', 146000, PORK[0], ['Điểm bán', 'sen-2'], ['Ngày', '29/11/2026']),
    ];
    expect(told(two, {}).kept).toEqual(['01.0004 retail 145000', 'sen-2 2026-11-29 01.0004 retail 146000']);
    expect(told(two)).toEqual({ problem: 'stores-disagree' });
  });
});
