import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeRow, type Withdrawal } from '#domain/report/judgement.ts';
import { PRICE_TYPES, type ReportRow } from '#domain/report/report.ts';
import { idleWithdrawals, patchRows } from '#domain/report/row-set.ts';
import { runsOf } from '#support/seeds.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';

const product = fc.constantFrom('01.0001', '01.0004');
const gtin = fc.constantFrom('8930000000019', '89300000');
const priceType = fc.constantFrom(...PRICE_TYPES);
const row = fc.record(
  { product, gtin, priceType, price: fc.constant(1000) },
  { requiredKeys: ['product', 'priceType', 'price'] },
);
const withdrawal = fc.record({ product, gtin, priceType }, { requiredKeys: ['product'] });

/** By the rule itself: a withdrawal takes all rows that its members do not exclude. */
function takes(each: Withdrawal, { product: own, gtin: code, priceType: type }: ReportRow): boolean {
  return (
    each.product === own &&
    (each.gtin === undefined || each.gtin === code) &&
    (each.priceType === undefined || each.priceType === type)
  );
}

describe('withdrawals', () => {
  test('take out exactly the rows that they do not exclude, and the others are told', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.array(withdrawal, { maxLength: 6 }), (kept, withdrawals) => {
        const left = patchRows(kept, [], withdrawals);
        expect(left.toSorted(byText)).toEqual(
          kept.filter((one) => !withdrawals.some((each) => takes(each, one))).toSorted(byText),
        );
        const placed = withdrawals.map((each, position) => ({ position, withdrawal: each }));
        expect(idleWithdrawals(placed, kept)).toEqual(
          placed.filter(({ withdrawal: each }) => !kept.some((one) => takes(each, one))),
        );
      }),
      { numRuns: runsOf({ few: 200, all: 5_000 }) },
    );
  });

  test('of a hundred thousand look at each of thirty thousand rows once', () => {
    let looked = 0;
    const rows = Array.from({ length: 30_000 }, (_, index) => ({
      get product() {
        looked++;
        return PORK.id;
      },
      priceType: 'retail' as const,
      gtin: String(8_930_000_000_000 + index),
      price: 1,
    }));
    const withdrawals = Array.from({ length: 100_000 }, (_, position) => ({
      position,
      withdrawal: { product: PORK.id, gtin: String(position) },
    }));
    expect(idleWithdrawals(withdrawals, rows)).toHaveLength(100_000);
    expect(looked).toBeLessThanOrEqual(4 * rows.length);
  });
});

test('another unit is told before the price that follows from it', () => {
  const row = { product: PORK.id, price: 5_000_000, unit: 'tạ' };
  const verdict = judgeRow(row, { products: SMALL_CITY.products, channel: 'market', patch: false });
  expect(verdict).toMatchObject({ refusal: { code: 'unit-mismatch', member: 'unit' } });
});

function byText(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
