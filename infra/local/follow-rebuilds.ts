import type { BusinessDay } from '#domain/business-day.ts';
import type { RebuildWanted } from './rebuilds-wanted.ts';

interface FollowPorts {
  /** Gives the number of the request. */
  readonly requestRebuild: (place: string, from: BusinessDay) => Promise<number>;
  /** The number of the last request that is done. */
  readonly readRebuilt: (place: string) => Promise<number>;
  readonly readResumption: (
    place: string,
  ) => Promise<{ readonly at: BusinessDay; readonly number: number } | undefined>;
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
  const asked: (RebuildWanted & { readonly number: number })[] = [];
  for (const each of wanted) {
    asked.push({ ...each, number: await ports.requestRebuild(each.place, each.from) });
  }
  const left: string[] = [];
  for (const each of asked) if (!(await isFolded(ports, each))) left.push(each.place);
  return left;
}

async function isFolded(
  ports: FollowPorts,
  { place, from, number }: RebuildWanted & { readonly number: number },
): Promise<boolean> {
  const { clock, progress } = ports;
  const begun = clock();
  let reached = '';
  let reachedAt = begun;
  for (;;) {
    if ((await ports.readRebuilt(place)) >= number) return true;
    const resumption = await ports.readResumption(place);
    const now = resumption && resumption.number >= number ? `, folded up to ${resumption.at}` : '';
    if (now !== reached) [reached, reachedAt] = [now, clock()];
    if (ports.hasGivenUp?.(place) || clock() - reachedAt > ports.patienceMs) return false;
    progress(`  ${place}: from ${from} on${reached}, ${Math.round((clock() - begun) / 1000)} s`);
    await ports.pause();
  }
}
