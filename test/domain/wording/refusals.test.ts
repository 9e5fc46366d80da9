import { describe, expect, test } from 'vitest';
import type { RowRefusal } from '#domain/report/judgement.ts';
import { explainRefusal } from '#domain/wording/refusals.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function explain(refusal: RowRefusal) {
  const { detail, hint } = explainRefusal(refusal, SMALL_CITY.products);
  return { vi: plain(`${detail.vi} ${hint.vi}`), en: plain(`${detail.en} ${hint.en}`) };
}

describe('a refused row is told', () => {
  test.each<[unknown, string, string]>([
    [145, 'có phải 145.000 đ (x1000)? Giá tính bằng đồng', 'did you mean 145,000 VND (x1000)? Prices are in VND'],
    [3_000, 'có phải 300.000 đ (x100) hay 30.000 đ (x10)?', 'did you mean 300,000 VND (x100) or 30,000 VND (x10)?'],
    [1_450_000, 'Giá quá cao: có phải 145.000 đ (x10)?', 'Too high: did you mean 145,000 VND (x10)?'],
    [1, 'Kiểm tra số chữ số; giá tính cho kg.', 'Check the number of digits; the price is for kg.'],
  ])('with the prices that %j may have been meant to be', (written, vi, en) => {
    const told = explain({ code: 'price-out-of-band', member: 'price', written, product: PORK });
    expect(told.vi).toContain('Giá nằm ngoài khoảng có thể của mặt hàng (20.000–600.000 đ/kg).');
    expect(told.vi).toContain(vi);
    expect(told.en).toContain(en);
  });

  test.each(['145.000', '145,000 đ', '145k', '145000.00', '145 nghìn/kg'])(
    'with the price that %j means',
    (written) => {
      const told = explain({ code: 'price-not-integer', member: 'price', written });
      const isClear = written !== '145 nghìn/kg';
      expect(told.en).toContain(isClear ? 'Did you mean "price": 145000?' : 'For example "price": 145000.');
    },
  );

  test('with the goods that its code comes near to', () => {
    const told = explain({ code: 'unknown-product', member: 'product', written: 1.0004 });
    expect(told.vi).toContain('Có phải: 01.0004 Thịt lợn nạc thăn (kg)');
    expect(told.en).toContain('Did you mean: 01.0004 Pork loin (kg)');
  });

  test('on one line, without marks that garble the text around them', () => {
    const told = explain({
      code: 'unit-mismatch',
      member: 'unit',
      written: `mớ\u202e\n${'x'.repeat(50)}`,
      product: PORK,
    });
    expect(told.vi).toContain(`không phải "mớ��${'x'.repeat(36)}…".`);
  });
});
