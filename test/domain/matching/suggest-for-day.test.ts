import { expect, test } from 'vitest';
import { suggestForDay } from '#domain/matching/suggest-for-day.ts';
import { placeOfSuggestion } from '#domain/matching/suggestion.ts';
import { tripsOf } from '#domain/matching/trip-loads.ts';
import { PORK, RICE, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 500, demand: 20 },
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 200, product: RICE.id },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 9_000, demand: 20, product: RICE.id },
];

const forDay = () => {
  const {
    alert: _alert,
    product: _product,
    idOf: _idOf,
    refused: _refused,
    withSubstitutes: _with,
    ...request
  } = aSupplyRequest(SHOPS);
  return suggestForDay({ ...request, place: 'ha-noi', refusedOf: () => [], hashOf: (text) => text.replace('|', '-') });
};

test('after the cut-off every product is searched, and ids tell the place like those of an alert', () => {
  const { searches } = forDay();
  expect(searches.map(({ product, suggestions }) => [product, suggestions[0]?.quantityMilli])).toEqual([
    [PORK.id, 90_000],
    [RICE.id, 1_390_000],
  ]);
  const ids = searches.flatMap(({ suggestions }) => suggestions.map(({ id }) => id));
  expect(ids.map(placeOfSuggestion)).toEqual(['ha-noi', 'ha-noi']);
});

test('products of one pair go on one vehicle, and a load that fills enough of it needs no joining', () => {
  const { trips, searches } = forDay();
  expect(trips).toEqual([
    {
      from: 'hoa-sen/cn',
      to: 'hoa-sen/hk',
      suggestions: searches.flatMap(({ suggestions }) => suggestions.map(({ id }) => id)),
      // (90 + 1,390) kg at 12 VND a kilometre each, of 30,000 VND.
      loadShare: expect.closeTo(0.592),
      considerJoining: false,
    },
  ]);
  const alone = tripsOf([someSuggestion('x_01.0004_up_2026-11-21')], SMALL_CITY, aSupplyRequest([]).settings);
  expect(alone[0]).toMatchObject({ loadShare: expect.closeTo(0.036), considerJoining: true });
});
