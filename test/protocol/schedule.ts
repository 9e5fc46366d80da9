import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import type { Moment, Step } from './tables-in-steps.ts';

/** What may go wrong at a step, as shares of all steps. */
export interface Faults {
  /** The process ends there; whatever it had asked for may have been done. */
  readonly dies: number;
  /** The request fails there; a write may have been made all the same. */
  readonly raises: number;
  /** The process stands still for longer than any lease. */
  readonly oversleeps: number;
}

export const NO_FAULTS: Faults = { dies: 0, raises: 0, oversleeps: 0 };
export const DEATHS: Faults = { ...NO_FAULTS, dies: 0.01 };
const ERRORS: Faults = { ...NO_FAULTS, raises: 0.01 };
const ALL_FAULTS: Faults = { dies: 0.005, raises: 0.005, oversleeps: 0.003 };

/** One kind after the other, seed by seed. */
export function faultsOf(seed: number): Faults {
  const kinds = [NO_FAULTS, DEATHS, ERRORS, ALL_FAULTS];
  return kinds[seed % kinds.length] ?? NO_FAULTS;
}

/** Longer than any channel's lease, in milliseconds. */
export const OVERSLEPT_MS = 3_600_000;

/** How a process ended: by itself, by death, or with what it raised. */
export type Ending = { readonly kind: 'done' | 'died' } | { readonly kind: 'raised'; readonly error: unknown };

/** Raised in place of an answer. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  constructor() {
    super('The answer never came');
  }
}

interface Process {
  readonly ended: (ending: Ending) => void;
}

interface Waiting {
  readonly process: Process;
  readonly moment: Moment;
  readonly goOn: () => void;
  readonly raise: (error: Error) => void;
}

/** Who goes next, what fails and what time it is: all drawn from one seed, so that a schedule can be played again. */
export function scheduleOf(seed: number, faults: Faults, start: number) {
  const draw = seededNumbers(seed);
  let now = start;
  let waiting: Waiting[] = [];
  const running = new Set<Process>();

  const stepOf =
    (process: Process): Step =>
    (moment) =>
      new Promise((goOn, raise) => waiting.push({ process, moment, goOn, raise }));

  const end = (process: Process, ending: Ending) => {
    if (!running.delete(process)) return;
    waiting = waiting.filter((other) => other.process !== process);
    process.ended(ending);
  };

  return {
    draw,
    clock: () => now,
    running: () => running.size,

    /** Starts a process that asks for every step; one that dies goes no further and raises nothing. */
    start(work: (step: Step) => Promise<unknown>, ended: (ending: Ending) => void): void {
      const process: Process = { ended };
      running.add(process);
      work(stepOf(process)).then(
        () => end(process, { kind: 'done' }),
        (error: unknown) => end(process, { kind: 'raised', error }),
      );
    },

    /** Lets one process take its next step, or lets it fail there. */
    takeStep(): void {
      now += 1;
      // Mostly whoever went last goes on, so that others are overtaken by whole runs: that is where races hide.
      const index = draw() < 0.9 ? waiting.length - 1 : Math.floor(draw() * waiting.length);
      const [next] = waiting.splice(index, 1);
      if (!next) return;
      if (draw() < faults.oversleeps) now += OVERSLEPT_MS;
      if (draw() < faults.dies) end(next.process, { kind: 'died' });
      // A channel raises unless the message was accepted: after that it may only die.
      else if (draw() < faults.raises && next.moment !== 'accepted') next.raise(new ConnectionLost());
      else next.goOn();
    },

    letLeasesRunOut(): void {
      now += OVERSLEPT_MS;
    },

    letTimePass(milliseconds: number): void {
      now += milliseconds;
    },
  };
}

/** Resolves once every process waits for its next step: Node turns to this queue when all promises have been followed. */
export function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
