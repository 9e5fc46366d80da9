import type { BusinessDay } from '#domain/business-day.ts';
import type { RebuildWanted } from './rebuilds-wanted.ts';

interface FollowPorts {
  readonly requestAnew: (place: string, from: BusinessDay) => Promise<void>;
  readonly readRebuild: (place: string) => Promise<
    | {
        readonly value: { readonly from?: BusinessDay; readonly resumeAt?: BusinessDay };
        readonly hash: string;
      }
    | undefined
  >;
  /** Resolves when it is time to look again. */
  readonly pause: () => Promise<void>;
  readonly clock: () => number;
  /** True once whoever folds a place has said that no try will mend it. */
  readonly hasGivenUp?: (place: string) => boolean;
  /** So long without a change, milliseconds, and nobody waits any more. */
  readonly patienceMs: number;
  readonly progress: (text: string) => void;
}

/** Asks for rebuilds and waits until they are done; gives back the places that are not. */
export async function followRebuilds(ports: FollowPorts, wanted: readonly RebuildWanted[]): Promise<string[]> {
  for (const { place, from } of wanted) await ports.requestAnew(place, from);
  const left: string[] = [];
  for (const { place } of wanted) if (!(await isFolded(ports, place))) left.push(place);
  return left;
}

async function isFolded(ports: FollowPorts, place: string): Promise<boolean> {
  const { clock, progress } = ports;
  const begun = clock();
  let [lastHash, changedAt] = ['', begun];
  for (;;) {
    const kept = await ports.readRebuild(place);
    if (kept?.value.from === undefined) return true;
    if (kept.hash !== lastHash) [lastHash, changedAt] = [kept.hash, clock()];
    if (ports.hasGivenUp?.(place) || clock() - changedAt > ports.patienceMs) return false;
    const { from, resumeAt } = kept.value;
    const reached = resumeAt === undefined ? '' : `, folded up to ${resumeAt}`;
    progress(`  ${place}: from ${from} on${reached}, ${Math.round((clock() - begun) / 1000)} s`);
    await ports.pause();
  }
}
