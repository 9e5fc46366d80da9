import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, startOfBusinessDay } from '#domain/business-day.ts';
import { promisedToOthers, type StockPromise, withPromise } from '#domain/matching/promised-stock.ts';
import { DECIDED_DAYS } from '#domain/matching/reserved-stock.ts';
import type { Suggestion, SuggestionState } from '#domain/matching/suggestion.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const DAY = '2026-11-23';
const MORNING = startOfBusinessDay(DAY) + 9 * 3_600_000;
const HOUR_MS = 3_600_000;
const SETTINGS = { maxAgeDays: 3 };

const promise = (suggestion: string, quantityMilli: number, at = MORNING): StockPromise => ({
  suggestion,
  quantityMilli,
  at,
});

const proposal = (changes: Partial<Suggestion> = {}) => someSuggestion('x_01.0004_up_2026-11-21', changes);

function promised(other: Suggestion, of: StockPromise, today = DAY, own = proposal()): number {
  return promisedToOthers(own, [{ promise: of, suggestion: other }], today, SETTINGS);
}

describe('what is promised to others', () => {
  test('is the quantity of the promise while its suggestion is a proposal, whatever that proposes', () => {
    expect(promised(proposal(), promise('p', 40_000))).toBe(40_000);
    expect(promised(proposal({ quantityMilli: 1 }), promise('p', 40_000))).toBe(40_000);
  });

  test('is what the suggestion says once it was answered, not what the promise said', () => {
    const answered = (state: SuggestionState, quantityMilli?: number) =>
      proposal({ state, decision: { at: MORNING, by: 'lan', ...(quantityMilli !== undefined && { quantityMilli }) } });
    const of = promise('p', 70_000);
    expect(promised(answered('accepted'), of)).toBe(90_000);
    expect(promised(answered('changed', 40_000), of)).toBe(40_000);
    expect(promised(answered('completed', 30_000), of)).toBe(30_000);
    expect(promised(answered('declined'), of)).toBe(0);
    expect(promised(proposal({ state: 'ended', ended: { reason: 'withdrawn', on: DAY } }), of)).toBe(0);
  });

  test('counts for three days of a proposal that somebody broke off at', () => {
    const of = promise('p', 40_000);
    expect(promised(proposal(), of, addDays(DAY, 3))).toBe(40_000);
    expect(promised(proposal(), of, addDays(DAY, 4))).toBe(0);
  });

  test('is of the same giver and product only', () => {
    const of = promise('p', 40_000);
    const { from } = proposal();
    const rice = proposal({ product: '01.0001' });
    expect(promised(rice, of)).toBe(0);
    expect(promised(rice, of, DAY, rice)).toBe(40_000);
    expect(promised(proposal({ from: { ...from, store: 'other' } }), of)).toBe(0);
    expect(promised(proposal({ to: { ...from, store: 'a' }, from: { ...from, store: 'b' } }), of)).toBe(0);
  });

  test('is what the own figures do not show yet of what was moved', () => {
    const moved = proposal({ state: 'completed', decision: { at: MORNING, by: 'lan', quantityMilli: 30_000 } });
    const of = promise('p', 30_000);
    const own = (from: string) => proposal({ figures: { from } });
    expect(promised(moved, of, addDays(DAY, 1), own(DAY))).toBe(30_000);
    expect(promised(moved, of, addDays(DAY, 1), own(addDays(DAY, 1)))).toBe(0);
  });

  test('is the sum over all others', () => {
    const others = [10_000, 20_000, 30_000].map((quantityMilli, index) => ({
      promise: promise(`p${index}`, quantityMilli),
      suggestion: proposal({ id: `p${index}` }),
    }));
    expect(promisedToOthers(proposal(), others, DAY, SETTINGS)).toBe(60_000);
    expect(promisedToOthers(proposal(), [], DAY, SETTINGS)).toBe(0);
  });
});

describe('a promise more', () => {
  test('stands beside those of others, which stay as they are', () => {
    const kept = [promise('a', 10_000), promise('b', 20_000)];
    const next = promise('c', 5_000, MORNING + 1);
    expect(withPromise(kept, next)).toEqual([...kept, next]);
    expect(withPromise([], next)).toEqual([next]);
  });

  test('of the same suggestion takes the place of the first: the larger of the two quantities stands, at the later time', () => {
    const other = promise('b', 50_000);
    for (const [first, second] of [
      [10_000, 30_000],
      [30_000, 10_000],
      [30_000, 30_000],
    ] as const) {
      const next = promise('a', second, MORNING + HOUR_MS);
      expect(withPromise([promise('a', first), other], next)).toEqual([
        other,
        promise('a', Math.max(first, second), MORNING + HOUR_MS),
      ]);
    }
  });

  test('of which somebody else has promised more is as large as it says', () => {
    expect(withPromise([promise('b', 50_000)], promise('a', 10_000))).toContainEqual(promise('a', 10_000));
  });

  test('drops those of others that can count no more, by the business day', () => {
    const lastDay = addDays(DAY, DECIDED_DAYS);
    const late = promise('a', 10_000, startOfBusinessDay(DAY) + 23 * HOUR_MS);
    const early = promise('b', 10_000, startOfBusinessDay(DAY));
    const next = (day: string, hour: number) => promise('c', 5_000, startOfBusinessDay(day) + hour * HOUR_MS);
    for (const hour of [0, 23]) {
      expect(withPromise([late, early], next(lastDay, hour))).toEqual([late, early, next(lastDay, hour)]);
      const after = next(addDays(lastDay, 1), hour);
      expect(withPromise([late, early], after)).toEqual([after]);
    }
  });

  test('keeps the larger quantity of its own even from long before: it is looked up, and not forgotten', () => {
    const next = promise('a', 5_000, startOfBusinessDay(addDays(DAY, DECIDED_DAYS + 1)));
    expect(withPromise([promise('a', 10_000)], next)).toEqual([{ ...next, quantityMilli: 10_000 }]);
  });

  test('promised in any order, again and again, leaves one of each suggestion with its largest quantity', () => {
    const promises = fc.array(
      fc.record({
        suggestion: fc.constantFrom('a', 'b', 'c'),
        quantityMilli: fc.integer({ min: 1, max: 100 }),
        at: fc.integer({ min: MORNING, max: MORNING + HOUR_MS }),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(promises, (made) => {
        const kept = made.reduce<StockPromise[]>(withPromise, []);
        const largest = new Map<string, number>();
        for (const { suggestion, quantityMilli } of made) {
          largest.set(suggestion, Math.max(quantityMilli, largest.get(suggestion) ?? 0));
        }
        expect(new Map(kept.map(({ suggestion, quantityMilli }) => [suggestion, quantityMilli]))).toEqual(largest);
        expect(kept).toHaveLength(largest.size);
        expect(kept.at(-1)?.at).toBe(made.at(-1)?.at);
      }),
    );
  });
});
