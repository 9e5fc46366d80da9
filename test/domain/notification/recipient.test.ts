import { expect, test } from 'vitest';
import { isToldOf } from '#domain/notification/recipient.ts';
import { SMALL_CITY } from '#support/small-city.ts';

const hears = (places: string[], place: string, level: 'watch' | 'crisis' = 'crisis') =>
  isToldOf(SMALL_CITY, { places, levels: ['alert', 'crisis'] }, { place, level });

test('a recipient is told of the own places and of all that lies inside them', () => {
  expect(hears(['hoan-kiem'], 'hoan-kiem')).toBe(true);
  expect(hears(['ha-noi'], 'hoan-kiem')).toBe(true);
  expect(hears(['*'], 'outside/hung-yen')).toBe(true);
  expect(hears(['hoan-kiem'], 'ha-noi')).toBe(false);
  expect(hears(['soc-son', 'cua-nam'], 'hoan-kiem')).toBe(false);
});

test('a recipient is told of the chosen levels only', () => {
  expect(hears(['*'], 'hoan-kiem', 'watch')).toBe(false);
});
