import { expect, test } from 'vitest';
import { madeNow, mayBeRenewed, type SearchMade } from '#domain/matching/search-pauses.ts';

const MIDNIGHT = Date.parse('2026-11-23T00:00:00+07:00');
const DAY_MS = 86_400_000;

/** The instants of all searches of a time in which the supply changes every second and the clock looks as often. */
function searchesFrom(start: number, end: number): number[] {
  let made: SearchMade = madeNow(start);
  const instants = [start];
  for (let now = start; now < end; now += 1_000) {
    if (!mayBeRenewed(made, now)) continue;
    made = madeNow(now, made);
    instants.push(now);
  }
  return instants;
}

test('the first pauses of a day grow from half a minute to an hour', () => {
  const instants = searchesFrom(MIDNIGHT, MIDNIGHT + DAY_MS / 4);
  const minutes = instants.slice(1).map((at, index) => (at - (instants[index] ?? 0)) / 60_000);
  expect(minutes).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
});

test('a day costs thirty searches at most, whatever changes, and the next one begins anew', () => {
  expect(searchesFrom(MIDNIGHT, MIDNIGHT + DAY_MS)).toHaveLength(30);
  const nextDay = searchesFrom(MIDNIGHT, MIDNIGHT + 2 * DAY_MS).filter((at) => at >= MIDNIGHT + DAY_MS);
  expect(nextDay.length).toBeLessThanOrEqual(31);
});

test('a search of which nobody knows when it was made may be made again', () => {
  expect(mayBeRenewed(undefined, MIDNIGHT)).toBe(true);
});
