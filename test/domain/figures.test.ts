import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIGURES, roundedWithin } from '#domain/figures.ts';

const { vi, en } = FIGURES;
const NO_BREAK = '\u00a0';
const plain = (text: string) => text.replaceAll(NO_BREAK, ' ');

describe('the one rule of rounding', () => {
  test('makes a headline whole, with a true minus, and never breaks a number from its unit', () => {
    expect([69.892, -17.4, 0, 1234.5].map((percent) => plain(vi.headline(percent)))).toEqual([
      '+70 %',
      '−17 %',
      '0 %',
      '+1.235 %',
    ]);
    expect([vi.headline(70), en.headline(-17.4)]).toEqual([`+70${NO_BREAK}%`, '−17%']);
    expect([vi.change(-12.34), vi.exactChange(-12.3456), en.number(-1)].map(plain)).toEqual([
      '−12,3 %',
      '−12,346 %',
      '−1',
    ]);
  });

  test('shows decimals where a whole number would stand on the other side of a threshold, or be nothing', () => {
    expect([14.6, 14.97, 15, 15.4].map((percent) => plain(vi.headline(percent, [5, 15])))).toEqual([
      '+14,6 %',
      '+14,97 %',
      '+15 %',
      '+15 %',
    ]);
    expect(plain(vi.headline(-14.6, [15]))).toBe('−14,6 %');
    expect(plain(vi.headlineSize(0.3))).toBe('0,3 %');
  });

  test('never carries a number over a threshold', () => {
    const percent = fc.integer({ min: -200_000_000, max: 200_000_000 }).map((millionths) => millionths / 1_000_000);
    fc.assert(
      fc.property(percent, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }), (change, thresholds) => {
        const told = roundedWithin(Math.abs(change), thresholds);
        expect(Math.abs(told - Math.abs(change))).toBeLessThanOrEqual(0.5);
        for (const threshold of thresholds) expect(told >= threshold).toBe(Math.abs(change) >= threshold);
        const written = plain(en.headline(change, thresholds)).replace('−', '-').replace('%', '');
        expect(Math.abs(Number(written.replaceAll(',', '')))).toBe(told);
      }),
    );
  });

  test('tells the least and greatest of several', () => {
    const told = (changePct: number, thresholds: number[] = []) => ({ changePct, thresholds });
    expect(plain(vi.headlineRange(told(68.2), told(74)))).toBe('68–74 %');
    expect(plain(vi.headlineRange(told(-11.8), told(-12.3)))).toBe('12 %');
    expect(en.headlineRange(told(14.6, [15]), told(30))).toBe('14.6–30%');
  });

  test('tells cover to half a day, and by a decimal only at its threshold', () => {
    expect([0.1, 0.4, 0.9, 1.3, 1.8, 12].map((days) => plain(vi.cover(days)))).toEqual([
      'chưa đến nửa ngày',
      'khoảng nửa ngày',
      'khoảng 1 ngày',
      'khoảng 1,5 ngày',
      'khoảng 2 ngày',
      'khoảng 12 ngày',
    ]);
    expect([2.8, 3, 3.1].map((days) => plain(en.cover(days, 3)))).toEqual([
      'about 2.8 days',
      'about 3 days',
      'about 3 days',
    ]);
  });

  test('writes a price that was asked as it was, and one that was worked out with four digits', () => {
    expect(plain(vi.price(134_990, 'kg'))).toBe('134.990 đ/kg');
    expect([128_743.27, 15_833.33, 9_512.5, 0].map((dong) => plain(vi.workedOutPrice(dong, 'kg')))).toEqual([
      '128.700 đ/kg',
      '15.830 đ/kg',
      '9.513 đ/kg',
      '0 đ/kg',
    ]);
  });

  test('shows two prices of one shop that divide to its whole percentage', () => {
    expect(plain(vi.twoPrices(9_300, 15_800, 'kg'))).toBe('9.300 → 15.800 đ/kg');
    const shop = fc
      .tuple(fc.double({ min: 1_000, max: 400_000, noNaN: true }), fc.double({ min: 0.3, max: 4, noNaN: true }))
      .map(([usual, relative]) => [usual, Math.round(usual * relative)] as const);
    fc.assert(
      fc.property(shop, ([usual, price]) => {
        const [from = 0, to = 0] = plain(en.twoPrices(usual, price, 'kg'))
          .replaceAll(',', '')
          .split(' → ')
          .map((text) => Number.parseFloat(text));
        const change = 100 * (price / usual - 1);
        // A price that is worked out is rounded to the dong at least, which may move a change that lies between two.
        fc.pre(Math.abs((Math.abs(change) % 1) - 0.5) > 0.2 && Math.abs(change) > 1);
        expect(roundedWithin(100 * (to / from - 1), [])).toBe(roundedWithin(change, []));
      }),
    );
  });
});
