import { expect, test } from 'vitest';
import type { UnitsByRole } from './metered-by-place.ts';
import { simulateMorning, windowsOf, worstOf } from './simulate-morning.ts';

const units = (writes: Record<string, number>, reads: Record<string, number> = {}, ofEachLeaf = 0): UnitsByRole => ({
  writes: new Map(Object.entries(writes)),
  reads: new Map(Object.entries(reads)),
  ofEachLeaf,
});

test('a window begins with its first record and gathers what comes until it ends', () => {
  expect(windowsOf([100, 45, 10, 39.5], 30)).toEqual([
    { end: 40, records: 2 },
    { end: 75, records: 1 },
    { end: 130, records: 1 },
  ]);
});

test('units fall on the partitions of the place that is assessed, of those around it and of all leaves inside', () => {
  const zoneOf = new Map([
    ['a', 'z-1'],
    ['b', 'z-1'],
    ['c', 'z-2'],
  ]);
  const measured = {
    report: [units({ 'market leaf today': 3 })],
    leaf: {
      calm: units({ 'market leaf tomorrow': 10, 'market zone today': 1 }),
      most: units({ 'market leaf tomorrow': 50, 'market zone today': 1 }),
    },
    zone: units({ 'market zone today': 5 }, {}, 4),
    city: units({}, { 'registry rule': 1 }, 2),
    nextDay: units({}, { 'market leaf tomorrow': 1 }),
  };
  const arrivals = [
    { leaf: 'a', at: 10 },
    { leaf: 'a', at: 20 },
  ];
  const loads = simulateMorning(arrivals, zoneOf, measured, 30);
  expect(worstOf(loads.get('market a today')?.writes ?? new Map()).second).toBe(3);
  expect(worstOf(loads.get('market a tomorrow')?.writes ?? new Map())).toEqual({ second: 60, minute: 1 });
  expect([...(loads.get('market z-1 today')?.writes ?? [])]).toEqual([
    [40, 2],
    [70, 5],
  ]);
  expect([...(loads.get('market b today')?.reads ?? [])]).toEqual([[70, 6]]);
  expect([...(loads.get('market c today')?.reads ?? [])]).toEqual([[70, 2]]);
  expect([...(loads.get('registry rule')?.reads ?? [])]).toEqual([[70, 1]]);
});
