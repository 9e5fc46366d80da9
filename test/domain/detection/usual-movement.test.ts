import { describe, expect, test } from 'vitest';
import { isHighlyVolatile, rememberMovement, usualPctOf, widenThresholds } from '#domain/detection/usual-movement.ts';

const following = (movements: readonly number[]) => movements.reduce(rememberMovement, [] as readonly number[]);
const days = (count: number, movement: (day: number) => number) =>
  Array.from({ length: count }, (_, day) => movement(day));

describe('the usual movement of a price', () => {
  test('is three sigma of its days, and unknown before thirty of them', () => {
    // Log movements of 1 to 5 %: the median is 3 %.
    const wandering = (day: number) => Math.exp((1 + (day % 5)) / 100);
    expect(usualPctOf(following(days(29, wandering)))).toBeUndefined();
    expect(usualPctOf(following(days(90, wandering)))).toBeCloseTo(3 * 1.4826 * 3, 1);
  });

  test('of a highly volatile price is twice what nine of ten days stay within', () => {
    const highlyVolatile = (day: number) => Math.exp(day % 10 === 0 ? 0.3 : (1 + (day % 10)) / 100);
    // Log movements of 2 to 10 %, and of 30 % every tenth day: the middle one, 6.5 %, says more than nine of ten days do.
    expect(usualPctOf(following(days(90, highlyVolatile)))).toBeCloseTo(3 * 1.4826 * 6.5, 0);
    const wild = (day: number) => Math.exp(day % 10 < 6 ? 0.03 + (day % 3) / 1000 : 0.2);
    expect(usualPctOf(following(days(90, wild)))).toBeCloseTo(2 * 20, 1);
  });

  test('is unknown where the price steps and then stands still for weeks', () => {
    const steps = (day: number) => Math.exp(0.12 * (Math.floor(day / 20) % 2) + 0.01 * Math.floor(day / 20));
    expect(usualPctOf(following(days(90, steps)))).toBeUndefined();
    const everyThirdDay = (day: number) => Math.exp(0.01 * (1 + (Math.floor(day / 3) % 7)));
    expect(usualPctOf(following(days(90, everyThirdDay)))).toBeGreaterThan(5);
  });

  test('is remembered for ninety days', () => {
    const wild = days(60, (day) => 1 + (day % 7) / 10);
    const calm = days(90, (day) => 1 + (day % 2) / 100);
    expect(following([...wild, ...calm])).toEqual(following(calm));
  });

  test('makes a price highly volatile from 10 % on, and widens thresholds by half at the most', () => {
    expect([undefined, 9.99, 10].map(isHighlyVolatile)).toEqual([false, false, true]);
    expect(widenThresholds({ watch: 10, alert: 15, crisis: 30 }, 18)).toEqual({ watch: 15, alert: 18, crisis: 30 });
  });
});
