import type { UnmetReason } from './transport/transport-problem.ts';

/**
 * Why a need stays unmet. `below-least-lot`: there is something, but too little for anybody to drive; `below-least-gain`:
 * too little to help the receiver; `left-for-later`: a way was found, beyond the lines that one search proposes.
 */
export const UNMET_CAUSES = [
  'nobody-reachable',
  'supply-exhausted',
  'capacity-reached',
  'dearer-than-unmet',
  'time-ran-out',
  'below-least-lot',
  'below-least-gain',
  'left-for-later',
] as const satisfies readonly (UnmetReason | 'below-least-lot' | 'below-least-gain' | 'left-for-later')[];
export type UnmetCause = (typeof UNMET_CAUSES)[number];

/** Why need is left though the search had found something for it. */
export const LEFT_SINCE = ['declined', 'held', 'expired'] as const;
export type LeftCause = UnmetCause | (typeof LEFT_SINCE)[number];
