import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { withAncestors } from '#domain/catalogue.ts';
import { banksOf, cornersOf, type MapKey, tileAfter } from '#web/components/tile-map/tile-geometry.ts';
import { innerCity } from '#web/pages/map/inner-city.ts';

const [river] = hanoi.rivers ?? [];
const WARDS = [...hanoi.places.values()].flatMap(({ id, kind, lat, lon, tile }) =>
  tile && kind !== 'district'
    ? [{ id, lat, lon, tile, isBeyond: withAncestors(hanoi, id).some((at) => river?.beyond.includes(at)) }]
    : [],
);
const byId = new Map(WARDS.map((ward) => [ward.id, ward]));
const KEYS: readonly MapKey[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

describe('keys on the map of Hanoi', () => {
  test('lead to every ward from any of them', () => {
    const reached = new Set([WARDS[0]]);
    for (const from of reached) {
      for (const key of KEYS) {
        const next = from && tileAfter(key, from, WARDS);
        if (next) reached.add(next);
      }
    }
    expect(reached.size).toBe(126);
  });

  test('lead to the ends of a row, and back by the opposite arrow', () => {
    const from = byId.get('00070');
    if (!from) throw new Error('Hoàn Kiếm is not on the map.');
    const [first, last] = (['Home', 'End'] as const).map((key) => tileAfter(key, from, WARDS));
    expect([first?.tile.r, last?.tile.r]).toEqual([from.tile.r, from.tile.r]);
    expect(first && tileAfter('ArrowLeft', first, WARDS)).toBeUndefined();
    const left = tileAfter('ArrowLeft', from, WARDS);
    expect(left && tileAfter('ArrowRight', left, WARDS)?.id).toBe('00070');
  });
});

test('the river runs along edges at which both banks meet, and nowhere else', () => {
  const banks = banksOf(WARDS);
  expect(banks.length).toBeGreaterThan(15);
  const corners = (isBeyond: boolean) =>
    new Set(
      WARDS.filter((ward) => ward.isBeyond === isBeyond)
        .flatMap(({ tile }) => cornersOf(tile))
        .map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`),
    );
  const [north, south] = [corners(true), corners(false)];
  for (const { x, y } of banks.flat()) {
    const corner = `${x.toFixed(3)} ${y.toFixed(3)}`;
    expect(north.has(corner) && south.has(corner)).toBe(true);
  }
});

test('the inner city is where wards are closest together, at most six tiles side by side', () => {
  const inner = innerCity(WARDS);
  const ids = new Set(inner.map(({ id }) => id));
  for (const id of ['00070', '00004', '00229', '00256']) expect(ids).toContain(id);
  const rows = Map.groupBy(inner, ({ tile }) => tile.r);
  for (const row of rows.values()) expect(row.length).toBeLessThanOrEqual(6);
  expect(rows.size).toBeLessThanOrEqual(9);
});
