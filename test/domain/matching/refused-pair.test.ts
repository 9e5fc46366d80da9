import { expect, test } from 'vitest';
import { refusalOf, refusedOn } from '#domain/matching/refused-pair.ts';
import { DECLINE_REASONS, type DeclineReason } from '#domain/matching/suggestion.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const SUGGESTION = someSuggestion('x_01.0004_up_2026-11-21');
const DAY = '2026-11-23';

test('a decline is remembered beyond its alert only for a reason that lasts, and for a year', () => {
  const remembered = DECLINE_REASONS.filter((reason) => refusalOf(SUGGESTION, { reason, by: 'lan', at: 1 }, DAY, 365));
  expect(remembered).toEqual(['no-contract', 'food-safety', 'never']);
  expect(refusalOf(SUGGESTION, { reason: 'never', by: 'lan', at: 1 }, DAY, 365)).toEqual({
    product: '01.0004',
    from: 'hoa-sen/a',
    to: 'hoa-sen/b',
    reason: 'never',
    by: 'lan',
    at: 1,
    through: '2027-11-23',
  });
});

test('within its alert a decline holds, for a reason that lasts until its refusal ends or is taken back', () => {
  const declinedFor = (reason: DeclineReason) =>
    ({ ...SUGGESTION, state: 'declined', decision: { at: 1, by: 'lan', reason } }) as const;
  expect(refusedOn(DAY, [], [declinedFor('never')])).toEqual([]);
  const declined = declinedFor('sold-out');
  expect(refusedOn(DAY, [], [declined, someSuggestion('y_01.0004_up_2026-11-21')])).toEqual([
    { product: '01.0004', from: 'hoa-sen/a', to: 'hoa-sen/b' },
  ]);
});

test('a refusal ends after its last day', () => {
  const refusal = refusalOf(SUGGESTION, { reason: 'never', by: 'lan', at: 1 }, DAY, 1);
  const refusals = refusal ? [refusal] : [];
  expect(refusedOn('2026-11-24', refusals, [])).toHaveLength(1);
  expect(refusedOn('2026-11-25', refusals, [])).toEqual([]);
});
