import { seededNumbers } from '#infra/local/seeded-numbers.ts';

/** Random draws of one thing in the market, apart from all others: switching one thing off leaves the rest as it was. */
export interface Stream {
  /** From 0 on, below 1. */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  readonly between: (low: number, high: number) => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  /** Standard normal, by Box and Muller. */
  readonly normal: () => number;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
}

/** The stream that a seed and labels name: `streamOf(7, 'price', 'an/an-1', '01.0004')`. */
export function streamOf(seed: number, ...labels: readonly (string | number)[]): Stream {
  const next = seededNumbers(hashOf(`${seed}|${labels.join('|')}`));
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    between: (low, high) => low + next() * (high - low),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T,
    shuffled: <T>(list: readonly T[]) => {
      const mixed = [...list];
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = whole(0, last);
        [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
      }
      return mixed;
    },
  };
}

/** FNV-1a: near labels must not start near streams. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}
