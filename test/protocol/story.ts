import type { BusinessDay } from '#domain/business-day.ts';
import type { DetectionSettings } from '#domain/catalogue.ts';
import type { Simulation } from './simulation.ts';

/** What happens in the world, outside of any function. */
export interface Story {
  readonly settings: DetectionSettings;
  /** The business day; the first of all days unless said. */
  readonly today?: BusinessDay;
  /** Keeps what was there before, and returns what may happen in any order. */
  readonly begin: (simulation: Simulation) => Promise<(() => Promise<unknown>)[]>;
  /** Lets what stands in the end happen in a simulation of its own, one function after the other, each once. */
  readonly playInOrder: () => Promise<Simulation>;
}

/** A story drawn from numbers between 0 and 1. */
export type TellStory = (draw: () => number) => Story;

export function pickFrom<T>(draw: () => number, from: readonly T[]): T {
  return from[Math.floor(draw() * from.length)] as T;
}
