import { expect, test } from 'vitest';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { supplyKnown } from '#telling/readers.ts';

const EVENT = 'pork-up-2026-11-23';
const NOON = Date.parse('2026-11-23T12:00:00+07:00');
const { from, to } = someSuggestion('x');
const offer = (changes: Partial<Suggestion> = {}): Suggestion =>
  someSuggestion('x', {
    event: EVENT,
    from: { ...from, place: 'hoan-kiem' },
    to: { ...to, place: 'cua-nam' },
    ...changes,
  });
const hold: FoodSafetyHold = {
  id: 'h1',
  product: '01.0004',
  retailer: 'hoa-sen',
  store: 'a',
  from: '2026-11-20',
  reason: 'Salmonella',
  document: '12/QĐ',
  by: 'lan',
  at: NOON,
};

const isKnown = (
  suggestions: readonly Suggestion[],
  { holds = [] as readonly FoodSafetyHold[], place = 'cua-nam' } = {},
) =>
  supplyKnown(
    { clock: () => NOON, suggestionsOf: async () => suggestions, foodSafetyHolds: async () => holds },
    SMALL_CITY,
  )(EVENT, [place]);

test('supply is known where somebody could send something to these places', async () => {
  expect(await isKnown([offer()])).toBe(true);
  expect(await isKnown([offer()], { place: 'hoan-kiem' })).toBe(false);
  expect(await isKnown([])).toBe(false);
});

test('what is held back for food safety is no supply, and what stands beside it still is', async () => {
  expect(await isKnown([offer()], { holds: [hold] })).toBe(false);
  expect(await isKnown([offer({ state: 'accepted' })], { holds: [hold] })).toBe(false);
  const other = offer({ id: 'y', from: { ...from, place: 'hoan-kiem', store: 'c' } });
  expect(await isKnown([offer(), other], { holds: [hold] })).toBe(true);
  expect(await isKnown([offer()], { holds: [{ ...hold, through: '2026-11-22' }] })).toBe(true);
  // What has come before it was held has come.
  expect(await isKnown([offer({ state: 'completed' })], { holds: [hold] })).toBe(true);
});

test.each([
  ['declined', { state: 'declined' }],
  ['too old', { validThrough: '2026-11-22' }],
  ['ended', { state: 'ended' }],
  ['overtaken', { overtaken: true }],
] as const)('what is %s is no supply', async (_name, changes) => {
  expect(await isKnown([offer(changes)])).toBe(false);
});
