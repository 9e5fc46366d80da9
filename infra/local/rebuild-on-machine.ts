import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { marketStore } from '#storage/market.ts';
import { rebuildOf } from '#storage/registry/rebuilds.ts';
import { registryStore } from '#storage/registry.ts';
import { tableNameOf } from './embedded-database.ts';
import { followRebuilds } from './follow-rebuilds.ts';
import type { HandOver } from './hand-over.ts';
import type { Key } from './handler-queue.ts';
import { type RebuildAsked, RebuildRefused, rebuildsWanted, tellDone } from './rebuilds-wanted.ts';

/** Has places folded anew and tells how far it is; resolves with what was done. Raises `RebuildRefused`. */
export type Rebuild = (asked: RebuildAsked, tell: (line: string) => void) => Promise<string>;

interface Machine {
  /** Its writes wake the handlers. */
  readonly dynamodb: DynamoDBDocumentClient;
  readonly catalogue: Catalogue;
  readonly clock: () => number;
  readonly handOver: Pick<HandOver, 'idle' | 'waiting'>;
  /** The places whose rebuild was given up since the start. */
  readonly givenUp: Set<string>;
}

const LOOK_AGAIN_MS = 250;
/** Not before this a machine that hangs is given up: its handlers try again for some minutes. */
const PATIENCE_MS = 20 * 60_000;
/** A machine under load always has something to do. */
const LONGEST_SETTLING_MS = 5 * 60_000;

/** The rebuilds of one machine, done by its own handler. */
export function rebuildOnMachine({ dynamodb, catalogue, clock, handOver, givenUp }: Machine): Rebuild {
  const registry = registryStore(dynamodb, tableNameOf('registry'));
  const { isOpen } = marketStore(dynamodb, tableNameOf('market'), clock);
  return async (asked, tell) => {
    const wanted = await rebuildsWanted({ ...registry, isOpen }, catalogue, asked, businessDayOf(clock()));
    for (const { place, from } of wanted) {
      givenUp.delete(place);
      tell(`${place}: folding its days anew from ${from} on`);
    }
    const left = await followRebuilds(
      {
        ...registry,
        pause: () => wait(LOOK_AGAIN_MS),
        clock: () => performance.now(),
        hasGivenUp: (place) => givenUp.has(place),
        patienceMs: PATIENCE_MS,
        progress: tell,
      },
      wanted,
    );
    if (left.length > 0) {
      throw new RebuildRefused(
        `${left.join(', ')} could not be folded anew: the machine's log says why. Nothing was written over; put a backup back, or start a newer version.`,
      );
    }
    await settled(handOver, tell);
    return tellDone(wanted);
  };
}

/** Notes which rebuild was given up. */
export function noteGivenUp(givenUp: Set<string>, functionName: string, { sk }: Key): void {
  if (functionName === 'rebuild-places') givenUp.add(rebuildOf(sk).place);
}

/** Waits until what was written has been handled, too. */
async function settled({ idle, waiting }: Machine['handOver'], tell: (line: string) => void): Promise<void> {
  const ending = new AbortController();
  const ticks = (async () => {
    for (let waited = 0; waited < LONGEST_SETTLING_MS; waited += LOOK_AGAIN_MS) {
      await wait(LOOK_AGAIN_MS, undefined, { signal: ending.signal });
      tell(`  ${waiting()} changes left`);
    }
  })().catch(() => undefined);
  await Promise.race([idle(), ticks]);
  ending.abort();
}
