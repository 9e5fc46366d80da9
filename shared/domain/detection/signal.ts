import type { Level } from '../level.ts';
import type { Evidence } from './episode.ts';

/** What a rung sees in one direction on one day. */
export interface Signal {
  /** Level on which enough stores agree. */
  readonly agreed: Level;
  /** Level shown by a place with too few stores, to be confirmed by its next reporting day. */
  readonly shown: Level;
  readonly evidence: Evidence;
}
