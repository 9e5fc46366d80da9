import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '#catalog/city.ts';
import type { Product } from '#domain/product.ts';
import { judgeRows } from '#domain/report/row-set.ts';
import { readReports } from '#domain/workbook/read-reports.ts';
import { runsOf } from '#support/seeds.ts';
import { type Typed, typedSheet } from '#support/typed-sheet.ts';

const GOODS = [...catalogue.products.values()].filter(({ channels }) => !channels || channels.includes('market'));
const ASKED = { store: 'sen-1', date: '2026-11-30' };
const STORES = [{ id: 'sen-1', name: 'Sen Vàng' }];

/** What a row is meant to say, and how a person may write it. */
interface MeantRow {
  readonly product: Product;
  readonly price: number;
  readonly stock: number | undefined;
  readonly written: { readonly price: Typed; readonly stock: Typed; readonly name: Typed };
  /** True where what is written can mean one thing only. */
  readonly isReadable: boolean;
}

const grouped = (price: number, mark: string) => String(price).replace(/\B(?=(\d{3})+$)/g, mark);

/** Ways to write a price, each of which can be nothing else; then those that may mean several things. */
const PLAIN: readonly ((price: number, unit: string) => Typed)[] = [
  (price) => price,
  (price) => String(price),
  (price) => grouped(price, '.'),
  (price) => grouped(price, ','),
  (price) => `${grouped(price, ' ')} đ`,
  (price) => `${grouped(price, '.')}đ`,
  (price, unit) => `${grouped(price, '.')} đ/${unit}`,
  (price, unit) => `${grouped(price, ',')} VND/${unit}`,
  (price) => ` ${price}\u00a0VNĐ `,
];
const UNCLEAR: readonly ((price: number) => Typed)[] = [
  (price) => price / 1000,
  (price) => `${price / 1000}k`,
  (price) => `${String(price / 1000).replace('.', ',')} nghìn`,
  (price) => `${grouped(price, '.')},00`,
  (price) => ({ kind: 'number', number: price / 100, isPercentage: true }),
  () => ({ kind: 'uncomputed' }),
  () => ({ kind: 'error', error: '#REF!' }),
  (price) => `${price} - ${price + 1000}`,
];

const row: fc.Arbitrary<MeantRow> = fc
  .record({
    product: fc.constantFrom(...GOODS),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    stock: fc.option(fc.integer({ min: 0, max: 4000 }), { nil: undefined }),
    plain: fc.constantFrom(...PLAIN),
    unclear: fc.option(fc.constantFrom(...UNCLEAR), { nil: undefined, freq: 3 }),
    asText: fc.boolean(),
    name: fc.constantFrom('own', 'folded', 'none'),
  })
  .map(({ product, share, stock, plain, unclear, asText, name }) => {
    const { min, max } = product.band;
    const price = Math.max(min, Math.round((min + share * (max - min)) / 500) * 500);
    const half = stock === undefined ? undefined : stock / 2;
    return {
      product,
      price,
      stock: half,
      isReadable: unclear === undefined,
      written: {
        price: unclear ? unclear(price) : plain(price, product.unit.vi),
        stock: half !== undefined && asText ? String(half).replace('.', ',') : half,
        name: name === 'none' ? undefined : name === 'own' ? product.name.vi : product.name.vi.toUpperCase(),
      },
    };
  });

/** Columns in any order, under any of their names; those that are no part of a report are full of prices, too. */
const HEADERS = {
  code: ['Mã hàng', 'MÃ SP', 'ma hang hoa', 'Product code', 'Mã hàng\nhóa', '(2) Mã hàng'],
  name: ['Tên hàng', 'Mặt hàng', 'TEN SAN PHAM', 'Tên hàng hóa'],
  price: ['Giá bán lẻ', 'Giá bán (đ)', 'GIÁ BÁN\n(VNĐ)', 'don gia', 'Giá hôm nay', 'Retail price', 'Giá bán 30/11'],
  stock: ['Tồn kho', 'SL tồn', 'so luong ton', 'Tồn (SL)', 'Stock'],
  before: ['Giá hôm trước', 'Giá nhập', 'Giá kỳ trước (đ)', 'Giá trần', 'Giá bán 29/11', 'Ghi chú'],
} as const;
type Kind = keyof typeof HEADERS;

const layout = fc.record({
  order: fc.shuffledSubarray(['code', 'name', 'price', 'stock', 'before'] as Kind[], { minLength: 5 }),
  headers: fc.record({
    code: fc.constantFrom(...HEADERS.code),
    name: fc.constantFrom(...HEADERS.name),
    price: fc.constantFrom(...HEADERS.price),
    stock: fc.constantFrom(...HEADERS.stock),
    before: fc.constantFrom(...HEADERS.before),
  }),
  above: fc.subarray<Typed[]>([
    ['BẢNG GIÁ'],
    [],
    ['Ngày 30 tháng 11 năm 2026'],
    ['Điểm bán', 'sen-1'],
    ['Đơn vị tính: đồng'],
  ]),
  below: fc.subarray<Typed[]>([
    ['Tổng cộng', 'Tổng', 1e6, 1e6, 1e6],
    [],
    ['Người lập', undefined, 'Giám đốc'],
    ['Ghi chú: giá đã gồm VAT'],
  ]),
  isRepeated: fc.boolean(),
});

test('of any layout no price and no stock is kept that was not meant, and whatever can mean one thing is read', () => {
  fc.assert(
    fc.property(
      layout,
      fc.uniqueArray(row, { minLength: 1, maxLength: 20, selector: ({ product }) => product.id }),
      (how, meant) => {
        const header = how.order.map((kind) => how.headers[kind]);
        const typed = meant.map(({ product, price, written }) =>
          how.order.map((kind): Typed => {
            if (kind === 'code') return product.id;
            return kind === 'before' ? price + 1500 : written[kind];
          }),
        );
        const middle = Math.ceil(typed.length / 2);
        const rows = [...typed.slice(0, middle), ...(how.isRepeated ? [header] : []), ...typed.slice(middle)];
        const sheet = typedSheet('Báo cáo', [...how.above, header, ...rows, ...how.below]);
        const reading = readReports(
          { sheets: [sheet] },
          { products: catalogue.products, stores: STORES, asked: ASKED },
        );
        if ('problem' in reading) throw new Error(JSON.stringify(reading));
        const judged = judgeRows(
          reading.rows.map(({ raw }) => raw),
          { products: catalogue.products, channel: 'market', patch: false, isTable: true, repeats: 'count-once' },
        );
        const kept = new Map(judged.rows.map(({ product, price, stockMilli }) => [product, { price, stockMilli }]));
        const refused = reading.refused.length + judged.refused.length;
        // Another day's column beside one that names no day may be another price of this one: then the rows are refused.
        const isDoubtful = how.headers.before === 'Giá bán 29/11' && how.headers.price !== 'Giá bán 30/11';
        for (const { product, price, stock, isReadable } of meant) {
          const row = kept.get(product.id);
          if (isReadable && !isDoubtful) expect(row, product.id).toBeDefined();
          if (!row) continue;
          expect(isReadable, product.id).toBe(true);
          expect(row).toEqual({ price, stockMilli: stock === undefined ? undefined : stock * 1000 });
        }
        expect(kept.size + refused).toBe(meant.length);
      },
    ),
    { numRuns: runsOf({ few: 300, all: 5000 }) },
  );
});
