import { subjectOf, type Trigger } from './simulation.ts';

interface Waiting extends Trigger {
  /** True while somebody else may be sending: to answer is of no use before his lease is over. */
  readonly waitsForLease: boolean;
}

/** Triggers that wait for a process, in no order. What waits already is not put down twice, as in a batch of a stream. */
export function waitingTriggers(draw: () => number) {
  let waiting: Waiting[] = [];
  return {
    add(trigger: Trigger, waitsForLease = false): void {
      const same = waiting.find((known) => isSame(known, trigger));
      waiting = waiting.filter((known) => known !== same);
      waiting.push({ ...trigger, waitsForLease: waitsForLease && (same?.waitsForLease ?? true) });
    },
    /** Takes one of them; seldom one that is of no use yet. */
    take(): Trigger | undefined {
      const eligible = waiting.filter(({ waitsForLease }) => !waitsForLease || draw() < 0.1);
      const taken = eligible[Math.floor(draw() * eligible.length)];
      waiting = waiting.filter((trigger) => trigger !== taken);
      return taken;
    },
    isEmpty: () => waiting.length === 0,
    allWaitForLeases: () => waiting.every(({ waitsForLease }) => waitsForLease),
    leasesHaveRunOut(): void {
      waiting = waiting.map((trigger) => ({ ...trigger, waitsForLease: false }));
    },
  };
}

function isSame(a: Trigger, b: Trigger): boolean {
  const isWaking = ({ key }: Trigger) => key.sk.startsWith('wake#');
  return a.function === b.function && subjectOf(a) === subjectOf(b) && isWaking(a) === isWaking(b);
}
