import { describeError, log } from './log.ts';
import type { Platform } from './platform.ts';
import type { StreamKey } from './stream-batch.ts';

const TRIES = 3;
const PAUSE_MS = 200;

/**
 * Does what must not hold up the stream that it hangs on: what fails several times is set aside in the failure queue of
 * the function, where an alarm sees it, and all else goes on. Where there is no such queue it raises.
 */
export function orSetAside(
  { setAside, meter, pause }: Pick<Platform, 'setAside' | 'meter' | 'pause'>,
  work: (key: StreamKey) => Promise<void>,
): (key: StreamKey) => Promise<void> {
  return async (key) => {
    for (let tries = 1; ; tries++) {
      try {
        return await work(key);
      } catch (error) {
        log.error('lines of the trail were not taken there', { ...key, tries, ...describeError(error) });
        if (!setAside) throw error;
        if (tries < TRIES) {
          await pause(PAUSE_MS * tries);
          continue;
        }
      }
      meter.record({ RefusedWrites: 1 });
      return setAside([key]);
    }
  };
}
