import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#domain/business-day.ts';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { reservedOn } from '#domain/matching/reserved-stock.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { isOver, partyKey, type Suggestion, stateOn } from '#domain/matching/suggestion.ts';
import { PORK } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const DAY = '2026-11-23';
const NOON = Date.parse('2026-11-23T12:00:00+07:00');

function agreed(changes: Partial<Suggestion> = {}): Suggestion {
  return someSuggestion('x_01.0004_up_2026-11-21', {
    state: 'accepted',
    decision: { at: NOON, by: 'lan' },
    ...changes,
  });
}

const reserved = (day: string, decided: Suggestion, figuresOf = DAY) => {
  const of = reservedOn(day, PORK.id, [decided], DEFAULT_MATCHING);
  return [of('hoa-sen/a', figuresOf).givenMilli, of('hoa-sen/b', figuresOf).takenMilli];
};

describe('what is reserved', () => {
  test('is what was agreed on: as proposed, or the other quantity', () => {
    expect(reserved(DAY, agreed())).toEqual([90_000, 90_000]);
    const changed = agreed({ state: 'changed', decision: { at: NOON, by: 'lan', quantityMilli: 40_000 } });
    expect(reserved(DAY, changed)).toEqual([40_000, 40_000]);
    expect(reserved(DAY, agreed({ product: '01.0001' }))).toEqual([0, 0]);
    expect(reserved(DAY, agreed({ state: 'declined' }))).toEqual([0, 0]);
  });

  test('is free again three days after nobody has said what came of it', () => {
    expect(reserved('2026-11-26', agreed(), '2026-11-26')).toEqual([90_000, 90_000]);
    expect(reserved('2026-11-27', agreed(), '2026-11-27')).toEqual([0, 0]);
  });

  test('counts what has really moved until newer figures show it', () => {
    const moved = agreed({ state: 'completed', decision: { at: NOON, by: 'lan', quantityMilli: 70_000 } });
    expect(reserved(DAY, moved)).toEqual([70_000, 70_000]);
    expect(reserved('2026-11-24', moved, '2026-11-24')).toEqual([0, 0]);
  });
});

test('a proposal ends with its figures, and then the pair may be suggested anew', () => {
  const proposal = someSuggestion('x_01.0004_up_2026-11-21');
  expect(stateOn(proposal, '2026-11-26')).toBe('proposed');
  expect(stateOn(proposal, '2026-11-27')).toBe('expired');
  expect(isOver(proposal, '2026-11-26')).toBe(false);
  expect(isOver(proposal, '2026-11-27')).toBe(true);
  expect(stateOn(agreed(), '2027-11-27')).toBe('accepted');
});

test('however often one accepts and searches again, no giver promises more than its surplus, and nobody both gives and takes', () => {
  const shops = fc.array(
    fc.record({
      place: fc.constantFrom('hoan-kiem', 'cua-nam'),
      retailer: fc.constantFrom('hoa-sen', 'binh-minh'),
      channel: fc.constantFrom('market', 'producer'),
      stock: fc.integer({ min: 0, max: 300 }),
      demand: fc.integer({ min: 1, max: 60 }),
    }),
    { minLength: 2, maxLength: 10 },
  );
  const quantities = fc.infiniteStream(fc.double({ min: 0.1, max: 1, noNaN: true }));
  fc.assert(
    fc.property(shops, quantities, (list, shares) => {
      const world = list.map(({ retailer, ...shop }, index): Shop => ({ ...shop, key: `${retailer}/${index}` }));
      const decided: Suggestion[] = [];
      for (let round = 0; round < 4; round++) {
        const request = aSupplyRequest(world, { places: ['ha-noi'], decided });
        for (const [index, suggestion] of suggestSupply(request).suggestions.entries()) {
          const quantityMilli = Math.ceil(suggestion.quantityMilli * (shares.next().value ?? 1));
          const at = Date.parse(`${addDays(DAY, 0)}T1${round}:00:00+07:00`);
          decided.push({
            ...suggestion,
            id: `${round}-${index}`,
            state: 'changed',
            decision: { at, by: 'lan', quantityMilli },
          });
        }
      }
      const promised = (side: 'from' | 'to', key: string) =>
        decided
          .filter((made) => partyKey(made[side]) === key)
          .reduce((sum, { decision }) => sum + (decision?.quantityMilli ?? 0), 0);
      for (const { key, stock = 0, demand = 0, channel } of world) {
        const keepBack = channel === 'producer' ? 0 : 2 * demand * 1000;
        expect(promised('from', key)).toBeLessThanOrEqual(Math.max(0, stock * 1000 - keepBack));
        expect(promised('to', key)).toBeLessThanOrEqual(Math.max(0, 2 * demand - stock) * 1000);
        expect(Math.min(promised('from', key), promised('to', key))).toBe(0);
      }
    }),
  );
});
